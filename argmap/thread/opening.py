"""Whether the first post of a thread opens it, or is the first of many comments on something that is not there."""

import math
from collections.abc import Sequence
from typing import Any

import numpy as np

from argmap.discussion import Post
from argmap.thread.ages import ages
from argmap.thread.words import TOLD, tell

CLUES = ("count", "longer", "titled", "asks_first", "oldest", "not_oldest", "returns", "undated", "unnamed", "nameless",
         "like_first", "likest_first", *(f"first_{name}" for name in TOLD))  # fmt: skip
_LONGEST_TITLE = 200
_FIRST = 100
_SHARP = 8.0
Array = np.ndarray[Any, Any]


def opening_clues(posts: Sequence[Post], senses: Array | None) -> Array:
    """Return what speaks for the first post opening the thread, a number for each of CLUES."""
    first, rest = posts[0], posts[1:]
    least, most = ages(posts)
    others = ~np.isnan(least[1:])
    dated = bool(others.any()) and not math.isnan(least[0])
    line, *more = first.text.strip().split("\n", 1)
    title = bool(more) and len(line) <= _LONGEST_TITLE and not line.rstrip().endswith((".", ",", ";", ":"))
    newest, oldest = (bound[1:][others].max(initial=0) for bound in (least, most))
    lengths = [math.log1p(len(post.text)) for post in posts]
    named = [post.author for post in rest if post.author]
    return np.array([
        math.log(len(posts)), lengths[0] - sum(lengths[1:]) / max(1, len(rest)), title, title and "?" in line,
        dated and least[0] >= oldest - 0.02, dated and most[0] <= newest,
        min(0.2, named.count(first.author or "") / max(1, len(named))), not dated, not named,
        bool(named) and first.author is None, *_like_first(senses), *tell(first).features,
    ], dtype=float)  # fmt: skip


def like_title(senses: Array, title: Array) -> float:
    """Return how much more alike the first post is to the title than the others are, by the senses of all of them."""
    alike = _SHARP * (senses[:_FIRST, 0] @ title[0])
    return float(alike[0] - alike[1:].mean()) if len(alike) > 1 else 0.0


def _like_first(senses: Array | None) -> tuple[float, float]:
    """Return how much more alike the others are to the first post than to each other, and how often most of all."""
    if senses is None or len(senses) < 3:
        return 0.0, 0.0
    scores = senses[2 : _FIRST + 2, 1] @ senses[: _FIRST + 2, 0].T
    earlier = np.tri(len(scores), scores.shape[1], 1, dtype=bool)
    others = np.where(earlier, scores, 0)[:, 1:].sum(1) / earlier[:, 1:].sum(1)
    best = np.where(earlier, scores, -np.inf).argmax(1) == 0
    return float((scores[:, 0] - others).mean()), float(best.mean())
