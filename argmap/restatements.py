"""Claims that say the same again are linked as restatements, across posts and sources, and never merged.

Two are one claim where enough of their words are the same, what they mean as vectors is near, and nothing turns it: no
other denial, number, name or order, no asking where the other tells, no saying what somebody else says. So few are
found and most of those are right: `docs/decisions/0019-restatements.md`.
"""

import math
from collections.abc import Callable, Iterator, Sequence

from argmap.argument import Component, Relation, RelationKind, Subtype
from argmap.nlp.rules import squash, weigh
from argmap.turned import Said, said

LEAST_SHARED, LEAST_COVERED, LEAST_ALIKE = 3, 0.5, 0.35
LEAST_NEAR, LEAST_SURE = 0.6, 0.75
SAME = 0.6
_ALONE = 0.4
_WEIGHTS = {"bias": -5.3, "near": 4.0, "alike": 6.4}
Nearness = Callable[[Sequence[tuple[str, str]]], Sequence[float]]


def restatements(
    components: Sequence[Component], relations: Sequence[Relation], near: Nearness | None = None
) -> tuple[Relation, ...]:
    """Return the relations and a `restate` from each component that says again what one of another post said before.

    `near` says how near two texts are in meaning, -1 to 1; without it their words decide. A link that was there between
    the two becomes the restatement, a contradiction only where nearly all words are the same.
    """
    between = {frozenset((r.source, r.target)): r for r in relations}
    attacked = {pair for pair, r in between.items() if r.kind is RelationKind.ATTACK}
    found = [p for p in _pairs(components) if p[2] >= SAME or frozenset((p[0].id, p[1].id)) not in attacked]
    nearness = (
        near([(one.text, other.text) for one, other, _ in found]) if near and found else [alone(p[2]) for p in found]
    )
    best: dict[str, tuple[float, Component, Component]] = {}
    for (source, target, alike), close in zip(found, nearness, strict=True):
        chance = sure(close, alike)
        if close >= LEAST_NEAR and chance >= max(LEAST_SURE, best.get(source.id, (0.0,))[0] + 1e-9):
            best[source.id] = (chance, source, target)
    evidence = ("words", "model:sense-encoder") if near else ("words",)
    made = [_restate(source, target, alike, evidence) for alike, source, target in best.values()]
    replaced = {frozenset((r.source, r.target)) for r in made}
    kept = [r for r in relations if frozenset((r.source, r.target)) not in replaced]
    order = {component.id: at for at, component in enumerate(components)}
    return tuple(sorted([*kept, *made], key=lambda r: (order[r.source], order.get(r.target, -1), r.kind)))


def sure(close: float, alike: float) -> float:
    """Return the chance, 0 to 1, that two claims say the same which nothing turns, from their vectors and words."""
    return squash(weigh(_WEIGHTS, {"bias": 1.0, "near": close, "alike": alike}))


def alone(alike: float) -> float:
    """Return the nearness that words alone allow: two fifths of them at least have to be the same."""
    return 0.9 if alike >= _ALONE else 0.0


def _pairs(components: Sequence[Component]) -> Iterator[tuple[Component, Component, float]]:
    """Yield each component with those of other posts before it that say the same, and how alike their words are."""
    own = {c.id: said(c) for c in components if not c.quoted and c.quote_of is None}
    known = {c.id: c for c in components}
    homes: dict[str, list[str]] = {}
    for component in components:
        here = own.get(component.id)
        if here is None or len(here.words) < LEAST_SHARED - 1:
            continue
        rarest = sorted(here.words, key=lambda word: (len(homes.get(word, ())), word))
        prefix = rarest[: len(rarest) - math.ceil(LEAST_ALIKE * len(rarest)) + 1]
        for other in dict.fromkeys(name for word in prefix for name in homes.get(word, ())):
            alike = _alike(here, own[other])
            if alike and known[other].post != component.post and not here.turns(own[other]):
                yield component, known[other], alike
        for word in here.words:
            homes.setdefault(word, []).append(component.id)


def _alike(one: Said, other: Said) -> float:
    """Return the words in both over those in either, 0 where they are too few."""
    shared, alike = len(one.words & other.words), len(one.words & other.words) / len(one.words | other.words)
    covered = shared / min(len(one.words), len(other.words))
    enough = shared >= LEAST_SHARED and covered >= LEAST_COVERED and alike >= LEAST_ALIKE
    return alike if enough else 0.0


def _restate(source: Component, target: Component, alike: float, evidence: tuple[str, ...]) -> Relation:
    return Relation(
        id=f"{source.id}>{target.id}:{RelationKind.SUPPORT}",
        source=source.id,
        target=target.id,
        kind=RelationKind.SUPPORT,
        subtype=Subtype.RESTATE,
        evidence=evidence,
        confidence=round(alike, 3),
    )
