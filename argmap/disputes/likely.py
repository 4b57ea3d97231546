"""How likely a found dispute is one: by its surest attack, both its claims, and how people speak to each other here.

A logistic regression on hand-made maps and on threads where nothing is disputed (`weights.json`, made by
`argmap train disputes`); it knows cues, lengths, places and confidences, and no word.
"""

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files

from argmap.argument import ArgumentMap, Dispute, Relation
from argmap.clues import lead
from argmap.disputes.web import Web
from argmap.nlp.cues import of_self
from argmap.nlp.rules import cues, squash, weigh

LEAST = 0.25
_DENIES = frozenset({"denial", "irrelevance", "contrast"})
_PEACEFUL, _SPARSE, _SURE_THERE = 0.14, 0.5, 0.3
_OPENING = 7
Seen = Mapping[str, float]


def likely(found: Sequence[Dispute], argument_map: ArgumentMap, web: Web, weights: Seen | None = None) -> list[float]:
    """Return for each dispute the chance, 0 to 1, that a reader of the whole sees one there, by the shipped weights."""
    known = _weights() if weights is None else weights
    return [round(squash(weigh(known, seen)), 3) for seen in signs(found, argument_map, web)]


def signs(found: Sequence[Dispute], argument_map: ArgumentMap, web: Web) -> list[Seen]:
    """Return what is seen of each dispute, by name: 1.0 where it is so, or how much."""
    habits = _habits(argument_map)
    first = {post: name for name, post in reversed([(c.id, c.post) for c in argument_map.components])}
    return [_seen(dispute, web, habits, first) for dispute in found]


def _habits(argument_map: ArgumentMap) -> dict[str, float]:
    """Return how people speak here: how much they say, ask, tell of themselves, deny and answer each other."""
    components, posts = argument_map.by_id(), argument_map.posts()
    targets = argument_map.targets()
    across = [r for r in argument_map.relations if components[r.source].post != components[targets[r.id]].post]
    said = [component.text for component in argument_map.components]
    return {
        "per post": len(said) / max(1, len(posts)),
        "asked": _share(text.rstrip().endswith("?") for text in said),
        "of themselves": _share(of_self(text) for text in said),
        "denied": _share(not _DENIES.isdisjoint(cues(text)) for text in said),
        "answers": len(across) / max(1, len(posts)),
        "sureness": sum(r.confidence for r in across) / max(1, len(across)),
    }


def _seen(dispute: Dispute, web: Web, habits: Seen, first: Mapping[str, str]) -> Seen:
    target = web.components[dispute.claims_for[0]]
    attack = max(web.attacks[target.id], key=lambda r: r.confidence)
    source = web.components[attack.source]
    ahead = f"{lead(source, web.posts[source.post].text)} {source.text}"
    here, there, opening = cues(source.text), cues(target.text), cues(" ".join(ahead.split()[:_OPENING]))
    peaceful = habits["denied"] < _PEACEFUL
    seen: dict[str, float | bool] = {
        "bias": True,
        "attack": _sign(attack),
        "link": attack.confidence,
        "source": source.confidence,
        "target": target.confidence,
        "source supported": math.log1p(len(web.supports.get(source.id, ()))),
        "source length": math.log(1 + len(source.text.split())),
        "source of self": of_self(source.text),
        "source agrees": "agreement" in here,
        "source reports": "reported" in here,
        "source is courteous": "courtesy" in here,
        "source opens conceding": "concession" in opening,
        "target reports": "reported" in there,
        "target contrasts": "contrast" in there,
        "target undercuts": "irrelevance" in there,
        "target comes first": first[target.post] == target.id,
        "target at the root": web.posts[target.post].reply_to is None,
        "peaceful": peaceful,
        "peaceful without denial": peaceful and _DENIES.isdisjoint(here),
        "sparse and unsure": habits["answers"] < _SPARSE and attack.confidence < _SURE_THERE,
    }
    return {name: float(value) for name, value in seen.items()} | {f"here: {n}": v for n, v in habits.items()}


def _sign(attack: Relation) -> float:
    """Return how sure it is, 0 to 1, that a link attacks, given that it is there; a half where nobody weighed it."""
    turned = [o.confidence for o in attack.alternatives if o.target == attack.target and o.kind is not None]
    return 1 - turned[0] / max(attack.confidence, turned[0], 1e-3) if turned else 0.5


def _share(found: Iterable[bool]) -> float:
    seen = list(found)
    return sum(seen) / max(1, len(seen))


@cache
def _weights() -> Seen:
    found: Seen = json.loads((files("argmap.disputes") / "weights.json").read_text(encoding="utf-8"))
    return found
