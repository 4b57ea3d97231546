"""What is left of the relations of a map among fewer components: those with both ends, their runners-up with theirs."""

from collections.abc import Collection, Iterable
from dataclasses import replace

from argmap.argument import Relation


def among(relations: Iterable[Relation], components: Collection[str]) -> tuple[Relation, ...]:
    """Return the relations between these components, or to such a relation, with alternatives among them."""
    found = list(relations)
    while True:
        names = {relation.id for relation in found}
        kept = [r for r in found if r.source in components and (r.target in components or r.target in names - {r.id})]
        if len(kept) == len(found):
            return tuple(_with_known_alternatives(relation, components) for relation in kept)
        found = kept


def _with_known_alternatives(relation: Relation, components: Collection[str]) -> Relation:
    return replace(relation, alternatives=tuple(one for one in relation.alternatives if one.target in components))
