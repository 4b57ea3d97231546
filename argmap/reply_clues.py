"""What speaks for a post answering an earlier one, as numbers: who, when, how far back, which words.

Everything is laid out in bands: row i, column d is about post i and the one d places before it. Nothing here depends
on how other posts were linked, so that all links of a thread can be weighed together.
"""

import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import numpy as np

from argmap.discussion import Post
from argmap.reply_words import TOLD, Told, known, like_opening, likeness, named, quoted, tell

Array = np.ndarray[Any, Any]
Sense = Callable[[Sequence[Sequence[str]]], Array]
PAIR = (
    "one", "two", "three", "far", "far2", "authors", "own", "turn", "back", "own_between", "own_near", "parent_between",
    "parent_next", "parent_second", "comes_back", "ages", "older", "same_age", "gap", "older_between", "gap_before",
    "words", "rank", "best", "between", "between_mean", "more_than_before", "rare", "quote", "quotes_other", "named",
    "names_other", "wrote_before", "opener", "sense", "sense_rank", "sense_best", "sense_between", "sense_more",
)  # fmt: skip
POST = (*TOLD, "old", "echo")
ROOT = (
    "start", "place", "share", "count", "author", "new", "opener", "like_opening", "more_like_opening",
    "quotes_opening", "quotes_nothing", "likest", "like_before", "older", "gap", "own_before", "lately", "opening",
    "names", "since_opening", "span", "sense_opening", "sense_opening_more", "sense_likest", "sense_before",
)  # fmt: skip
_MINUTES = {"s": 1 / 60, "m": 1, "h": 60, "d": 1440, "w": 10080, "mo": 43800, "y": 525600}
_AGE = re.compile(r"(?P<count>\d+|an?)\s?(?P<unit>mo|[smhdwy])")
_RANKED = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Clues:
    """The clues of a thread: `pairs` by post, distance and PAIR, `roots` by post and ROOT, `posts` by post and POST.

    `quoted` and `named` say which earlier posts each post quotes (with the share of the quote) and names.
    """

    pairs: Array
    roots: Array
    posts: Array
    quoted: tuple[Mapping[int, float], ...]
    named: tuple[frozenset[int], ...]


def clues_of(posts: Sequence[Post], opening: Post | None, *, reach: int, sense: Sense) -> Clues:
    """Return the clues of posts answering each other, at most `reach` back, or the opening post of the thread.

    `sense` returns for each text, given as words, a vector of length one; like texts have like vectors.
    """
    told = [tell(post) for post in posts]
    authors = _authors(posts)
    first = opening.author if opening is not None and known(opening.author) else None
    opener = np.array([known(post.author) and post.author == first for post in posts])
    quotes, names = quoted(posts, told), named(posts, told)
    far, (least, most) = _Band(len(posts), reach), ages(posts)
    words = likeness(told, far.reach)
    begins = tell(opening) if opening is not None else None
    senses = sense([one.forms for one in (*told, *([begins] if begins else []))])
    meant = _meant(far, senses[: len(told)])
    likest, before = meant.max(axis=1, initial=0), meant[:, 1] if far.reach else np.zeros(len(told))
    to_opening = senses[: len(told)] @ senses[-1] if begins else np.zeros(len(told))
    pairs = np.stack(
        [
            *_distances(far),
            *_people(far, authors),
            *_times(far, least, most),
            *_words(far, *words),
            *_marked(far, quotes, names),
            *_spread(far, _last(authors) >= 0, far.parent(opener)),
            *_ranked(far, meant),
        ],
        axis=-1,
    ).astype(np.float32)
    return Clues(
        pairs=pairs,
        roots=np.column_stack(
            [
                _roots(pairs, authors, opener, told, like_opening(told, begins, posts, first), quotes, names, least),
                to_opening,
                to_opening - likest if begins else to_opening,
                likest,
                before,
            ]
        ).astype(np.float32),
        posts=np.column_stack([_features(told), _old(least, most), _echo(far, pairs)]).astype(np.float32),
        quoted=quotes,
        named=names,
    )


def minutes(age: str | None) -> tuple[float, float]:
    """Return between how many minutes ago a printed age ("3h ago", "an hour ago") lies; not numbers where unknown."""
    said = (age or "").casefold()
    if "just now" in said:
        return 0.0, 1.0
    if "yesterday" in said:
        return 1440.0, 2880.0
    match = _AGE.search(said.replace("month", "mo"))
    if match is None:
        return math.nan, math.nan
    count, unit = int(match["count"]) if match["count"].isdigit() else 1, _MINUTES[match["unit"]]
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


