"""Gold against predicted: measures with intervals, a trivial mapper to beat, and a check of map files."""

from argmap.evaluate.align import shared
from argmap.evaluate.baselines import baseline
from argmap.evaluate.check import Level, Problem, check
from argmap.evaluate.disagree import Disagreement, disagreements, lines
from argmap.evaluate.report import evaluate
from argmap.evaluate.scores import Report, Score, pool, table

__all__ = [
    "Disagreement",
    "Level",
    "Problem",
    "Report",
    "Score",
    "baseline",
    "check",
    "disagreements",
    "evaluate",
    "lines",
    "pool",
    "shared",
    "table",
]
