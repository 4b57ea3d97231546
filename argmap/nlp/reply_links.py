"""The shipped weights that say, clue by clue, how likely a post answers another, or nobody: two small networks."""

import hashlib
import json
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Protocol

import numpy as np

from argmap.errors import ModelError
from argmap.nlp.encoder import encoder
from argmap.nlp.sealed import is_here, part_digest, sealed
from argmap.quotes import forms

Array = np.ndarray[Any, Any]
Weights = Mapping[str, Array]
Sense = Callable[[Sequence[str]], Array]
NAME, OF = "reply-links", "argument-encoder"
PARTS = ("nested", "talk", "opening", "sure")
_ROWS = 512
_READ = 250
_BEGINNING = 4000


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
class Words:
    """Vectors of common words: `keys` are sorted hashes, `vectors` rows of whole numbers, `weights` scale each."""

    keys: Array
    vectors: Array
    weights: Array

    def mean(self, texts: Sequence[Sequence[str]]) -> Array:
        """Return the weighed sums of the vectors of the words of each text, made one long."""
        known = {word: 0 for text in texts for word in text[:_READ]}
        hashed = np.array([key(word) for word in known], dtype=np.uint64)
        rows = np.minimum(np.searchsorted(self.keys, hashed), len(self.keys) - 1)
        hit = self.keys[rows] == hashed if len(hashed) else np.zeros(0, dtype=bool)
        found = {word: int(row) for word, row, there in zip(known, rows, hit, strict=True) if there}
        sums = np.zeros((len(texts), self.vectors.shape[1]), dtype=np.float32)
        for at, text in enumerate(texts):
            places = [found[word] for word in text[:_READ] if word in found]
            sums[at] = self.weights[places] @ self.vectors[places].astype(np.float32)
        lengths = np.linalg.norm(sums, axis=1, keepdims=True)
        found_vectors: Array = sums / np.maximum(lengths, 1e-9)
        return found_vectors


def key(word: str) -> int:
    """Return the number by which a word is known; the words themselves are not kept."""
    return int.from_bytes(hashlib.blake2b(word.encode(), digest_size=8).digest(), "little")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyLinks:
    """Weights for depth-first threads, for talk in order of time, and of what says that a first post opens a thread.

    Each is a matrix or a vector by its name, made by `argmap train threads`. `sense` returns for each text a vector of
    length one, alike for what is alike in meaning; None where the encoder that it was fitted to is not here.
    """

    nested: Weights
    talk: Weights
    opening: Weights
    sure: Weights
    sense: Sense | None

    def confidence(self, chance: float) -> float:
        """Return how often a link of this chance was right in threads that the weights had not seen."""
        return float(np.interp(chance, self.sure["chance"], self.sure["right"]))

    def opened(self, clues: Array) -> float:
        """Return the chance that the first post opens its thread."""
        return float(1 / (1 + np.exp(-(clues @ self.opening["line"] + self.opening["constant"][0]))))

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
        words, to = load_words(folder), np.load(folder / "sense.npy", allow_pickle=False)
        return ReplyLinks(**parts, sense=sense_by(to, words) if fits(read["encoder"]) else None)
    except (OSError, ValueError, AttributeError, KeyError, zipfile.BadZipFile) as error:
        raise ModelError(f"the model in {folder} cannot be loaded ({error}); run argmap train threads") from error


def fits(made_for: str) -> bool:
    """Return whether the shipped encoder has the weights that the map of senses was fitted to."""
    return is_here(OF) and part_digest(sealed(OF), "model.onnx") == made_for


def load_words(folder: Path) -> Words:
    """Return the vectors of words in `folder`."""
    with np.load(folder / "words.npz", allow_pickle=False) as stored:
        return Words(**{name: stored[name] for name in ("keys", "vectors", "weights")})


def sense_by(to: Array, words: Words) -> Sense:
    """Return what gives the senses of texts by the map `to` (see `seen`), its bias as its last row."""
    to = to.astype(np.float32)

    def sense(texts: Sequence[str]) -> Array:
        found = seen(texts, words) @ to[:-1] + to[-1]
        scaled: Array = found / np.maximum(np.linalg.norm(found, axis=1, keepdims=True), 1e-9)
        return scaled

    return sense


def seen(texts: Sequence[str], words: Words) -> Array:
    """Return what senses are made of: for each text what the encoder makes of its beginning, and its words."""
    begun = [text[:_BEGINNING] for text in texts]
    told = [forms(text.casefold().replace("’", "'")) for text in begun]
    return np.hstack([encoder(OF).beginnings(begun), words.mean(told)])


@cache
def reply_links() -> ReplyLinks:
    """Return the shipped weights, loaded once."""
    return load(sealed(NAME))
