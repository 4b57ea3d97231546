"""What a pair is among its rivals: a component mostly speaks to one other, so its targets are weighed side by side."""

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from argmap.argument import Component, Kind
from argmap.clues import Pair, Scene
from argmap.discussion import Discussion
from argmap.nlp.cues import of_self
from argmap.nlp.link_network import LinkNetwork
from argmap.nlp.rules import odds

Array = np.ndarray[Any, np.dtype[np.float32]]
_DEEPEST, _RANKS = 6, 5
_SUREST = 3.0
_YOU = re.compile(r"\byou(?:r|['’]re)?\b", re.I)
_POINTS = re.compile(r"(?:it|this|that|they|these|those|he|she)\b", re.I)


def traits(components: Sequence[Component], discussions: Sequence[Discussion], scene: Scene) -> Mapping[str, Array]:
    """Return for each component, by id, what it is like by itself: length, place, kind, whom it speaks to."""
    posts = [post for discussion in discussions for post in discussion.posts]
    replies = Counter(post.reply_to for post in posts)
    return {c.id: _traits(c, scene, replies[c.post]) for c in components}


def _traits(component: Component, scene: Scene, replies: int) -> Array:
    row, place = scene.voiced[component.post], scene.places.get(component.id, 0)
    found = (
        math.log1p(len(component.text.split())),
        math.log1p(len(row)),
        place / max(1, len(row) - 1),
        place == 0,
        place == len(row) - 1,
        component.kind is Kind.CLAIM,
        _YOU.search(component.text) is not None,
        of_self(component.text),
        _POINTS.match(component.text) is not None,
        component.text.rstrip().endswith("?"),
        component.quoted,
        min(_DEEPEST, len(scene.above[component.post])),
        math.log1p(replies),
        scene.leads[component.id] != "",
    )
    return np.array(found, dtype=np.float32)


def among(pairs: Sequence[Pair], scene: Scene) -> Array:
    """Return what each of the pairs of one source is beside the others, a row a pair.

    Its rank in nearness, 0 to 5, what it is nearer than the nearest other and than the mean, how near the nearest is,
    what it is less alike than the likest, the logarithm of how many there are, and the steps from source to target.
    """
    near = np.array([seen.get("sense", 0.0) for *_, seen in pairs])
    alike = np.array([seen.get("likeness", 0.0) for *_, seen in pairs])
    order = np.argsort(-near, kind="stable")
    ranks = np.empty(len(near))
    ranks[order] = np.arange(len(near))
    best, next_best = near[order[0]], near[order[min(1, len(near) - 1)]]
    steps = [scene.places.get(t.id, 0) - scene.places.get(s.id, 0) if s.post == t.post else 0 for s, t, _ in pairs]
    columns = (
        np.minimum(ranks, _RANKS),
        near - np.where(ranks == 0, next_best, best),
        near - near.mean(),
        np.full(len(near), best),
        alike - alike.max(),
        np.full(len(near), math.log(len(near))),
        steps,
    )
    return np.stack(columns, axis=1).astype(np.float32)


def beside(pairs: Sequence[Pair], scene: Scene, known: Mapping[str, Array]) -> Array:
    """Return what stands beside the clues of each of the pairs of one source: its rivals, then the traits of both."""
    both = [np.concatenate([known[s.id], known[t.id]]) for s, t, _ in pairs]
    return np.concatenate([among(pairs, scene), np.stack(both)], axis=1)


def compared(
    pairs: Sequence[Pair], scene: Scene, known: Mapping[str, Array], network: LinkNetwork
) -> list[tuple[Component, Component, Mapping[str, float]]]:
    """Return the pairs of one source with three more clues, log odds all.

    `network` is what the network gives each, `sure_here` and `sure_there` how sure both ends are components, at most 3
    either way.
    """
    if not pairs:
        return []
    found = network.odds([seen for *_, seen in pairs], beside(pairs, scene, known))
    return [
        (s, t, {**seen, "network": float(odd), "sure_here": _sure(s), "sure_there": _sure(t)})
        for (s, t, seen), odd in zip(pairs, found, strict=True)
    ]


def _sure(component: Component) -> float:
    return min(_SUREST, max(-_SUREST, odds(component.confidence)))
