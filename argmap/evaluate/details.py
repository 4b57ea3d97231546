"""What stands behind the scores of a map: confusions, how honest its confidences are, and what each post got."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from argmap.argument import ArgumentMap
from argmap.evaluate.match import Comparison, compare
from argmap.evaluate.relations import Edge, gold_edges, predicted_edges

NONE = "none"
KINDS = ("claim", "premise", NONE)
SIGNS = ("support", "attack", NONE)
BINS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Bin:
    """Items whose confidence lies in one tenth: their mean confidence, the share that is right, and their number."""

    confidence: float
    right: float
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PostCounts:
    """Components and relations of one gold post: found, missed, and false ones."""

    map: str
    post: str
    components: tuple[int, int, int]
    relations: tuple[int, int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Details:
    """Behind the scores of one system: (gold, predicted) counts, reliability and posts, over all its maps."""

    kinds: Mapping[tuple[str, str], int]
    signs: Mapping[tuple[str, str], int]
    components: tuple[Bin, ...]
    relations: tuple[Bin, ...]
    posts: tuple[PostCounts, ...]


def details(pairs: Sequence[tuple[str, ArgumentMap, ArgumentMap]]) -> Details:
    """Return the details of predicted maps, each (name, gold, predicted)."""
    compared = [(name, compare(gold, predicted)) for name, gold, predicted in pairs]
    kinds: Counter[tuple[str, str]] = Counter()
    signs: Counter[tuple[str, str]] = Counter()
    found: list[tuple[float, bool]] = []
    linked: list[tuple[float, bool]] = []
    for _, one in compared:
        kinds.update(_kinds(one))
        signs.update(_signs(one))
        found += [(c.confidence, c.id in one.pairs) for c in one.predicted.components]
        linked += _linked(one)
    return Details(
        kinds=kinds,
        signs=signs,
        components=bins(found),
        relations=bins(linked),
        posts=tuple(counts for name, one in compared for counts in _posts(name, one)),
    )


def bins(items: Sequence[tuple[float, bool]]) -> tuple[Bin, ...]:
    """Return the items, each (confidence, right), by tenth of confidence; empty tenths are left out."""
    homes: dict[int, list[tuple[float, bool]]] = {}
    for confidence, right in items:
        homes.setdefault(min(BINS - 1, max(0, int(confidence * BINS))), []).append((confidence, right))
    return tuple(
        Bin(
            confidence=sum(c for c, _ in mine) / len(mine),
            right=sum(r for _, r in mine) / len(mine),
            count=len(mine),
        )
        for _, mine in sorted(homes.items())
    )


def calibration_error(found: Sequence[Bin]) -> float | None:
    """Return the expected calibration error, 0 to 1: how far confidence lies from the share that is right, on average.

    Naeini, Cooper and Hauskrecht, Obtaining well calibrated probabilities using Bayesian binning, 2015.
    """
    total = sum(one.count for one in found)
    return sum(one.count * abs(one.confidence - one.right) for one in found) / total if total else None


def _kinds(comparison: Comparison) -> Iterator[tuple[str, str]]:
    gold, predicted = comparison.gold.by_id(), comparison.predicted.by_id()
    yield from ((gold[ours].kind.value, predicted[theirs].kind.value) for theirs, ours in comparison.pairs.items())
    matched = set(comparison.pairs.values())
    yield from ((gold[name].kind.value, NONE) for name in comparison.alignment.gold if name not in matched)
    yield from (
        (NONE, predicted[name].kind.value) for name in comparison.alignment.predicted if name not in comparison.pairs
    )


def _signs(comparison: Comparison) -> Iterator[tuple[str, str]]:
    ours, theirs = _by_ends(gold_edges(comparison)), _by_ends(predicted_edges(comparison))
    yield from ((ours.get(ends, NONE), theirs.get(ends, NONE)) for ends in sorted(ours.keys() | theirs.keys()))


def _by_ends(edges: frozenset[Edge]) -> dict[tuple[str, str], str]:
    ordered = sorted(edges, key=lambda e: (_end(e)[0], _end(e)[1], str(e.kind)))
    return {_end(edge): str(edge.kind) for edge in ordered}


def _end(edge: Edge) -> tuple[str, str]:
    return tuple(f"{'' if end.gold else '?'}{end.component}" for end in (edge.source, edge.target))  # type: ignore[return-value]


def _linked(comparison: Comparison) -> Iterator[tuple[float, bool]]:
    """Yield the confidence of each predicted relation between components that gold has, and whether gold has it too."""
    right = _by_ends(gold_edges(comparison))
    for relation in comparison.predicted.relations:
        ends = tuple(comparison.pairs.get(name, "?") for name in (relation.source, relation.target))
        yield relation.confidence, right.get((ends[0], ends[1])) == relation.kind.value


def _posts(name: str, comparison: Comparison) -> Iterator[PostCounts]:
    matched = set(comparison.pairs.values())
    ours, theirs = gold_edges(comparison), predicted_edges(comparison)
    for unit, post in enumerate(comparison.gold.posts()):
        gold = [c for c in comparison.alignment.gold if comparison.gold_unit(c) == unit]
        wrong = [
            c
            for c in comparison.alignment.predicted
            if c not in comparison.pairs and comparison.predicted_unit(c) == unit
        ]
        found = sum(c in matched for c in gold)
        mine = frozenset(e for e in ours if e.source.unit == unit)
        made = frozenset(e for e in theirs if e.source.unit == unit)
        yield PostCounts(
            map=name,
            post=post,
            components=(found, len(gold) - found, len(wrong)),
            relations=(len(mine & made), len(mine - made), len(made - mine)),
        )
