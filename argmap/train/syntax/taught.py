"""What the teacher said of raw posts, word by word; kept in a file until the student's layers have learnt it."""

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

_KEPT_TAGS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Taught:
    """What the teacher said of every word, heads as distances, sureness in tenths; `done` is for each run."""

    head: NDArray[Any]
    dep: NDArray[Any]
    pos: NDArray[Any]
    lemma: NDArray[Any]
    start: NDArray[Any]
    sure: NDArray[Any]
    tags: NDArray[Any]
    chances: NDArray[Any]
    done: NDArray[Any]

    @classmethod
    def empty(cls, words: int, runs: int, tags: int) -> "Taught":
        """Return room for so many words in so many runs, and for the likeliest of so many tags."""
        kinds = {"head": "i2", "dep": "u1", "pos": "u2", "lemma": "u2", "start": "?", "sure": "u1"}
        columns = {name: np.zeros(words, kind) for name, kind in kinds.items()}
        size = (words, min(tags, _KEPT_TAGS))
        best = {"tags": np.zeros(size, "i8"), "chances": np.zeros(size, "f2")}
        return cls(**columns, **best, done=np.zeros(runs, "?"))

    @classmethod
    def read(cls, file: Path) -> "Taught":
        """Return what `write` wrote."""
        with np.load(file) as found:
            return cls(**{name: found[name] for name in found.files})

    def write(self, file: Path) -> None:
        """Write all of it to a file that ends in `.npz`."""
        np.savez(file, **asdict(self))
