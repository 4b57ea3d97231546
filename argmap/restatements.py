"""Claims that say the same again are linked as restatements, across posts and sources, and never merged.

A model that reads both says how likely they assert the same, where some words are; what cannot be the same whatever a
model says is left out. Without a model the words decide, and anything that may turn a claim bars it. Why and how well:
`docs/decisions/0019-restatements.md`.
"""

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from argmap.argument import Component, Relation, RelationKind, Subtype
from argmap.clause import Clause
from argmap.nlp.classifier import Sameness
from argmap.turned import Said, said

LEAST_SAME, SAME_WORDS = 0.8, 0.6


@dataclass(frozen=True, slots=True, kw_only=True)
class _Likeness:
    """How many content words have to be the same, which share of both that is, and what bars a pair."""

    shared: int
    alike: float
    bars: Callable[[Said, Said], bool]


_BY_WORDS = _Likeness(shared=3, alike=SAME_WORDS, bars=Said.turns)
_BY_MODEL = _Likeness(shared=2, alike=0.25, bars=Said.contradicts)
_Pair = tuple[Component, Component, float]


def restatements(
    components: Sequence[Component],
    relations: Sequence[Relation],
    same: Sameness | None = None,
    trees: Mapping[str, Clause] | None = None,
) -> tuple[Relation, ...]:
    """Return the relations and a `restate` from each component that says again what one of another post said before.

    `same` says how likely two texts assert the same, 0 to 1; without it words decide. A link that was there between
    the two becomes the restatement, a contradiction only where nearly all words are the same. What has no finite verb
    by its clause in `trees`, or is what another clause says ("that ..."), claims nothing that could be said again.
    """
    between = {frozenset((r.source, r.target)): r for r in relations}
    attacked = {pair for pair, r in between.items() if r.kind is RelationKind.ATTACK}
    found = [
        (source, target, alike)
        for source, target, alike in _pairs(components, trees or {}, _BY_MODEL if same else _BY_WORDS)
        if alike >= SAME_WORDS or frozenset((source.id, target.id)) not in attacked
    ]
    chances = same([(one.text, other.text) for one, other, _ in found]) if same and found else [a for *_, a in found]
    least = LEAST_SAME if same else SAME_WORDS
    best: dict[str, tuple[float, Component, Component]] = {}
    for (source, target, _), chance in zip(found, chances, strict=True):
        if chance >= least and chance > best.get(source.id, (0.0,))[0] + 1e-9:
            best[source.id] = (chance, source, target)
    evidence = ("words", "model:argument-encoder") if same else ("words",)
    made = [_restate(source, target, chance, evidence) for chance, source, target in best.values()]
    replaced = {frozenset((r.source, r.target)) for r in made}
    kept = [r for r in relations if frozenset((r.source, r.target)) not in replaced]
    order = {component.id: at for at, component in enumerate(components)}
    return tuple(sorted([*kept, *made], key=lambda r: (order[r.source], order.get(r.target, -1), r.kind)))


def _pairs(components: Sequence[Component], trees: Mapping[str, Clause], likeness: _Likeness) -> Iterator[_Pair]:
    """Yield each component with those of other posts before it that may say the same, and how alike their words are."""
    own = {c.id: said(c) for c in components if not c.quoted and c.quote_of is None and _claims(trees.get(c.id))}
    known = {c.id: c for c in components}
    homes: dict[str, list[str]] = {}
    for component in components:
        here = own.get(component.id)
        if here is None or len(here.words) < likeness.shared:
            continue
        rarest = sorted(here.words, key=lambda word: (len(homes.get(word, ())), word))
        prefix = rarest[: len(rarest) - math.ceil(likeness.alike * len(rarest)) + 1]
        for other in dict.fromkeys(name for word in prefix for name in homes.get(word, ())):
            alike = _alike(here, own[other], likeness)
            if alike and known[other].post != component.post and not likeness.bars(here, own[other]):
                yield component, known[other], alike
        for word in here.words:
            homes.setdefault(word, []).append(component.id)


def _claims(tree: Clause | None) -> bool:
    """Return whether a clause, as far as its words are known, has a finite verb and hangs from no other by "that"."""
    forms = [word.morph for word in tree.words] if tree else []
    hangs = tree is not None and bool(tree.words) and tree.form(0) == "that" and tree.dep(0) == "mark"
    return not hangs and (not any(forms) or any("VerbForm=Fin" in form for form in forms))


def _alike(one: Said, other: Said, likeness: _Likeness) -> float:
    """Return the words in both over those in either, 0 where they are too few."""
    shared, alike = len(one.words & other.words), len(one.words & other.words) / len(one.words | other.words)
    return alike if shared >= likeness.shared and alike >= likeness.alike else 0.0


def _restate(source: Component, target: Component, chance: float, evidence: tuple[str, ...]) -> Relation:
    return Relation(
        id=f"{source.id}>{target.id}:{RelationKind.SUPPORT}",
        source=source.id,
        target=target.id,
        kind=RelationKind.SUPPORT,
        subtype=Subtype.RESTATE,
        evidence=evidence,
        confidence=round(chance, 3),
    )
