"""Where a writer turns against what stands in the same post: granted, limited with "but", or said by others and denied.

A logistic regression on threads labelled by place, rounded; `benchmarks/concessions.py` fits and judges it.
"""

from collections.abc import Mapping

from argmap.argument import Component, Subtype
from argmap.clues import Scene, opened
from argmap.nlp.cues import although, of_self
from argmap.nlp.rules import squash, weigh

WEIGHTS: Mapping[str, float] = {
    "bias": -2.6, "ahead1": -0.6, "ahead2": -0.4, "ahead3": -0.7, "ahead4": -1.2, "ahead5": -0.9, "back4": 0.3,
    "back5": 0.5, "bare": 0.5, "bare_there": -0.4, "but_here": 2.3, "but_there": 3.0, "concedes": 0.9,
    "contrast_here": 0.5, "contrast_there": 0.8, "example_back": -0.6, "first_person": 0.5, "from_claim": 0.9,
    "granted_there": 0.3, "grants": 2.0, "hedges": 0.7, "irrelevance": 0.5, "quote_here": -1.6, "quote_there": 2.6,
    "reported_there": 0.5, "so_there": -0.8, "to_first": -0.5, "while": 1.5,
}  # fmt: skip
LEAST = 0.4


def own_attack(source: Component, target: Component, seen: Mapping[str, float], scene: Scene) -> Subtype | None:
    """Return how component `source` attacks `target` of its own post, or None where it supports it.

    What others said is denied, what one said oneself is limited. `seen` are the clues that it speaks to it at all.
    """
    found = signs(source, target, seen, scene)
    if squash(weigh(WEIGHTS, found)) < LEAST:
        return None
    return Subtype.REBUTTAL if target.quoted or "reported_there" in found else Subtype.CONCESSION


def signs(source: Component, target: Component, seen: Mapping[str, float], scene: Scene) -> dict[str, float]:
    """Return the clues for component `source` attacking `target` of its own post, by name.

    `seen` are the clues that it speaks to it at all.
    """
    near = "back1" in seen or "ahead1" in seen
    said, heard, there = opened(source, scene), scene.cues[source.id], scene.cues[target.id]
    more = {
        "but_here": near and "contrast_here" in seen,
        "but_there": near and "contrast_there" in seen,
        "while": although(said),
        "concedes": "concession" in heard,
        "hedges": "hedge" in heard,
        "reported_there": "reported" in there,
        "irrelevance": "irrelevance" in heard,
        "first_person": of_self(said),
    }
    return dict(seen) | {name: float(value) for name, value in more.items() if value}
