"""Gold against predicted: every measure, once, in the order in which a report lists them."""

from argmap.argument import ArgumentMap
from argmap.evaluate.components import canonical_score, extent_scores, kind_score
from argmap.evaluate.disputes import dispute_scores
from argmap.evaluate.match import compare
from argmap.evaluate.relations import relation_scores
from argmap.evaluate.replies import parent_score
from argmap.evaluate.scores import Report


def evaluate(gold: ArgumentMap, predicted: ArgumentMap) -> Report:
    """Score a predicted map against gold of the same source; ids and the cutting into posts do not count."""
    comparison = compare(gold, predicted)
    return Report(
        scores=(
            *extent_scores(comparison),
            kind_score(comparison),
            *relation_scores(comparison),
            parent_score(comparison),
            *dispute_scores(comparison),
            canonical_score(comparison),
        )
    )
