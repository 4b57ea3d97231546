"""How many of gold's disputes are among the first k predicted ones.

One to one, so that one giant dispute cannot stand for all: of a predicted dispute's sides, what stands on
both is dropped and each is cut to its first six components; it can be a gold dispute if at least half of
these components lie in that dispute, on whichever side. Of all such pairs the largest matching counts. The
whole is the smaller of k and the number of gold disputes. Quoted copies stand for their originals.
"""

from collections.abc import Sequence

from argmap.argument import ArgumentMap, Dispute
from argmap.evaluate.counts import Row
from argmap.evaluate.match import Comparison, originals
from argmap.evaluate.scores import Score, score

SIDE = 6


def dispute_scores(comparison: Comparison) -> tuple[Score, ...]:
    """Return disputes_recall_5 and disputes_recall_10."""
    return tuple(_recall(comparison, first) for first in (5, 10))


def sides(dispute: Dispute, original: dict[str, str]) -> tuple[str, ...]:
    """Return the components of a dispute that count: not on both sides, at most the first six of each."""
    for_it = [original[name] for name in dispute.claims_for]
    against = [original[name] for name in dispute.claims_against]
    both = set(for_it) & set(against)
    kept = [[name for name in dict.fromkeys(side) if name not in both][:SIDE] for side in (for_it, against)]
    return (*kept[0], *kept[1])


def is_one(dispute: Dispute, comparison: Comparison) -> bool:
    """Return whether a predicted dispute is one of gold's: at least half of its components lie in it."""
    (claims,) = _named([dispute], comparison)
    return any(_lies_in(claims, whole) for whole in _whole(comparison.gold))


def _recall(comparison: Comparison, first: int) -> Score:
    gold = comparison.gold.disputes
    found = _found(_whole(comparison.gold), _first(comparison, first))
    whole = min(first, len(gold))

    def recall(row: Row) -> float | None:
        return min(1.0, row[0] / whole) if row and whole else None

    rows: list[Row] = [(float(place in found), 1.0) for place in range(len(gold))]
    detail = f"{len(found)} of {len(gold)} disputes in the first {first}"
    return score(f"disputes_recall_{first}", rows, recall, detail)


def _whole(gold: ArgumentMap) -> list[frozenset[str]]:
    original = originals(gold)
    return [
        frozenset(original[name] for name in (*dispute.claims_for, *dispute.claims_against))
        for dispute in gold.disputes
    ]


def _first(comparison: Comparison, first: int) -> list[list[str | None]]:
    """Return the components of the first predicted disputes as gold names them, None where none matches."""
    return _named(sorted(comparison.predicted.disputes, key=lambda dispute: dispute.rank)[:first], comparison)


def _named(disputes: Sequence[Dispute], comparison: Comparison) -> list[list[str | None]]:
    original, gold = originals(comparison.predicted), originals(comparison.gold)
    matched = {theirs: gold[ours] for theirs, ours in comparison.pairs.items()}
    return [[matched.get(name) for name in sides(dispute, original)] for dispute in disputes]


def _found(gold: Sequence[frozenset[str]], predicted: Sequence[Sequence[str | None]]) -> frozenset[int]:
    """Return the places of the gold disputes in a largest matching."""
    import networkx as nx

    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(len(gold)))
    for place, components in enumerate(predicted, start=len(gold)):
        for ours, whole in enumerate(gold):
            if _lies_in(components, whole):
                graph.add_edge(ours, place)
    matching = nx.bipartite.hopcroft_karp_matching(graph, top_nodes=range(len(gold)))
    return frozenset(place for place in matching if place < len(gold))


def _lies_in(claims: Sequence[str | None], whole: frozenset[str]) -> bool:
    return bool(claims) and 2 * sum(name in whole for name in claims) >= len(claims)
