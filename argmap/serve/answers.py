"""What is told of a map: every claim with the source's own words, who wrote them and where they stand."""

from collections.abc import Sequence
from typing import Any

from argmap.argument import ArgumentMap, Dispute, Relation
from argmap.disputes.crux import crux
from argmap.errors import UnknownNameError
from argmap.render.disputes import nothing_disputed
from argmap.render.turns import turns
from argmap.render.why import chosen

Told = dict[str, Any]


def told_map(argument_map: ArgumentMap, *, start: int, count: int) -> Told:
    """Return the components `start` to `start + count` in reading order, and the relations from them."""
    some = argument_map.components[start : start + count]
    names = {component.id for component in some}
    end = start + len(some)
    return {
        "posts": len(argument_map.posts()),
        "components": len(argument_map.components),
        "relations": len(argument_map.relations),
        "disputes": len(argument_map.disputes),
        "shown": [_claim(component.id, argument_map) for component in some],
        "links": [_link(r) for r in argument_map.relations if r.source in names],
        "next_start": end if end < len(argument_map.components) else None,
    }


def told_disputes(argument_map: ArgumentMap, *, top: int) -> Told:
    """Return the `top` most disputed points with both sides."""
    shown = [_dispute(dispute, argument_map) for dispute in argument_map.disputes[:top]]
    return {"disputes": len(argument_map.disputes), "shown": shown, **_none(argument_map)}


def told_crux(argument_map: ArgumentMap, *, rank: int) -> Told:
    """Return the exchange on which the dispute of this rank turns; raises UnknownNameError where there is none."""
    if not 1 <= rank <= len(argument_map.disputes):
        found = len(argument_map.disputes)
        raise UnknownNameError(f"no dispute has rank {rank}; there are {found}, and `disputes` lists them")
    small = crux(argument_map, argument_map.disputes[rank - 1])
    (dispute,) = small.disputes
    steps = turns(dispute)
    reasons = {
        name: [r.source for r in small.relations if r.target == name and r.kind == "support" and r.source not in steps]
        for name in steps
    }
    exchange = [
        {**_claim(name, small), "reasons": [_claim(reason, small) for reason in reasons[name]]} for name in steps
    ]
    return {"point": dispute.point, "status": dispute.status, "exchange": exchange}


def told_evidence(argument_map: ArgumentMap, *, claim: str) -> Told:
    """Return what supports and attacks the claim of this id or with these words, and what it speaks to itself.

    Raises UnknownNameError where no component is meant, or nothing speaks to it.
    """
    found, targets = chosen(argument_map, claim), argument_map.targets()
    return {
        "relations": [
            {
                **_link(relation),
                "from": _claim(relation.source, argument_map),
                "to": _claim(targets[relation.id], argument_map),
            }
            for relation in found
        ]
    }


def _dispute(dispute: Dispute, argument_map: ArgumentMap) -> Told:
    return {
        "rank": dispute.rank,
        "point": dispute.point,
        "status": dispute.status,
        "for": _claims(dispute.claims_for, argument_map),
        "against": _claims(dispute.claims_against, argument_map),
        "unanswered": list(dispute.unanswered),
    }


def _claims(names: Sequence[str], argument_map: ArgumentMap) -> list[Told]:
    return [_claim(name, argument_map) for name in names]


def _claim(name: str, argument_map: ArgumentMap) -> Told:
    component = argument_map.by_id()[name]
    post = argument_map.posts()[component.post]
    return {
        "id": name,
        "kind": component.kind,
        "author": post.author,
        "quote": component.text,
        "claim": component.label,
        "post": component.post,
        "start": component.start,
        "end": component.end,
    }


def _link(relation: Relation) -> Told:
    return {
        "from": relation.source,
        "to": relation.target,
        "kind": relation.kind,
        "subtype": relation.subtype,
        "confidence": relation.confidence,
        "evidence": list(relation.evidence),
    }


def _none(argument_map: ArgumentMap) -> Told:
    return {} if argument_map.disputes else {"note": nothing_disputed(argument_map)}
