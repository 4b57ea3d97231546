"""A hand does chunks in a worker process; where that dies, the discussion is tried once more, then left out."""

import json
import os
import queue
import signal
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from argmap.errors import ModelError, WriteError
from argmap.scale.items import Item
from argmap.scale.work import Settings

PATIENCE = 900.0
# Loading a worker takes a second, or minutes where the machine is busy; it says nothing of a discussion.
_START = 600.0
_STRIKES = 2
_STARTS = 3
# spaCy remembers every word it has seen: a worker that has grown by so many megabytes gives way to a fresh one.
_GROWN = 150.0


class Hand:
    """One worker process and what is known of its failures; `patience` is in seconds a discussion."""

    def __init__(self, folder: Path, settings: Settings, *, threads: int = 1, patience: float = PATIENCE) -> None:
        self._setup = {"folder": str(folder), "settings": settings.plain()}
        self._threads, self._patience = threads, patience
        self._strikes: Counter[str] = Counter()
        self._process: subprocess.Popen[str] | None = None
        self._heard: queue.Queue[dict[str, Any] | None] = queue.Queue()
        self._fails = 0
        self._ready = False

    @property
    def pid(self) -> int | None:
        """The process at work, or None between two."""
        return self._process.pid if self._process else None

    def do(self, number: int, chunk: Sequence[Item]) -> dict[str, int]:
        """Have a chunk mapped and written; return the counts of its rows. Raise the worker's ArgmapError."""
        skip: dict[str, str] = {}
        while True:
            answer = self._try(number, chunk, skip)
            if "done" in answer:
                self._fails = 0
                if answer["grown"] > _GROWN:
                    self.close()
                counts: dict[str, int] = answer["counts"]
                return counts
            if "fatal" in answer:
                raise WriteError(answer["fatal"])
            key = answer["item"]
            if key is None or key in skip:
                self._fails += 1
                if self._fails >= _STARTS:
                    when = "before they begin" if key is None else "with nothing left to read"
                    raise ModelError(f"worker processes end {when} ({answer['why']}); see what they print")
                continue
            self._strikes[key] += 1
            if self._strikes[key] >= _STRIKES or answer["late"]:
                skip[key] = f"the process that read it ended: {answer['why']}"

    def close(self) -> None:
        """End the process."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            for pipe in (self._process.stdin, self._process.stdout):
                if pipe is not None:
                    pipe.close()
            self._process = None

    def _try(self, number: int, chunk: Sequence[Item], skip: Mapping[str, str]) -> dict[str, Any]:
        """Return the worker's last word: `done`, `fatal`, or the item it was at when it ended and why."""
        process = self._process or self._start()
        with suppress(BrokenPipeError):
            _send(process, {"number": number, "items": [one.plain() for one in chunk], "skip": skip})
        at: str | None = None
        patience = self._patience if self._ready else _START
        while True:
            try:
                heard = self._heard.get(timeout=patience)
            except queue.Empty:
                self.close()
                return {"item": at, "late": True, "why": f"no answer within {patience:g} s"}
            if heard is None:
                why = _why(process)
                self.close()
                return {"item": at, "late": False, "why": why}
            if "done" in heard or "fatal" in heard:
                return heard
            at, patience, self._ready = heard.get("item", at), self._patience, True

    def _start(self) -> "subprocess.Popen[str]":
        environment = {
            **os.environ,
            "OMP_NUM_THREADS": "1",
            "ARGMAP_THREADS": str(self._threads),
            "ARGMAP_CACHE": "off",
        }
        process = subprocess.Popen(
            [sys.executable, "-m", "argmap.scale.worker"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8", env=environment,
        )  # fmt: skip
        self._process, self._heard, self._ready = process, queue.Queue(), False
        threading.Thread(target=_listen, args=(process, self._heard), daemon=True).start()
        with suppress(BrokenPipeError):
            _send(process, self._setup)
        return process


def _send(process: "subprocess.Popen[str]", what: Mapping[str, Any]) -> None:
    if process.stdin is not None:
        process.stdin.write(json.dumps(what) + "\n")
        process.stdin.flush()


def _listen(process: "subprocess.Popen[str]", heard: "queue.Queue[dict[str, Any] | None]") -> None:
    try:
        for line in process.stdout or ():
            heard.put(json.loads(line))
    except ValueError:
        # Cut off in the middle of a line, or closed by us.
        pass
    heard.put(None)


def _why(process: "subprocess.Popen[str]") -> str:
    code = process.wait()
    return f"killed by {signal.Signals(-code).name}" if code < 0 else f"exit code {code}"
