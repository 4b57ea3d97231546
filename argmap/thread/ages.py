"""How old posts are: printed ages ("3h ago") and written times as stretches of minutes, and what they say."""

import math
import re
from collections.abc import Sequence
from datetime import datetime
from typing import Any

import numpy as np

from argmap import foreign_ages
from argmap.discussion import Post

Array = np.ndarray[Any, Any]
_MINUTES = {"s": 1 / 60, "m": 1, "h": 60, "d": 1440, "w": 10080, "mo": 43800, "y": 525600}
_AGE = re.compile(
    r"(?<!\w)(?:(?P<count>\d+)\s?|an?\s)(?:(?P<mo>mo(?:s|nths?)?)|(?P<s>s(?:ecs?|econds?)?)|(?P<m>m(?:ins?|inutes?)?)"
    r"|(?P<h>h(?:rs?|ours?)?)|(?P<d>d(?:ays?)?)|(?P<w>w(?:ks?|eeks?)?)|(?P<y>y(?:rs?|ears?)?))(?!\w)"
)


def minutes(age: str | None) -> tuple[float, float]:
    """Return between how many minutes ago a printed age ("3h ago", "vor 3 Stunden") lies; not numbers where unknown."""
    said = (age or "").casefold()
    if "just now" in said:
        return 0.0, 1.0
    if "yesterday" in said:
        return 1440.0, 2880.0
    found = _english(said) or foreign_ages.said(said)
    if found is None:
        return math.nan, math.nan
    count, unit = found[0], _MINUTES[found[1]]
    return count * unit, (count + 1) * unit


def ages(posts: Sequence[Post]) -> tuple[Array, Array]:
    """Return the least and the greatest age of each post in minutes; not numbers where unknown."""
    written = [_moment(post.written) for post in posts]
    if posts and all(at is not None for at in written):
        newest = max(at for at in written if at is not None)
        least = np.array([(newest - at) / 60 + 1 for at in written if at is not None])
        return least, least + 0.02
    pairs = np.array([minutes(post.age) for post in posts], dtype=float).reshape(len(posts), 2)
    return pairs[:, 0], pairs[:, 1]


def since(least: Array) -> tuple[Array, Array]:
    """Return how long after the oldest post each was written, and how long the thread went on, in logs of minutes."""
    dated = ~np.isnan(least)
    if not dated.any():
        return np.zeros(len(least)), np.zeros(len(least))
    oldest, newest = least[dated].max(), least[dated].min()
    since = np.where(dated, np.log1p(oldest - np.where(dated, least, oldest)), 0)
    return since, np.full(len(least), math.log1p(oldest - newest))


def oldness(least: Array, most: Array) -> Array:
    """Return the share of the dated posts that are younger than each; a half where nothing is known."""
    dated = ~np.isnan(least)
    known = np.sort(most[dated])
    share = np.searchsorted(known, np.where(dated, least, 0), side="right") / max(1, len(known))
    return np.where(dated, share, 0.5)


def _english(said: str) -> tuple[int, str] | None:
    match = _AGE.search(said)
    if match is None:
        return None
    unit = next(name for name, words in match.groupdict().items() if words and name != "count")
    return int(match["count"] or 1), unit


def _moment(written: str | None) -> float | None:
    try:
        return datetime.fromisoformat(written).timestamp() if written else None
    except (ValueError, OverflowError):
        return None
