"""How well relations were found, over matched components: typed, untyped, between posts, attacks, false ones.

A relation's end that is a quoted copy stands for its original, on both sides. An undercut that points at a
relation counts as pointing at that relation's source. A predicted relation with an end that matches no gold
component is false.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from argmap.argument import ArgumentMap, RelationKind
from argmap.evaluate.counts import Row, by_unit, ratio
from argmap.evaluate.match import Comparison, originals
from argmap.evaluate.scores import Score, f1_score, score


@dataclass(frozen=True, slots=True, kw_only=True)
class End:
    """A gold component, or (`gold` false) a predicted one that matches none; `unit` as in Alignment."""

    gold: bool
    component: str
    unit: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """A relation between ends that both maps can name; `kind` None where it does not count."""

    source: End
    target: End
    kind: RelationKind | None

    @property
    def crosses(self) -> bool:
        """Whether source and target lie in different posts of gold."""
        return self.source.unit != self.target.unit


def relation_scores(comparison: Comparison) -> tuple[Score, ...]:
    """Return relation_f1 (typed), relation_untyped_f1, cross_f1, attack_f1 and false_edges_per_post."""
    gold, predicted = gold_edges(comparison), predicted_edges(comparison)

    def f1_of(name: str, keep: Callable[[Edge], bool]) -> Score:
        ours, theirs = frozenset(filter(keep, gold)), frozenset(filter(keep, predicted))
        return f1_score(name, _rows(comparison, ours, theirs))

    return (
        f1_of("relation_f1", lambda edge: True),
        f1_score("relation_untyped_f1", _rows(comparison, _untyped(gold), _untyped(predicted))),
        f1_of("cross_f1", lambda edge: edge.crosses),
        f1_of("attack_f1", lambda edge: edge.kind is RelationKind.ATTACK),
        _false_edges(comparison, gold, predicted),
    )


def gold_edges(comparison: Comparison) -> frozenset[Edge]:
    """Return the relations of gold between originals."""
    original, known = originals(comparison.gold), comparison.alignment.gold
    ends = {
        name: End(gold=True, component=first, unit=comparison.gold_unit(first))
        for name, first in original.items()
        if first in known
    }
    return _edges(comparison.gold, ends)


def predicted_edges(comparison: Comparison) -> frozenset[Edge]:
    """Return the predicted relations, their ends named as gold names them where they match."""
    gold, known = originals(comparison.gold), comparison.alignment
    ends = {}
    for name, first in originals(comparison.predicted).items():
        ours = gold.get(comparison.pairs.get(first, ""), "")
        if ours in known.gold:
            ends[name] = End(gold=True, component=ours, unit=comparison.gold_unit(ours))
        elif first in known.predicted:
            ends[name] = End(gold=False, component=first, unit=comparison.predicted_unit(first))
    return _edges(comparison.predicted, ends)


def _edges(argument_map: ArgumentMap, ends: Mapping[str, End]) -> frozenset[Edge]:
    targets = argument_map.targets()
    found = set()
    for relation in argument_map.relations:
        source_end, target_end = ends.get(relation.source), ends.get(targets[relation.id])
        if source_end and target_end and source_end != target_end:
            found.add(Edge(source=source_end, target=target_end, kind=relation.kind))
    return frozenset(found)


def _untyped(edges: frozenset[Edge]) -> frozenset[Edge]:
    return frozenset(replace(edge, kind=None) for edge in edges)


def _rows(comparison: Comparison, gold: frozenset[Edge], predicted: frozenset[Edge]) -> tuple[Row, ...]:
    items: list[tuple[int, Row]] = [(edge.source.unit, (0, 1, 0)) for edge in gold]
    items += [(edge.source.unit, (edge in gold, 0, 1)) for edge in predicted]
    return by_unit(items, units=comparison.alignment.unit_count, width=3)


def _false_edges(comparison: Comparison, gold: frozenset[Edge], predicted: frozenset[Edge]) -> Score:
    false = predicted - gold
    posts = len(comparison.gold.posts())
    items: list[tuple[int, Row]] = [(unit, (0, 1)) for unit in range(posts)]
    items += [(edge.source.unit, (1, 0)) for edge in false]
    rows = by_unit(items, units=comparison.alignment.unit_count, width=2)
    return score("false_edges_per_post", rows, ratio, f"{len(false)} false relations in {posts} posts")
