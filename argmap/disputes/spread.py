"""A list that shows the whole discussion: a dispute one link away from a better one steps back by half a point."""

import heapq
from collections.abc import Sequence
from dataclasses import replace

from argmap.argument import ArgumentMap, Dispute

STEP_BACK = -0.5


def spread(disputes: Sequence[Dispute], argument_map: ArgumentMap) -> list[Dispute]:
    """Return the disputes by score, which falls, each by `near` better ones that it shares a claim or link with."""
    home: dict[str, list[int]] = {}
    for at, dispute in enumerate(disputes):
        for name in _claims(dispute):
            home.setdefault(name, []).append(at)
    links = _linked(argument_map)
    waiting = [(-(d.score or 0.0), at) for at, d in enumerate(disputes)]
    heapq.heapify(waiting)
    current, shown, found = list(disputes), set[int](), list[Dispute]()
    while waiting:
        score, at = heapq.heappop(waiting)
        if at in shown or -score != (current[at].score or 0.0):
            continue
        shown.add(at)
        found.append(current[at])
        touched = {near for name in _claims(current[at]) for near in (name, *links.get(name, ()))}
        for other in sorted({o for name in touched for o in home.get(name, ())} - shown):
            current[other] = _stepped_back(current[other])
            heapq.heappush(waiting, (-(current[other].score or 0.0), other))
    return found


def _stepped_back(dispute: Dispute) -> Dispute:
    parts = dict(dispute.parts or {})
    parts["near"] = parts.get("near", 0.0) + 1.0
    return replace(dispute, parts=parts, score=round((dispute.score or 0.0) + STEP_BACK, 3))


def _claims(dispute: Dispute) -> tuple[str, ...]:
    return (*dispute.claims_for, *dispute.claims_against)


def _linked(argument_map: ArgumentMap) -> dict[str, set[str]]:
    targets = argument_map.targets()
    found: dict[str, set[str]] = {}
    for relation in argument_map.relations:
        found.setdefault(targets[relation.id], set()).add(relation.source)
        found.setdefault(relation.source, set()).add(targets[relation.id])
    return found
