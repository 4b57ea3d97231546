"""Counts become figures here; a figure with nothing to count is None, never 0 or 1."""

from collections.abc import Callable, Iterable, Sequence

Row = tuple[float, ...]
Formula = Callable[[Row], float | None]


def total(rows: Iterable[Row]) -> Row:
    """Add up rows of equal length, column by column; no rows give the empty row."""
    return tuple(sum(column) for column in zip(*rows, strict=True))


def by_unit(items: Iterable[tuple[int, Row]], *, units: int, width: int) -> tuple[Row, ...]:
    """Add up the rows of each unit 0 to `units`-1; a unit without items has a row of zeros."""
    sums = [[0.0] * width for _ in range(units)]
    for unit, row in items:
        for column, value in enumerate(row):
            sums[unit][column] += value
    return tuple(tuple(row) for row in sums)


def ratio(row: Row) -> float | None:
    """Return part / whole of a row (part, whole); None without a whole."""
    return row[0] / row[1] if row and row[1] else None


def f1(row: Row) -> float | None:
    """Return F1, 0 to 1, of a row (right, gold, predicted); None where neither side has anything."""
    return 2 * row[0] / (row[1] + row[2]) if row and row[1] + row[2] else None


def macro_f1(row: Row) -> float | None:
    """Return the mean F1 over the classes of a row (right, gold, predicted, right, gold, predicted, ...).

    A class that neither side has does not count; None where no class does.
    """
    each = [f1(row[at : at + 3]) for at in range(0, len(row), 3)]
    return mean([value for value in each if value is not None])


def mean(values: Sequence[float]) -> float | None:
    """Return the arithmetic mean, None of nothing."""
    return sum(values) / len(values) if values else None
