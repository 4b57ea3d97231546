"""Gold against predicted: measures with intervals, a trivial mapper to beat, and a check of map files."""

from argmap.evaluate.baselines import baseline
from argmap.evaluate.check import Level, Problem, check
from argmap.evaluate.report import evaluate
from argmap.evaluate.scores import Report, Score, pool, table

__all__ = ["Level", "Problem", "Report", "Score", "baseline", "check", "evaluate", "pool", "table"]
