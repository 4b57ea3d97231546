"""A score is a figure with its interval; a report holds scores in a fixed order; a table shows reports."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from argmap.evaluate.bootstrap import interval
from argmap.evaluate.counts import Formula, Row, f1, ratio, total


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """A figure, None where there is nothing to count; `low` to `high` is its 95% interval, if any."""

    name: str
    value: float | None
    low: float | None = None
    high: float | None = None
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """The scores of one predicted map, or of several pooled, always in the same order."""

    scores: tuple[Score, ...]

    def by_name(self) -> dict[str, Score]:
        """Return the scores by name, in order."""
        return {score.name: score for score in self.scores}


def score(name: str, rows: Sequence[Row], formula: Formula, detail: str) -> Score:
    """Return the figure of summed rows, with an interval from drawing the rows anew."""
    value = formula(total(rows))
    low, high = (value is not None and interval(rows, formula)) or (None, None)
    return Score(name=name, value=value, low=low, high=high, detail=detail)


def f1_score(name: str, rows: Sequence[Row]) -> Score:
    """Return F1 of rows (right, gold, predicted), naming precision and recall."""
    right, gold, predicted = total(rows) or (0, 0, 0)
    precision, recall = figure(ratio((right, predicted))), figure(ratio((right, gold)))
    counts = f"{right:.0f} right of {gold:.0f} gold and {predicted:.0f} predicted"
    return score(name, rows, f1, f"precision {precision}, recall {recall}: {counts}")


def pool(reports: Sequence[Report]) -> Report:
    """Return the mean of each score over the reports that have it; whole reports are drawn for the interval.

    All reports must hold the same scores; no reports give an empty one.
    """
    columns = zip(*(report.scores for report in reports), strict=True)
    return Report(scores=tuple(_mean_score(column) for column in columns))


def table(columns: Mapping[str, Report]) -> str:
    """Return an aligned plain text table: one line a score, one column a report, "-" for nothing to count.

    The reports must hold the same scores.
    """
    names = next((list(report.by_name()) for report in columns.values()), [])
    cells = [["score", *columns]]
    cells += [[name, *(_cell(report.by_name()[name]) for report in columns.values())] for name in names]
    widths = [max(len(cell) for cell in column) for column in zip(*cells, strict=True)]
    lines = ("  ".join(cell.ljust(w) for cell, w in zip(row, widths, strict=True)) for row in cells)
    return "".join(f"{line.rstrip()}\n" for line in lines)


def figure(value: float | None) -> str:
    """Print a figure with three decimals, or "-"."""
    return "-" if value is None else f"{value:.3f}"


def _mean_score(column: Sequence[Score]) -> Score:
    rows = [(one.value, 1.0) for one in column if one.value is not None]
    return score(column[0].name, rows, ratio, f"mean over {len(rows)} of {len(column)} maps")


def _cell(one: Score) -> str:
    between = f" ({figure(one.low)} to {figure(one.high)})" if one.low is not None else ""
    return figure(one.value) + between
