"""Two formal lenses on a map: how strong each component comes out (DF-QuAD), and what stands whatever else (grounded).

Nothing else depends on them; they are asked for with `--lens`.
"""

import math
from collections.abc import Mapping, Sequence

from argmap.argument import ArgumentMap, RelationKind

Graph = Mapping[str, Sequence[str]]
_STEPS = 1_000
_STILL = 1e-6


def df_quad(base: Mapping[str, float], attackers: Graph, supporters: Graph) -> dict[str, float]:
    """Return the strength, 0 to 1, of each argument from its base score and who attacks and supports it.

    The strengths of the attackers join by 1 - product(1 - v), so do those of the supporters, and their difference
    moves the base score towards 0 or 1 (Rago, Toni, Aurisicchio and Baroni, Discontinuity-free decision support
    with quantitative argumentation debates, KR 2016). On cycles, where that definition has no order of evaluation,
    all are moved half of the way at once until they rest (as Potyka, Continuous dynamical systems for weighted
    bipolar argumentation, KR 2018, moves them continuously).
    """
    strength = dict(base)
    for _ in range(_STEPS):
        wanted = {
            name: _moved(base[name], _joined(strength, attackers, name), _joined(strength, supporters, name))
            for name in base
        }
        still = max((abs(wanted[name] - strength[name]) for name in base), default=0.0)
        if still < _STILL:
            return wanted
        strength = {name: (strength[name] + wanted[name]) / 2 for name in base}
    return strength


def grounded(arguments: Sequence[str], attackers: Graph) -> frozenset[str]:
    """Return the grounded extension: what defends itself from nothing on.

    It is the least fixed point of "acceptable with respect to" (Dung, On the acceptability of arguments, 1995),
    reached by accepting what only defeated ones attack and defeating what an accepted one attacks.
    """
    accepted: set[str] = set()
    defeated: set[str] = set()
    while True:
        more = {name for name in arguments if name not in accepted and set(attackers.get(name, ())) <= defeated}
        if not more:
            return frozenset(accepted)
        accepted |= more
        defeated |= {name for name in arguments if not accepted.isdisjoint(attackers.get(name, ()))}


def strengths(argument_map: ArgumentMap) -> dict[str, float]:
    """Return the DF-QuAD strength of each component, from the base score 0.5; restatements count nothing."""
    attackers, supporters = _graphs(argument_map)
    return df_quad({c.id: 0.5 for c in argument_map.components}, attackers, supporters)


def standing(argument_map: ArgumentMap) -> frozenset[str]:
    """Return the components in the grounded extension of the map's attacks."""
    return grounded([c.id for c in argument_map.components], _graphs(argument_map)[0])


def _graphs(argument_map: ArgumentMap) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    targets = argument_map.targets()
    attackers: dict[str, list[str]] = {}
    supporters: dict[str, list[str]] = {}
    for relation in argument_map.relations:
        if relation.subtype not in {"restate", "concession"}:
            side = attackers if relation.kind is RelationKind.ATTACK else supporters
            side.setdefault(targets[relation.id], []).append(relation.source)
    return attackers, supporters


def _joined(strength: Mapping[str, float], graph: Graph, name: str) -> float:
    return 1 - math.prod(1 - strength[other] for other in graph.get(name, ()))


def _moved(base: float, against: float, for_it: float) -> float:
    if against >= for_it:
        return base - base * (against - for_it)
    return base + (1 - base) * (for_it - against)
