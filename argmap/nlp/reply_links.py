"""The shipped weights that say, clue by clue, how likely a post answers another, or nobody: two small networks."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Protocol

import numpy as np

from argmap.errors import ModelError
from argmap.nlp.sealed import sealed
from argmap.nlp.senses import sense_encoder, senses_digest

Array = np.ndarray[Any, Any]
Weights = Mapping[str, Array]
Sense = Callable[[Sequence[str]], Array]
NAME = "reply-links"
PARTS = ("nested", "talk", "opening", "sure")
_ROWS = 512


class Bands(Protocol):
    """The clues of a thread in numbers."""

    @property
    def pairs(self) -> Array:
        """Clues by post, distance and clue."""
        ...

    @property
    def roots(self) -> Array:
        """Clues of answering nobody, by post and clue."""
        ...

    @property
    def posts(self) -> Array:
        """Clues of each post, by post and clue."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyLinks:
    """Weights for depth-first threads, for talk in order of time, and of what says that a first post opens a thread.

    Each is a matrix or a vector by its name, made by `argmap train threads`. `sense` returns for each text two vectors
    of length one: what it says, and what it answers; None where the encoder that they were fitted to is not here.
    """

    nested: Weights
    talk: Weights
    opening: Weights
    sure: Weights
    sense: Sense | None

    def confidence(self, chance: float) -> float:
        """Return how often a link of this chance was right in threads that the weights had not seen."""
        return float(np.interp(chance, self.sure["chance"], self.sure["right"]))

    def opened(self, clues: Array, like_title: float | None = None) -> float:
        """Return the chance that the first post opens its thread; where a title stands apart, as it is like that."""
        score = clues @ self.opening["line"] + self.opening["constant"][0]
        if like_title is not None:
            score += self.opening["title"] @ (like_title, 1.0)
        return float(1 / (1 + np.exp(-score)))

    def scores(self, part: str, bands: Bands) -> tuple[Array, Array]:
        """Return by the weights `part` scores of each post answering nobody, and of answering each one before it."""
        return scores(getattr(self, part), bands)


def scores(weights: Weights, bands: Bands) -> tuple[Array, Array]:
    """Return by these weights scores of each post answering nobody, and of answering each one before it."""
    return _roots(weights, bands), _links(weights, bands)


def _links(w: Weights, bands: Bands) -> Array:
    posts = (bands.posts - w["post_mean"]) / w["post_scale"]
    child, parent = posts @ w["child"] + w["pair_bias"], posts @ w["parent"]
    child_line, parent_line = posts @ w["child_line"], posts @ w["parent_line"]
    found = np.empty(bands.pairs.shape[:2])
    step = np.arange(bands.pairs.shape[1])
    for at in range(0, len(found), _ROWS):
        rows = np.arange(at, min(at + _ROWS, len(found)))
        there = np.maximum(rows[:, None] - step, 0)
        block = (bands.pairs[rows].astype(np.float32) - w["pair_mean"]) / w["pair_scale"]
        hidden = np.maximum(block @ w["pair"] + child[rows][:, None] + parent[there], 0)
        upper = np.maximum(hidden @ w["middle"] + w["middle_bias"], 0)
        line = block @ w["pair_line"] + child_line[rows][:, None] + parent_line[there]
        found[rows] = upper @ w["top"] + line
    return found


def _roots(w: Weights, bands: Bands) -> Array:
    both = (np.concatenate([bands.roots, bands.posts], axis=1) - w["root_mean"]) / w["root_scale"]
    hidden = np.maximum(both @ w["root"] + w["root_bias"], 0)
    scores: Array = hidden @ w["root_top"] + both @ w["root_line"] + w["root_constant"]
    return scores.astype(float)


def load(folder: Path) -> ReplyLinks:
    """Return the weights in `folder`; raise ModelError where they cannot be read."""
    try:
        read = json.loads((folder / "weights.json").read_text(encoding="utf-8"))
        parts = {
            part: {name: np.array(values, dtype=np.float32) for name, values in read[part].items()} for part in PARTS
        }
        fits = senses_digest() == read["senses"]
        return ReplyLinks(**parts, sense=_sense if fits else None)
    except (OSError, ValueError, AttributeError, KeyError) as error:
        raise ModelError(f"the model in {folder} cannot be loaded ({error}); run argmap train threads") from error


def _sense(texts: Sequence[str]) -> Array:
    # Long threads do without, so the encoder is loaded where it is asked.
    return sense_encoder().answering(texts)


@cache
def reply_links() -> ReplyLinks:
    """Return the shipped weights, loaded once."""
    return load(sealed(NAME))