class _Band:
    """Helps to look at every post beside those before it; `place` is where the earlier one stands."""

    def __init__(self, count: int, reach: int) -> None:
        self.count, self.reach = count, max(1, min(reach, count - 1)) if count > 1 else 0
        self.step = np.arange(self.reach + 1)[None, :]
        place = np.arange(count)[:, None] - self.step
        self.there = (place >= 0) & (self.step > 0)
        self.place = np.maximum(place, 0)

    def parent(self, values: Array) -> Array:
        """Return the values of the earlier posts."""
        found: Array = values[self.place]
        return found

    def between(self, values: Array, *, empty: float) -> Array:
        """Return the greatest value at a smaller distance; `empty` where there is none."""
        kept = np.where(self.there, values, empty)
        most = np.maximum.accumulate(kept, axis=1)
        found: Array = np.concatenate([np.full((self.count, 1), empty), most[:, :-1]], axis=1)
        return found


def _moment(written: str | None) -> float | None:
    try:
        return datetime.fromisoformat(written).timestamp() if written else None
    except (ValueError, OverflowError):
        return None


def _authors(posts: Sequence[Post]) -> Array:
    """Return a number for each author; of unknown ones each has a negative number of its own."""
    seen: dict[str, int] = {}
    named = [post.author if known(post.author) else None for post in posts]
    return np.array([-1 - at if name is None else seen.setdefault(name, len(seen)) for at, name in enumerate(named)])


def _last(authors: Array) -> Array:
    """Return where each author wrote the post before this one; -1 where they did not."""
    seen: dict[int, int] = {}
    last = np.full(len(authors), -1)
    for at, author in enumerate(authors):
        last[at] = seen.get(int(author), -1)
        seen[int(author)] = at
    return last


def _distances(far: _Band) -> list[Array]:
    step = np.broadcast_to(far.step, far.place.shape)
    log = np.log(np.maximum(step, 1))
    return [step == 1, step == 2, step == 3, log, log**2]


def _people(far: _Band, authors: Array) -> list[Array]:
    count, never = far.count, far.reach + 9
    known, parent = authors >= 0, far.parent(authors)
    own = (parent == authors[:, None]) & far.there
    own_at = np.where(own, far.step, never)
    nearest = np.minimum.accumulate(own_at[:, ::-1], axis=1)[:, ::-1]
    beyond = np.concatenate([nearest[:, 1:], np.full((count, 1), never)], axis=1) - far.step
    back = np.where(beyond < never - far.step, 1 / np.maximum(beyond, 1), 0)
    last_step = own_at.min(axis=1, initial=never)[:, None]
    coming = np.full(count, count + 99)
    last = _last(authors)
    coming[last[last >= 0]] = np.flatnonzero(last >= 0)
    later = [np.concatenate([authors[by:], np.full(min(by, count), -(10**9))])[:count] for by in (1, 2)]
    here = np.arange(count)[:, None]
    return [
        known[:, None] & far.parent(known),
        own,
        (beyond == 1) & (far.step == 1),
        back,
        last_step < far.step,
        np.where(last_step < far.step, 1 / last_step, 0),
        far.parent(coming) < here,
        *(((after[:, None] == parent) & (parent >= 0)) for after in later),
        _wide(far, (coming - np.arange(count) <= 3) & known),
    ]


def _times(far: _Band, least: Array, most: Array) -> list[Array]:
    known = ~np.isnan(least)
    both = known[:, None] & far.parent(known)
    least, most = np.where(known, least, -1), np.where(known, most, -1)
    middle = (least + most) / 2
    gap = np.where(both, np.log1p(np.maximum(far.parent(middle) - middle[:, None], 0)), 0)
    older = both & (least[:, None] >= far.parent(most))
    between = far.between(far.parent(least), empty=-1.0)
    before = gap[:, 1] if far.reach else np.zeros(far.count)
    return [
        both,
        older,
        both & (least[:, None] == far.parent(least)),
        gap,
        far.parent(known) & (between >= far.parent(most)),
        _wide(far, before),
    ]


def _words(far: _Band, likeness: Array, rare: Array) -> list[Array]:
    total = np.cumsum(likeness, axis=1)
    mean = np.concatenate([np.zeros((far.count, 1)), total[:, :-1]], axis=1) / np.maximum(far.step - 1, 1)
    like, rank, best, between, more = _ranked(far, likeness)
    return [like, rank, best, between, mean, more, np.log1p(rare)]


