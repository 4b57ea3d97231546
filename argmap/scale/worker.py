"""A process of its own that maps chunks: tasks come in as lines of JSON, what is done goes out the same way.

`python -m argmap.scale.worker`. It ends when its input does, so none is left behind when the run is killed.
"""

import json
import os
import sys
import threading
from contextlib import suppress
from pathlib import Path
from typing import IO, Any

from argmap.errors import ArgmapError
from argmap.process import settle
from argmap.scale.items import Item, digest
from argmap.scale.store import Store
from argmap.scale.work import Settings, slots_of, warm, work


def main() -> None:
    """Answer tasks until the input ends."""
    settle()
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    # What a library prints must not stand among the answers.
    os.dup2(2, 1)
    tasks = _Tasks(sys.stdin)
    setup = tasks.next()
    store, settings = Store(folder=Path(setup["folder"])), Settings(**setup["settings"])

    def say(**what: Any) -> None:
        print(json.dumps(what), file=answers, flush=True)

    try:
        slots = slots_of(settings)
        warm(slots)
    except ArgmapError as error:
        say(fatal=str(error))
        return
    before = _held()
    say(ready=os.getpid())
    while True:
        task = tasks.next()
        chunk = [Item(**one) for one in task["items"]]
        rows = work(chunk, settings, slots, skip=task["skip"], say=lambda key: say(item=key))
        try:
            counts = store.commit(task["number"], digest(chunk), rows)
        except ArgmapError as error:
            say(fatal=str(error))
            return
        say(done=task["number"], counts=counts, grown=_held() - before)


def _held() -> float:
    """Return the megabytes that this process holds; 0 where the system does not say."""
    with suppress(OSError):
        return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * os.sysconf("SC_PAGESIZE") / 1e6
    return 0.0


class _Tasks:
    """Lines of the input as they come; the process ends at once when there will be no more."""

    def __init__(self, lines: IO[str]) -> None:
        self._lines, self._waiting = lines, threading.Semaphore(0)
        self._found: list[dict[str, Any]] = []
        threading.Thread(target=self._listen, daemon=True).start()

    def next(self) -> dict[str, Any]:
        """Return the next task, waiting for it."""
        self._waiting.acquire()
        return self._found.pop(0)

    def _listen(self) -> None:
        for line in self._lines:
            self._found.append(json.loads(line))
            self._waiting.release()
        os._exit(0)


if __name__ == "__main__":
    main()
