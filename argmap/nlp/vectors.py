"""Claims as vectors: how alike two claims are in meaning is the cosine of theirs, whatever words they use.

The argument encoder was trained to tell roles and links, and forgets likeness on the way; a linear map, fitted to the
sentence encoder that it was made from, brings it back (models/claim-vectors).
"""

import json
from collections.abc import Sequence
from functools import cache
from typing import Any

import numpy as np

from argmap.errors import ModelError
from argmap.nlp.encoder import WIDTH, Array, Encoder, encoder
from argmap.nlp.sealed import is_here, sealed

NAME = "claim-vectors"
OF = "argument-encoder"


class ClaimVectors:
    """Turns short texts into unit vectors; loaded once."""

    def __init__(self, weights: np.ndarray[Any, Any], model: Encoder) -> None:
        self._weights, self._encoder = weights.astype(np.float32), model
        self.digest = model.digest

    def embed(self, texts: Sequence[str]) -> Array:
        """Return a row of length 1 for each text: float32, `len(texts)` by 384."""
        if not texts:
            return np.zeros((0, WIDTH), dtype=np.float32)
        found = raw(self._encoder, texts) @ self._weights[:-1] + self._weights[-1]
        length = np.linalg.norm(found, axis=1, keepdims=True)
        scaled: Array = found / np.maximum(length, 1e-9)
        return scaled


def raw(model: Encoder, texts: Sequence[str]) -> Array:
    """Return what the encoder offers of each text, read by itself: float32, `len(texts)` by 384."""
    return model.read([[text] for text in texts]).vectors[:, WIDTH : 2 * WIDTH]


@cache
def claim_vectors() -> ClaimVectors:
    """Return the shipped vectors; raise ModelError where they are missing or fitted to another encoder."""
    folder, model = sealed(NAME), encoder(OF)
    made_for = json.loads((folder / "config.json").read_text(encoding="utf-8"))["encoder"]
    if made_for != model.digest:
        raise ModelError(f"{NAME} was fitted to another {OF} ({made_for}); run argmap train vectors")
    return ClaimVectors(np.load(folder / "map.npy", allow_pickle=False), model)


def have_vectors() -> bool:
    """Return whether the vectors and the encoder that they rest on came along."""
    return is_here(NAME) and is_here(OF)
