"""How well components were found: their extent, every word of them, their kind and their canonical form."""

from collections.abc import Iterator

from argmap.argument import Kind
from argmap.evaluate.counts import Row, by_unit, f1, macro_f1, ratio
from argmap.evaluate.match import Comparison
from argmap.evaluate.scores import Score, f1_score, score
from argmap.evaluate.words import content_words

_Item = tuple[int, Row]


def extent_scores(comparison: Comparison) -> tuple[Score, ...]:
    """Return component_f1 (overlap of at least 0.5), component_exact_f1 (the same words) and token_f1."""
    return (
        f1_score("component_f1", _rows(comparison, _overlapping(comparison))),
        f1_score("component_exact_f1", _rows(comparison, _exact(comparison))),
        f1_score("token_f1", _rows(comparison, _tokens(comparison))),
    )


def kind_score(comparison: Comparison) -> Score:
    """Return kind_f1: the mean F1 of claim and premise over matched components."""
    gold, predicted = comparison.gold.by_id(), comparison.predicted.by_id()
    items, agreed = [], 0
    for theirs, ours in comparison.pairs.items():
        kinds = gold[ours].kind, predicted[theirs].kind
        agreed += kinds[0] is kinds[1]
        items.append((comparison.gold_unit(ours), _confusion(*kinds)))
    rows = by_unit(items, units=comparison.alignment.unit_count, width=6)
    return score("kind_f1", rows, macro_f1, f"{agreed} of {len(items)} matched components have the same kind")


def canonical_score(comparison: Comparison) -> Score:
    """Return canonical_f1: the mean F1 of content words over matched components where both have one."""
    gold, predicted = comparison.gold.by_id(), comparison.predicted.by_id()
    items = []
    for theirs, ours in comparison.pairs.items():
        value = canonical_f1(gold[ours].canonical, predicted[theirs].canonical)
        if value is not None:
            items.append((comparison.gold_unit(ours), (value, 1.0)))
    rows = by_unit(items, units=comparison.alignment.unit_count, width=2)
    return score("canonical_f1", rows, ratio, f"mean over {len(items)} matched components")


def canonical_f1(gold: str | None, predicted: str | None) -> float | None:
    """Return F1, 0 to 1, of two sets of content words; None where a side has no text or no word counts."""
    if gold is None or predicted is None:
        return None
    ours, theirs = content_words(gold), content_words(predicted)
    return f1((len(ours & theirs), len(ours), len(theirs)))


def _rows(comparison: Comparison, items: Iterator[_Item]) -> tuple[Row, ...]:
    return by_unit(items, units=comparison.alignment.unit_count, width=3)


def _overlapping(comparison: Comparison) -> Iterator[_Item]:
    yield from _both_sides(comparison)
    for ours in comparison.pairs.values():
        yield comparison.gold_unit(ours), (1, 0, 0)


def _exact(comparison: Comparison) -> Iterator[_Item]:
    yield from _both_sides(comparison)
    alignment = comparison.alignment
    for theirs, ours in comparison.pairs.items():
        if alignment.gold[ours] == alignment.predicted[theirs]:
            yield comparison.gold_unit(ours), (1, 0, 0)


def _both_sides(comparison: Comparison) -> Iterator[_Item]:
    for name in comparison.alignment.gold:
        yield comparison.gold_unit(name), (0, 1, 0)
    for name in comparison.alignment.predicted:
        ours = comparison.pairs.get(name)
        # A match counts in the unit of its gold component on both sides, so that no draw holds half of it.
        yield comparison.predicted_unit(name) if ours is None else comparison.gold_unit(ours), (0, 0, 1)


def _tokens(comparison: Comparison) -> Iterator[_Item]:
    alignment = comparison.alignment
    ours: frozenset[int] = frozenset().union(*alignment.gold.values())
    theirs: frozenset[int] = frozenset().union(*alignment.predicted.values())
    for token in ours | theirs:
        yield alignment.units[token], (token in ours and token in theirs, token in ours, token in theirs)


def _confusion(gold: Kind, predicted: Kind) -> Row:
    return tuple(
        float(flag) for kind in Kind for flag in (gold is kind and predicted is kind, gold is kind, predicted is kind)
    )
