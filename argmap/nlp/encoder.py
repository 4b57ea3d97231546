"""The only door to onnxruntime and tokenizers: passages and pairs in, numbers out; nothing of theirs leaves.

Every window is run by itself: int8 scales are taken over all that is run at once, so a batch would change results.
"""

import json
import os
import re
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import Any

import numpy as np

from argmap.errors import ModelError
from argmap.nlp.cache import Cache, key, shared
from argmap.nlp.remembered import Arrays, remembered
from argmap.nlp.sealed import fingerprint, sealed
from argmap.nlp.windows import Window, beginning, joint, pair, windows

Array = np.ndarray[Any, np.dtype[np.float32]]
OWN = 64
WIDTH = 384
_THREADS = int(os.environ.get("ARGMAP_THREADS", "2"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """What the encoder made of some passages, row by row: `units` are logits by label, `vectors` serve linking."""

    units: Array
    vectors: Array


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadTogether:
    """What the encoder made of posts read with those above them: passages by number through all rows.

    `across` holds for a source and a target the log odds that one answers the other and, if so, attacks it.
    """

    read: Read
    across: Mapping[tuple[int, int], tuple[float, float]]

    def within(self, source: int, target: int) -> float:
        """Return the log odds that one passage of a post supports the other, distance left aside."""
        one, other = self.read.vectors[source, -6 * OWN :], self.read.vectors[target, -6 * OWN :]
        at = 0 if target < source else 2 * OWN
        matches = other[at + OWN : at + 2 * OWN] @ one[at : at + OWN]
        return float(matches + self.read.units[source, 2] + self.read.units[target, 3])

    def claim(self, passage: int) -> float:
        """Return the log odds that a component is a claim."""
        return float(self.read.units[passage, 1])


class Encoder:
    """One model of `models/`: tokenizer, weights and its `config.json`; loaded once, used from any thread."""

    def __init__(self, folder: Path, *, digest: str = "", memory: Cache | None = None) -> None:
        import onnxruntime
        from tokenizers import Tokenizer

        try:
            self.config: Mapping[str, Any] = json.loads((folder / "config.json").read_text(encoding="utf-8"))
            self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
            options = onnxruntime.SessionOptions()
            options.intra_op_num_threads = 1
            options.log_severity_level = 3
            self._session = onnxruntime.InferenceSession(
                str(folder / "model.onnx"), options, providers=["CPUExecutionProvider"]
            )
        except Exception as error:
            raise ModelError(f"the model in {folder} cannot be loaded ({error}); run argmap train arguments") from error
        self.digest, self._memory = digest, memory if digest else None
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        self._opening, self._closing = (int(self._tokenizer.token_to_id(t) or 0) for t in ("[CLS]", "[SEP]"))

    def read(self, rows: Sequence[Sequence[str]]) -> Read:
        """Return what is made of the passages of `rows`, each row read as one text."""
        found = [self._windows(row) for row in rows]
        units, _, vectors = self._run([window for row in found for window in row])
        return Read(units=units, vectors=vectors)

    def read_together(self, rows: Sequence[Sequence[str]], above: Sequence[Sequence[int]]) -> ReadTogether:
        """Return what is made of the passages of `rows`, each row read with each of the rows that `above` names."""
        pieces = [self._pieces(row) for row in rows]
        starts = list(accumulate((len(row) for row in rows), initial=0))
        asked = [(at, other) for at in range(len(rows)) for other in above[at] or (None,)]
        found = [
            (at, other, w) for at, other in asked for w in self._joint(pieces[at], other is not None and pieces[other])
        ]
        heads = self._heads_of([window for _, _, window in found])
        units, vectors = (np.zeros((starts[-1], 0), dtype=np.float32) for _ in range(2))
        across: dict[tuple[int, int], tuple[float, float]] = {}
        seen: set[int] = set()
        for (at, other, window), (unit, _, vector) in zip(found, heads, strict=True):
            own = [starts[at] + passage for passage in window.passages[: window.own]]
            units, vectors = _widened(units, unit), _widened(vectors, vector)
            for row, place in enumerate(own):
                if place not in seen:
                    units[place], vectors[place] = unit[row], vector[row]
            seen.update(own)
            if other is not None:
                there = [starts[other] + passage for passage in window.passages[window.own :]]
                across |= _across(unit, vector, own, there)
        return ReadTogether(read=Read(units=units, vectors=vectors), across=across)

    def judge(self, pairs: Sequence[tuple[str, str]]) -> Array:
        """Return for each passage and what it answers the logits of `support`, `attack`, `none` and `undercut`."""
        domain = self.config["domain"]
        words = self._pieces([f"{domain} : {text}" for text, _ in pairs])
        above = self._pieces([other for _, other in pairs])
        ends = {"opening": self._opening, "closing": self._closing}
        return self._run([pair(a, b, **ends) for a, b in zip(words, above, strict=True)])[1]

    def beginnings(self, posts: Sequence[str]) -> Array:
        """Return what the beginning of each post offers, read as a whole: float32, `len(posts)` by 384."""
        found = [beginning(row, opening=self._opening, closing=self._closing) for row in self._pieces(posts)]
        vectors = self._run(found)[2]
        return vectors[: len(posts), WIDTH : 2 * WIDTH]

    def _windows(self, row: Sequence[str]) -> tuple[Window, ...]:
        return windows(self._pieces(row), opening=self._opening, closing=self._closing)

    def _pieces(self, texts: Sequence[str]) -> list[list[int]]:
        found = self._tokenizer.encode_batch([tidy(text) for text in texts], add_special_tokens=False)
        return [encoding.ids for encoding in found]

    def _joint(self, row: Sequence[Sequence[int]], above: Sequence[Sequence[int]] | bool) -> tuple[Window, ...]:
        ends = {"opening": self._opening, "closing": self._closing}
        return windows(row, **ends) if isinstance(above, bool) else joint(row, above, **ends)

    def _heads_of(self, found: Sequence[Window]) -> list[Arrays]:
        names = [key(b"heads", self.digest.encode(), repr((w.pieces, w.spans)).encode()) for w in found]
        return remembered(found, names, self._side_by_side, self._memory)

    def _run(self, found: Sequence[Window]) -> tuple[Array, Array, Array]:
        parts = self._heads_of(found)
        if not parts:
            parts = [self._heads(Window(pieces=(self._opening, self._closing), spans=(), passages=(), own=0))]
        units, pairs, vectors = (np.concatenate([part[at] for part in parts]) for at in range(3))
        return units, pairs, vectors

    def _side_by_side(self, found: Sequence[Window]) -> list[Arrays]:
        with ThreadPoolExecutor(min(_THREADS, os.cpu_count() or 1)) as pool:
            return list(pool.map(self._heads, found))

    def _heads(self, window: Window) -> Arrays:
        pool = np.zeros((1, max(1, len(window.spans)), len(window.pieces)), dtype=np.float32)
        for at, (start, end) in enumerate(window.spans):
            pool[0, at, start:end] = 1.0 / (end - start)
        pieces = np.array([window.pieces], dtype=np.int64)
        heads = self._session.run(["units", "pairs", "vectors"], {"pieces": pieces, "pool": pool})
        return tuple(head[0, : len(window.spans)] for head in heads)


def _widened(found: Array, like: Array) -> Array:
    return found if found.shape[1] else np.zeros((len(found), like.shape[1]), dtype=np.float32)


def _across(
    units: Array, vectors: Array, own: Sequence[int], there: Sequence[int]
) -> dict[tuple[int, int], tuple[float, float]]:
    first, width = len(own), (vectors.shape[1] - 6 * OWN) // 2
    answers = vectors[:first, :width] @ vectors[first:, width : 2 * width].T + units[:first, 4:5] + units[first:, 5]
    attacks = vectors[:first, -2 * OWN : -OWN] @ vectors[first:, -OWN:].T + units[:first, 6:7]
    return {
        (s, t): (float(answers[row, at]), float(attacks[row, at]))
        for row, s in enumerate(own)
        for at, t in enumerate(there)
    }


@cache
def encoder(name: str) -> Encoder:
    """Return the shipped encoder of this name, loaded once."""
    folder = sealed(name)
    return Encoder(folder, digest=fingerprint(folder), memory=shared())


def tidy(text: str) -> str:
    """Return `text` in one line, without links and doubled spaces."""
    return re.sub(r"\s+", " ", re.sub(r"https?://\S+", "link", text)).strip()
