"""The only door to Ray: the chunks become a stream of Ray Data, mapped by actors with a worker process each.

The output folder, the sources and the listings must lie where every node sees them under the same path.
"""

import json
import logging
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from argmap.errors import ReadError, WriteError
from argmap.scale.chunks import Chunk, Done
from argmap.scale.hand import Hand
from argmap.scale.items import Item
from argmap.scale.work import Settings


def run(chunks: Iterator[Chunk], folder: Path, settings: Settings, *, workers: int, patience: float) -> Iterator[Done]:
    """Map the chunks on `workers` actors of one core each, on the cluster of RAY_ADDRESS or one of this machine."""
    ray = _ray()
    tasks = [
        {"number": c.number, "size": c.size, "items": json.dumps([one.plain() for one in c.items])} for c in chunks
    ]
    if not tasks:
        return
    if not ray.is_initialized():
        ray.init(address=os.environ.get("RAY_ADDRESS"), log_to_driver=False, logging_level="ERROR")
    ray.data.DataContext.get_current().enable_progress_bars = False
    data = ray.data.from_items(tasks, override_num_blocks=len(tasks))
    how = {"folder": str(folder.resolve()), "settings": settings.plain(), "patience": patience}
    # One chunk at a time: a chunk that waits at a busy actor is not taken by an idle one.
    actors = ray.data.ActorPoolStrategy(size=min(workers, len(tasks)), max_tasks_in_flight_per_actor=1)
    mapped = data.map(Actor, fn_constructor_kwargs=how, compute=actors, num_cpus=1)
    try:
        for row in mapped.iter_rows():
            yield Done(number=row["number"], size=row["size"], fresh=True, counts=json.loads(row["counts"]))
    except ray.exceptions.RayError as error:
        reason = str(error).strip().split("\n")[-1]
        raise WriteError(f"the cluster gave up ({reason}); run it again to go on") from error


class Actor:
    """What runs on a node: a hand, and so the same worker process as on one machine."""

    def __init__(self, folder: str, settings: dict[str, Any], patience: float) -> None:
        self._hand = Hand(Path(folder), Settings(**settings), patience=patience)

    def __call__(self, task: dict[str, Any]) -> dict[str, Any]:
        """Map one chunk and write it; return its number, its size and the counts of its rows."""
        chunk = [Item(**one) for one in json.loads(task["items"])]
        counts = self._hand.do(int(task["number"]), chunk)
        return {"number": task["number"], "size": task["size"], "counts": json.dumps(counts)}


def _ray() -> Any:
    try:
        import ray
        import ray.data

        # It tells of every step on stderr.
        logging.getLogger("ray.data").setLevel(logging.ERROR)
    except ImportError as error:
        raise ReadError("the engine ray needs Ray; install argmap[ray]") from error
    return ray
