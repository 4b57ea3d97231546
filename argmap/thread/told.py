"""Links that the source itself tells: they are kept, and all others are weighed around them.

A reader tells a link by evidence `source`: with a parent; without one and confidence 1, that the post answers nobody;
without one and confidence 0, that it answers another post of which the source would have told, were it the one right
before or one that answers nobody.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from argmap.discussion import Post, ReplyEvidence

Array = np.ndarray[Any, Any]
# In logs; far less likely than anything that a network says, and no more, so that a source may contradict itself.
_BARRED = 200.0


def told(post: Post) -> bool:
    """Return whether the source tells what the post answers."""
    return post.reply_evidence is ReplyEvidence.SOURCE and (post.reply_to is not None or bool(post.reply_confidence))


def opens(posts: Sequence[Post]) -> bool | None:
    """Return whether the source tells that the first post opens the thread or is a comment; None where it does not."""
    if told(posts[0]):
        return False
    return True if any(told(post) and post.reply_to == posts[0].id for post in posts[1:]) else None


def barring(roots: Array, arcs: Array, posts: Sequence[Post], opening: Post | None) -> tuple[Array, Array]:
    """Return the scores of answering nobody and of links with those barred that the source denies."""
    places = {post.id: at for at, post in enumerate(posts)}
    roots, arcs = roots.copy(), arcs.copy()
    alone = [told(post) and post.reply_to in (None, opening and opening.id) for post in posts]
    for at, post in enumerate(posts):
        if alone[at]:
            arcs[at] -= _BARRED
        elif told(post):
            roots[at] -= _BARRED
            kept = _kept(places, post, at, arcs.shape[1])
            arcs[at] -= _BARRED * (np.arange(arcs.shape[1]) != kept)
        elif post.reply_evidence is ReplyEvidence.SOURCE:
            roots[at] -= _BARRED
            barred = [step for step in range(1, min(at + 1, arcs.shape[1])) if step == 1 or alone[at - step]]
            arcs[at, barred] -= _BARRED
    return roots, arcs


def without_signs(post: Post) -> Post:
    """Return the post without what a reader told of answering nobody, which no map needs to say."""
    return post if post.reply_to is not None else replace(post, reply_evidence=None)


def _kept(places: Mapping[str, int], post: Post, at: int, reach: int) -> int:
    step = at - places.get(post.reply_to or "", at)
    return step if 0 < step < reach else 0
