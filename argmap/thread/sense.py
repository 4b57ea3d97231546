"""How alike the senses of posts are, as clues of replies: an answer speaks of what it answers, whatever its words.

The senses of a post are two vectors of length one, of what it says and of what it answers (as far as its beginning
tells); the product of what one answers and what another says, sharpened, acts as log odds.
"""

from typing import Any

import numpy as np

from argmap.thread.bands import Band

Array = np.ndarray[Any, Any]
PAIRS = ("sense", "sense_rank", "sense_best", "sense_between", "sense_more", "sense_share", "sense_asked")
ROOTS = ("sense_opening", "sense_opening_more", "sense_likest", "sense_before", "sense_opening_share")
_NEAR = 60
_SHARP = 8.0
_LEAST = -12.0
_NEVER = -1e9


def pairs(far: Band, senses: Array) -> list[Array]:
    """Return the clues PAIRS of each post answering each one before it, by post and distance."""
    found, near = _scores(far, senses), far.there & (far.step <= _NEAR)
    best = np.where(far.there.any(1), _best(far, found), 0)[:, None]
    between = far.between(np.where(far.there, found, _NEVER), empty=_NEVER)
    before = found[:, 1:2] if far.reach else 0
    clues = [
        found,
        _ranks(found, near),
        found - best,
        found - np.where(between > _NEVER, between, best),
        found - before,
        np.maximum(found - _log_sum(found, near)[:, None], _LEAST),
        found - far.parent(_asked_of(far, found)),
    ]
    return [np.where(far.there, clue, 0) for clue in clues]


def roots(far: Band, senses: Array, opening: Array | None) -> list[Array]:
    """Return the clues ROOTS of each post answering none of the others; `opening` are the senses of the opening."""
    found, near = _scores(far, senses), far.there & (far.step <= _NEAR)
    best = np.where(far.there.any(1), _best(far, found), 0)
    before = found[:, 1] if far.reach else np.zeros(far.count)
    if opening is None:
        none = np.zeros(far.count)
        return [none, none, best, before, none]
    to_opening = _SHARP * (senses[:, 1] @ opening[0])
    share = to_opening - np.logaddexp(_log_sum(found, near), to_opening)
    return [to_opening, to_opening - best, best, before, np.maximum(share, _LEAST)]


def _scores(far: Band, senses: Array) -> Array:
    found = np.zeros(far.place.shape)
    for step in range(1, far.reach + 1):
        found[step:, step] = _SHARP * (senses[step:, 1] * senses[:-step, 0]).sum(1)
    return found


def _best(far: Band, found: Array) -> Array:
    best: Array = np.where(far.there, found, _NEVER).max(axis=1, initial=_NEVER)
    return best


def _ranks(found: Array, near: Array) -> Array:
    """Return one over the place of each among the near ones, the best first."""
    kept = np.where(near, found, _NEVER)[:, 1 : _NEAR + 1]
    order = np.argsort(np.argsort(-kept, axis=1, kind="stable"), axis=1, kind="stable")
    ranks = np.zeros_like(found)
    ranks[:, 1 : kept.shape[1] + 1] = 1 / (1 + order)
    return ranks * near


def _log_sum(found: Array, there: Array) -> Array:
    kept = np.where(there, found, _NEVER)
    most = kept.max(axis=1, initial=_NEVER)
    summed: Array = most + np.log(np.exp(kept - most[:, None]).sum(axis=1))
    return summed


def _asked_of(far: Band, found: Array) -> Array:
    """Return how like each post all that come after it are, on average."""
    place = far.place[far.there]
    total = np.bincount(place, weights=found[far.there], minlength=far.count)
    mean: Array = total / np.maximum(np.bincount(place, minlength=far.count), 1)
    return mean
