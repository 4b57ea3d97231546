"""Weights of `disputes/likely.py`: fitted on hand-made maps of raw texts, and on threads where nothing is disputed."""

import json
import math
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from argmap.argument import ArgumentMap
from argmap.disputes import candidates
from argmap.disputes.likely import signs
from argmap.evaluate.disputes import is_one
from argmap.evaluate.match import compare
from argmap.pipeline import load_map, map_sources
from argmap.train.logistic import Seen, fit

Rows = list[tuple[Seen, bool]]
PULL = 60.0
_MANY = 10


def train_disputes(gold: Path, quiet: Sequence[Path], path: Path, *, say: Callable[[str], None]) -> None:
    """Fit the weights on the maps of the folder `gold`, each beside its text, and on `quiet` threads; write them."""
    found = list(examples(gold, quiet).values())
    say(f"{sum(map(len, found))} disputes, {sum(real for rows in found for _, real in rows)} of them real")
    path.write_text(json.dumps(fitted(found), indent=0, sort_keys=True) + "\n", encoding="utf-8")


def examples(gold: Path, quiet: Sequence[Path]) -> dict[str, Rows]:
    """Return by thread what is seen of each dispute that is found in its text, and whether people see one there."""
    known = {path.stem: load_map(str(path)) for path in sorted(gold.glob("*.json"))}
    found = {name: rows(map_sources([str(gold / f"{name}.txt")]), whole) for name, whole in known.items()}
    return found | {str(path): rows(map_sources([str(path)]), None) for path in quiet}


def rows(made: ArgumentMap, known: ArgumentMap | None) -> Rows:
    """Return what is seen of each dispute of a map and whether it is real; without a `known` map none is."""
    found, web = candidates(made)
    comparison = None if known is None else compare(known, made)
    real = [comparison is not None and is_one(dispute, comparison) for dispute in found]
    return list(zip(signs(found, made, web), real, strict=True))


def fitted(threads: Iterable[Rows]) -> dict[str, float]:
    """Return the weights; a thread of many disputes counts less for each of them."""
    every, counts = [], []
    for found in threads:
        every += found
        counts += [1 / math.sqrt(max(1, len(found)) / _MANY)] * len(found)
    return fit(every, counts=counts, pull=PULL, even=True)
