"""Claims that say the same again are linked as restatements, across posts and sources, and never merged.

Two are one claim where enough of their words are the same, what they mean as vectors is near, and nothing turns it: no
other denial, number, name or order, no asking where the other tells, no saying what somebody else says. So few are
found and most of those are right: `docs/decisions/0019-restatements.md`.
"""

import math
from collections.abc import Callable, Iterator, Mapping, Sequence

from argmap.argument import Component, Relation, RelationKind, Subtype
from argmap.clause import Clause
from argmap.turned import Said, said

LEAST_SHARED, LEAST_ALIKE, LEAST_NEAR = 3, 0.45, 0.92
SAME = 0.6
Nearness = Callable[[Sequence[tuple[str, str]]], Sequence[float]]


def restatements(
    components: Sequence[Component],
    relations: Sequence[Relation],
    near: Nearness | None = None,
    trees: Mapping[str, Clause] | None = None,
) -> tuple[Relation, ...]:
    """Return the relations and a `restate` from each component that says again what one of another post said before.

    `near` says how near two texts are in meaning, -1 to 1; without it words decide. A link that was there between
    the two becomes the restatement, a contradiction only where nearly all words are the same. What has no finite verb
    by its clause in `trees`, or is what another clause says ("that ..."), claims nothing that could be said again.
    """
    between = {frozenset((r.source, r.target)): r for r in relations}
    attacked = {pair for pair, r in between.items() if r.kind is RelationKind.ATTACK}
    found = [
        p for p in _pairs(components, trees or {}) if p[2] >= SAME or frozenset((p[0].id, p[1].id)) not in attacked
    ]
    if near and found:
        nearness = near([(one.text, other.text) for one, other, _ in found])
    else:
        nearness = [float(alike >= SAME) for *_, alike in found]
    best: dict[str, tuple[float, float, Component, Component]] = {}
    for (source, target, alike), close in zip(found, nearness, strict=True):
        likest = best.get(source.id, (0.0,))[0]
        if close >= LEAST_NEAR and close + alike > likest + 1e-9:
            best[source.id] = (close + alike, alike, source, target)
    evidence = ("words", "model:sense-encoder") if near else ("words",)
    made = [_restate(source, target, alike, evidence) for _, alike, source, target in best.values()]
    replaced = {frozenset((r.source, r.target)) for r in made}
    kept = [r for r in relations if frozenset((r.source, r.target)) not in replaced]
    order = {component.id: at for at, component in enumerate(components)}
    return tuple(sorted([*kept, *made], key=lambda r: (order[r.source], order.get(r.target, -1), r.kind)))


def _pairs(
    components: Sequence[Component], trees: Mapping[str, Clause]
) -> Iterator[tuple[Component, Component, float]]:
    """Yield each component with those of other posts before it that say the same, and how alike their words are."""
    own = {c.id: said(c) for c in components if not c.quoted and c.quote_of is None and _claims(trees.get(c.id))}
    known = {c.id: c for c in components}
    homes: dict[str, list[str]] = {}
    for component in components:
        here = own.get(component.id)
        if here is None or len(here.words) < LEAST_SHARED:
            continue
        rarest = sorted(here.words, key=lambda word: (len(homes.get(word, ())), word))
        prefix = rarest[: len(rarest) - math.ceil(LEAST_ALIKE * len(rarest)) + 1]
        for other in dict.fromkeys(name for word in prefix for name in homes.get(word, ())):
            alike = _alike(here, own[other])
            if alike and known[other].post != component.post and not here.turns(own[other]):
                yield component, known[other], alike
        for word in here.words:
            homes.setdefault(word, []).append(component.id)


def _claims(tree: Clause | None) -> bool:
    """Return whether a clause, as far as its words are known, has a finite verb and hangs from no other by "that"."""
    forms = [word.morph for word in tree.words] if tree else []
    hangs = tree is not None and bool(tree.words) and tree.form(0) == "that" and tree.dep(0) == "mark"
    return not hangs and (not any(forms) or any("VerbForm=Fin" in form for form in forms))


def _alike(one: Said, other: Said) -> float:
    """Return the words in both over those in either, 0 where they are too few."""
    shared, alike = len(one.words & other.words), len(one.words & other.words) / len(one.words | other.words)
    return alike if shared >= LEAST_SHARED and alike >= LEAST_ALIKE else 0.0


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
