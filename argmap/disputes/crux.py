"""The crux of a dispute: the smallest part of the map on which the disagreement turns."""

from dataclasses import replace

from argmap.among import among
from argmap.argument import ArgumentMap, Dispute, Relation, Subtype
from argmap.disputes.web import Web, web_of

_DEEPEST = 12


def crux(argument_map: ArgumentMap, dispute: Dispute) -> ArgumentMap:
    """Return the map of the point, the exchange over it to its last objection, and the best reason for each step.

    The exchange follows the surest answer to each step; copies that somebody quoted and all else are left out.
    """
    web = web_of(argument_map)
    steps = _exchange(dispute, web)
    reasons = [reason for step in steps for reason in _reason(step, web)]
    chain = list(zip(steps[1:], steps, strict=False))
    kept = {*steps, *(relation.source for relation in reasons)}
    links = {*chain, *((relation.source, relation.target) for relation in reasons)}
    return replace(
        argument_map,
        components=tuple(c for c in argument_map.components if c.id in kept),
        relations=among((r for r in argument_map.relations if (r.source, r.target) in links), kept),
        disputes=(
            replace(
                dispute,
                claims_for=tuple(steps[0::2]),
                claims_against=tuple(steps[1::2]),
                strongest_for=steps[0],
                strongest_against=steps[1] if len(steps) > 1 else None,
                last_word=steps[-1],
                unanswered=tuple(name for name in dispute.unanswered if name in kept),
            ),
        ),
    )


def _exchange(dispute: Dispute, web: Web) -> list[str]:
    """Return the claims of the exchange in turn: the point, what attacks it, what attacks that."""
    steps = [_most_attacked(dispute, web)]
    while len(steps) < _DEEPEST:
        attacks = [r for r in web.attacks.get(steps[-1], ()) if r.source not in steps and r.target == steps[-1]]
        if not attacks:
            break
        steps.append(max(attacks, key=lambda r: (bool(web.attacks.get(r.source)), r.confidence, r.source)).source)
    return steps


def _most_attacked(dispute: Dispute, web: Web) -> str:
    return next((name for name in dispute.claims_for if web.attacks.get(name)), dispute.claims_for[0])


def _reason(name: str, web: Web) -> list[Relation]:
    own = [r for r in web.supports.get(name, ()) if r.subtype is not Subtype.RESTATE and r.target == name]
    return [max(own, key=lambda r: (r.confidence, r.source))] if own else []