def _ranked(far: _Band, likeness: Array) -> list[Array]:
    """Return the likeness, its rank among those near, its share of the best, the best between, what it adds to one."""
    best = likeness.max(axis=1, initial=0)[:, None]
    near = np.where(far.there, likeness, -1)[:, 1 : _RANKED + 1]
    rank = np.zeros_like(likeness)
    order = np.argsort(np.argsort(-near, axis=1, kind="stable"), axis=1, kind="stable")
    rank[:, 1 : near.shape[1] + 1] = 1 / (1 + order)
    before = likeness[:, 1:2] if far.reach else 0
    return [likeness, rank, likeness / np.maximum(best, 0.05), far.between(likeness, empty=0.0), likeness - before]


def _meant(far: _Band, senses: Array) -> Array:
    found = np.zeros(far.place.shape)
    for step in range(1, far.reach + 1):
        found[step:, step] = (senses[step:] * senses[:-step]).sum(1)
    return found


def _marked(far: _Band, quotes: Sequence[Mapping[int, float]], names: Sequence[frozenset[int]]) -> list[Array]:
    quote, name = np.zeros(far.place.shape), np.zeros(far.place.shape)
    for at in range(far.count):
        for there, share in quotes[at].items():
            if at - there <= far.reach:
                quote[at, at - there] = share
        for there in names[at]:
            if at - there <= far.reach:
                name[at, at - there] = 1
    some = [values.max(axis=1, initial=0)[:, None] > 0 for values in (quote, name)]
    return [quote, some[0] & (quote == 0), name, some[1] & (name == 0)]


def _spread(far: _Band, wrote_before: Array, opener: Array) -> list[Array]:
    return [_wide(far, wrote_before), opener]


def _wide(far: _Band, values: Array) -> Array:
    return np.broadcast_to(values[:, None], far.place.shape)


def _roots(
    pairs: Array,
    authors: Array,
    opener: Array,
    told: Sequence[Told],
    opening: tuple[Array, Array] | None,
    quotes: Sequence[Mapping[int, float]],
    names: Sequence[frozenset[int]],
    least: Array,
) -> Array:
    count, marked = len(authors), [one.features[TOLD.index("quotes")] for one in told]
    place, last = np.arange(count), _last(authors)
    at = {name: number for number, name in enumerate(PAIR)}
    before = pairs[:, 1] if pairs.shape[1] > 1 else np.zeros((count, len(PAIR)))
    likest = pairs[:, :, at["words"]].max(axis=1, initial=0)
    like, quoting = (np.zeros(count), np.zeros(count)) if opening is None else opening
    columns = [
        place == 0, np.log1p(place), place / max(count, 1), np.full(count, math.log(max(count, 1))), authors >= 0,
        (last < 0) & (authors >= 0), opener, like, like - likest, quoting,
        np.array([asks > 0 and not there for asks, there in zip(marked, quotes, strict=True)]),
        likest, before[:, at["words"]], before[:, at["older"]], before[:, at["gap"]], before[:, at["own"]],
        (last >= 0) & (place - last <= 3), np.full(count, opening is not None),
        np.array([bool(whom) for whom in names]), *_since(least),
    ]  # fmt: skip
    return np.stack(columns, axis=1).astype(np.float32)


def _since(least: Array) -> tuple[Array, Array]:
    """Return how long after the oldest post each was written, and how long the thread went on, in logs of minutes."""
    dated = ~np.isnan(least)
    if not dated.any():
        return np.zeros(len(least)), np.zeros(len(least))
    oldest, newest = least[dated].max(), least[dated].min()
    since = np.where(dated, np.log1p(oldest - np.where(dated, least, oldest)), 0)
    return since, np.full(len(least), math.log1p(oldest - newest))


def _features(told: Sequence[Told]) -> Array:
    return np.array([one.features for one in told]).reshape(len(told), len(TOLD))


def _old(least: Array, most: Array) -> Array:
    """Return the share of the dated posts that are younger than each; a half where nothing is known."""
    dated = ~np.isnan(least)
    known = np.sort(most[dated])
    share = np.searchsorted(known, np.where(dated, least, 0), side="right") / max(1, len(known))
    return np.where(dated, share, 0.5)


def _echo(far: _Band, pairs: Array) -> Array:
    """Return how many later posts use the words of each, those most like it counting most, in logs."""
    rank = np.where(far.there & (pairs[:, :, PAIR.index("words")] > 0), pairs[:, :, PAIR.index("rank")], 0)
    return np.log1p(np.bincount(far.place.ravel(), weights=rank.ravel(), minlength=far.count))
