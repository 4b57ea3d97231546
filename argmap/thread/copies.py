"""The same post in two sources is one voice: the copy is tied to the one of which more is known."""

from collections.abc import Sequence
from dataclasses import replace

from argmap import quotes
from argmap.discussion import Discussion, knowledge

_SAME = 0.8
_LEAST_SAME_WORDS = 12
_MOST_HOLDERS = 32


def tie_copies(discussions: Sequence[Discussion]) -> tuple[Discussion, ...]:
    """Mark a post that stands in another source too as `same_as` that one: one voice, not two.

    The original is the post of which more is known; see `knowledge`.
    """
    if len(discussions) < 2:
        return tuple(discussions)
    known = knowledge(discussions)
    places = [(post, at) for at, discussion in enumerate(discussions) for post in discussion.posts]
    originals: list[tuple[str, int, frozenset[tuple[str, ...]]]] = []
    holders: dict[tuple[str, ...], list[int]] = {}
    same_as: dict[str, str] = {}
    for post, at in sorted(places, key=lambda place: known[place[0].id]):
        own = quotes.shingles(quotes.forms(post.text), 3)
        near = [originals[i] for i in sorted({i for shingle in own for i in holders.get(shingle, ())})]
        original = next((name for name, there, words in near if there != at and _is_copy(own, words)), None)
        if original is not None:
            same_as[post.id] = original
            continue
        for shingle in own:
            if len(held := holders.setdefault(shingle, [])) < _MOST_HOLDERS:
                held.append(len(originals))
        originals.append((post.id, at, own))
    return tuple(
        replace(d, posts=tuple(replace(p, same_as=same_as.get(p.id, p.same_as)) for p in d.posts)) for d in discussions
    )


def _is_copy(own: frozenset[tuple[str, ...]], there: frozenset[tuple[str, ...]]) -> bool:
    if len(own) < _LEAST_SAME_WORDS or not len(there) / 2 <= len(own) <= 2 * len(there):
        return False
    return len(own & there) >= _SAME * len(own)
