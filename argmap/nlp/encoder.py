"""The argument encoder: passages and pairs in, numbers out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np

from argmap.nlp.cache import Cache, shared
from argmap.nlp.link_network import LinkNetwork, networks
from argmap.nlp.network import Network, tidy
from argmap.nlp.remembered import ARRAYS, Arrays, Memory, joined
from argmap.nlp.sealed import fingerprint, sealed
from argmap.nlp.windows import Window, pair, windows

Array = np.ndarray[Any, np.dtype[np.float32]]
OWN = 64
NETWORKS = "links.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """What the encoder made of some passages, row by row: `units` are logits by label, `vectors` serve linking."""

    units: Array
    vectors: Array

    def link(self, source: int, target: int, *, across: bool) -> float:
        """Return what the words of two passages say on `source` speaking to `target`, in log odds."""
        one, other = self.vectors[source], self.vectors[target]
        width = (len(one) - 4 * OWN) // 2
        if across:
            matches = other[width : 2 * width] @ one[:width]
            return float(matches + self.units[source, 4] + self.units[target, 5])
        own = 2 * width if target < source else 2 * width + 2 * OWN
        matches = other[own + OWN : own + 2 * OWN] @ one[own : own + OWN]
        return float(matches + self.units[source, 2] + self.units[target, 3])


class Encoder:
    """One model of `models/`: tokenizer, weights and its `config.json`; loaded once, used from any thread."""

    def __init__(self, folder: Path, *, digest: str = "", memory: Cache | None = None) -> None:
        self._network = Network(folder, run="argmap train arguments")
        self._folder = folder
        self.config: Mapping[str, Any] = self._network.config
        self.digest, self.memory = digest, Memory(digest, memory)

    @cached_property
    def networks(self) -> Mapping[str, LinkNetwork]:
        """The networks that weigh its links beside each other; none where the model has none."""
        path = self._folder / NETWORKS
        return networks(path) if path.is_file() else {}

    @cached_property
    def _nothing(self) -> Window:
        return Window(pieces=tuple(self._network.ends.values()), spans=())

    def read(self, rows: Sequence[Sequence[str]]) -> Read:
        """Return what is made of the passages of `rows`, each row read as one text; what was read before is known."""
        found = self.memory.recall("read", rows, lambda new: self._rows([rows[at] for at in new]), ARRAYS)
        units, vectors = joined(found or self._rows([()]))
        return Read(units=units, vectors=vectors)

    def units(self, rows: Sequence[Sequence[str]]) -> list[Array]:
        """Return for each row of passages, read as one text, their logits by label."""
        return [units for units, _ in self._rows(rows)]

    def judge(self, pairs: Sequence[tuple[str, str]], *, domain: str | None = None) -> Array:
        """Return for each passage and what it answers the logits by pair label: `support`, `attack`, `none`, ...

        `domain` is the word that opens every pair, as it did in training; the encoder's own where it is not given.
        """
        words = self._pieces([f"{domain or self.config['domain']} : {text}" for text, _ in pairs])
        above = self._pieces([other for _, other in pairs])
        found = [pair(a, b, **self._network.ends) for a, b in zip(words, above, strict=True)]
        return self._run([found or [self._nothing]])[0][1]

    def _rows(self, rows: Sequence[Sequence[str]]) -> list[Arrays]:
        pieces = iter(self._pieces([text for row in rows for text in row]))
        found = [windows(list(islice(pieces, len(row))), **self._network.ends) or (self._nothing,) for row in rows]
        return [(units, vectors) for units, _, vectors in self._run(found)]

    def _pieces(self, texts: Sequence[str]) -> list[list[int]]:
        return self._network.pieces([tidy(text) for text in texts])

    def _run(self, rows: Sequence[Sequence[Window]]) -> list[Arrays]:
        """Return what is made of the windows of each row, joined; all are run side by side."""
        made = iter(self._network.each([window for row in rows for window in row], self._heads))
        return [joined(list(islice(made, len(row)))) for row in rows]

    def _heads(self, window: Window) -> tuple[Array, Array, Array]:
        pool = np.zeros((1, max(1, len(window.spans)), len(window.pieces)), dtype=np.float32)
        for at, (start, end) in enumerate(window.spans):
            pool[0, at, start:end] = 1.0 / (end - start)
        pieces = np.array([window.pieces], dtype=np.int64)
        heads = self._network.run({"pieces": pieces, "pool": pool})
        units, pairs, vectors = (head[0, : len(window.spans)] for head in heads)
        return units, pairs, vectors


@cache
def encoder(name: str) -> Encoder:
    """Return the shipped encoder of this name, loaded once."""
    folder = sealed(name)
    return Encoder(folder, digest=fingerprint(folder), memory=shared())
