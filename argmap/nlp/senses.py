"""What texts mean, as vectors of length one: how alike two are is the product of theirs, whatever words they use.

A sentence encoder of our own, beside the argument encoder, which forgets likeness while it learns roles and links. Each
text is read by itself. Reply links, relations and `argmap search` use it. A matrix beside it, where there is one,
turns the vector of a text into one that is like what the text answers.
"""

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from argmap.nlp.cache import Cache, shared
from argmap.nlp.network import Network, tidy
from argmap.nlp.remembered import ARRAYS, Arrays, Memory
from argmap.nlp.sealed import fingerprint, is_here, sealed

NAME, ASKS = "sense-encoder", "asks.npy"
WIDTH = 384
LONGEST = 128
_MOST_CHARACTERS = 4000
Array = np.ndarray[Any, np.dtype[np.float32]]


class SenseEncoder:
    """Turns texts into vectors of length one; of a long text the first 128 word pieces are read."""

    def __init__(self, folder: Path, *, digest: str = "", memory: Cache | None = None) -> None:
        self.digest, self._memory = digest, Memory(digest, memory)
        self._network = Network(folder, run="argmap train senses")
        asks = folder / ASKS
        self._asks = np.load(asks, allow_pickle=False) if asks.is_file() else np.eye(WIDTH)

    def embed(self, texts: Sequence[str]) -> Array:
        """Return a row of length 1 for each text: float32, `len(texts)` by 384."""
        found = self._memory.recall(
            "sense", [(text,) for text in texts], lambda new: self._read([texts[at] for at in new]), ARRAYS
        )
        return np.concatenate([np.zeros((0, WIDTH), dtype=np.float32), *(vector for (vector,) in found)])

    def answering(self, texts: Sequence[str]) -> Array:
        """Return for each text its vector and one like those of texts that it may answer: `len(texts)` by 2 by 384."""
        said = self.embed(texts)
        asked = said @ self._asks.astype(np.float32)
        length = np.linalg.norm(asked, axis=1, keepdims=True)
        return np.stack([said, asked / np.maximum(length, 1e-9)], axis=1)

    def _read(self, texts: Sequence[str]) -> list[Arrays]:
        net = self._network
        cut = net.pieces([tidy(text[:_MOST_CHARACTERS]) for text in texts])
        opening, closing = net.ends["opening"], net.ends["closing"]
        return net.each([(opening, *pieces[: LONGEST - 2], closing) for pieces in cut], self._vector)

    def _vector(self, window: tuple[int, ...]) -> Arrays:
        return self._network.run({"pieces": np.array([window], dtype=np.int64)})


@cache
def sense_encoder() -> SenseEncoder:
    """Return the shipped encoder, loaded once; raise ModelError where it is missing or damaged."""
    folder = sealed(NAME)
    return SenseEncoder(folder, digest=fingerprint(folder), memory=shared())


def have_senses() -> bool:
    """Return whether the encoder came along."""
    return is_here(NAME)


@cache
def senses_digest() -> str:
    """Return twelve digits that name the shipped weights, which are not loaded for it; empty where there are none."""
    return fingerprint(sealed(NAME)) if have_senses() else ""
