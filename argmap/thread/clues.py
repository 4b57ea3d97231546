"""What speaks for a post answering an earlier one, as numbers: who, when, how far back, which words.

Everything is laid out in bands: row i, column d is about post i and the one d places before it. Nothing here depends
on how other posts were linked, so that all links of a thread can be weighed together.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from argmap.discussion import Post, is_known
from argmap.thread import sense
from argmap.thread.ages import ages, oldness, since
from argmap.thread.bands import Band, wide
from argmap.thread.words import TOLD, Told, like_opening, likeness, named, quoted, tell

Array = np.ndarray[Any, Any]
PAIR = (
    "one", "two", "three", "far", "far2", "authors", "own", "turn", "back", "own_between", "own_near", "parent_between",
    "parent_next", "parent_second", "comes_back", "ages", "older", "same_age", "gap", "older_between", "gap_before",
    "words", "rank", "best", "between", "between_mean", "more_than_before", "rare", "quote", "quotes_other", "named",
    "names_other", "wrote_before", "opener", *sense.PAIRS,
)  # fmt: skip
POST = (*TOLD, "old", "echo")
ROOT = (
    "start", "place", "share", "count", "author", "new", "opener", "like_opening", "more_like_opening",
    "quotes_opening", "quotes_nothing", "likest", "like_before", "older", "gap", "own_before", "lately", "opening",
    "names", "since_opening", "span", *sense.ROOTS,
)  # fmt: skip
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


def clues_of(posts: Sequence[Post], opening: Post | None, *, reach: int, senses: Array | None) -> Clues:
    """Return the clues of posts answering each other, at most `reach` back, or the opening post of the thread.

    `senses` has a row for each of the posts, the opening first where there is one; without it those clues are zero.
    """
    told = [tell(post) for post in posts]
    authors = _authors(posts)
    first = opening.author if opening is not None and is_known(opening.author) else None
    opener = np.array([is_known(post.author) and post.author == first for post in posts])
    quotes, names = quoted(posts, told), named(posts, told)
    far, (least, most) = Band(len(posts), reach), ages(posts)
    begins = tell(opening) if opening is not None else None
    pairs = np.stack(
        [
            *_distances(far),
            *_people(far, authors),
            *_times(far, least, most),
            *_words(far, *likeness(told, far.reach)),
            *_marked(far, quotes, names),
            *_spread(far, _last(authors) >= 0, far.parent(opener)),
            *_meant(far, senses, begun=opening is not None),
        ],
        axis=-1,
    ).astype(np.float32)
    roots = _roots(pairs, authors, opener, told, like_opening(told, begins, posts, first), quotes, names, least)
    return Clues(
        pairs=pairs,
        roots=np.column_stack([roots, *_meant_roots(far, senses, begun=opening is not None)]).astype(np.float32),
        posts=np.column_stack([_features(told), oldness(least, most), _echo(far, pairs)]).astype(np.float32),
        quoted=quotes,
        named=names,
    )


def _authors(posts: Sequence[Post]) -> Array:
    """Return a number for each author; of unknown ones each has a negative number of its own."""
    seen: dict[str, int] = {}
    named = [post.author if is_known(post.author) else None for post in posts]
    return np.array([-1 - at if name is None else seen.setdefault(name, len(seen)) for at, name in enumerate(named)])


def _last(authors: Array) -> Array:
    """Return where each author wrote the post before this one; -1 where they did not."""
    seen: dict[int, int] = {}
    last = np.full(len(authors), -1)
    for at, author in enumerate(authors):
        last[at] = seen.get(int(author), -1)
        seen[int(author)] = at
    return last


def _distances(far: Band) -> list[Array]:
    step = np.broadcast_to(far.step, far.place.shape)
    log = np.log(np.maximum(step, 1))
    return [step == 1, step == 2, step == 3, log, log**2]


def _people(far: Band, authors: Array) -> list[Array]:
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
        wide(far, (coming - np.arange(count) <= 3) & known),
    ]


def _times(far: Band, least: Array, most: Array) -> list[Array]:
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
        wide(far, before),
    ]


def _words(far: Band, likeness: Array, rare: Array) -> list[Array]:
    total = np.cumsum(likeness, axis=1)
    mean = np.concatenate([np.zeros((far.count, 1)), total[:, :-1]], axis=1) / np.maximum(far.step - 1, 1)
    like, rank, best, between, more = _ranked(far, likeness)
    return [like, rank, best, between, mean, more, np.log1p(rare)]


def _ranked(far: Band, likeness: Array) -> list[Array]:
    """Return the likeness, its rank among those near, its share of the best, the best between, what it adds to one."""
    best = likeness.max(axis=1, initial=0)[:, None]
    near = np.where(far.there, likeness, -1)[:, 1 : _RANKED + 1]
    rank = np.zeros_like(likeness)
    order = np.argsort(np.argsort(-near, axis=1, kind="stable"), axis=1, kind="stable")
    rank[:, 1 : near.shape[1] + 1] = 1 / (1 + order)
    before = likeness[:, 1:2] if far.reach else 0
    return [likeness, rank, likeness / np.maximum(best, 0.05), far.between(likeness, empty=0.0), likeness - before]


def _meant(far: Band, senses: Array | None, *, begun: bool) -> list[Array]:
    if senses is None:
        return [np.zeros(far.place.shape)] * len(sense.PAIRS)
    return sense.pairs(far, senses[1:] if begun else senses)


def _meant_roots(far: Band, senses: Array | None, *, begun: bool) -> list[Array]:
    if senses is None:
        return [np.zeros(far.count)] * len(sense.ROOTS)
    if begun:
        return sense.roots(far, senses[1:], senses[0])
    return sense.roots(far, senses, None)


def _marked(far: Band, quotes: Sequence[Mapping[int, float]], names: Sequence[frozenset[int]]) -> list[Array]:
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


def _spread(far: Band, wrote_before: Array, opener: Array) -> list[Array]:
    return [wide(far, wrote_before), opener]


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
        np.array([bool(whom) for whom in names]), *since(least),
    ]  # fmt: skip
    return np.stack(columns, axis=1).astype(np.float32)


def _features(told: Sequence[Told]) -> Array:
    return np.array([one.features for one in told]).reshape(len(told), len(TOLD))


def _echo(far: Band, pairs: Array) -> Array:
    """Return how many later posts use the words of each, those most like it counting most, in logs."""
    rank = np.where(far.there & (pairs[:, :, PAIR.index("words")] > 0), pairs[:, :, PAIR.index("rank")], 0)
    return np.log1p(np.bincount(far.place.ravel(), weights=rank.ravel(), minlength=far.count))
