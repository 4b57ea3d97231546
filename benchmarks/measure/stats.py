"""Figures from counts and scores, with 95% intervals from drawing whole clusters (threads, maps, posts) anew."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

DRAWS = 1000
Array = np.ndarray[Any, np.dtype[Any]]
Statistic = Callable[[Array], float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """A figure, its interval, and how many items it rests on."""

    value: float
    low: float | None = None
    high: float | None = None
    n: int = 0
    note: str = ""

    def __str__(self) -> str:
        between = f" ({_short(self.low)} to {_short(self.high)})" if self.low is not None else ""
        return _short(self.value) + between


def clustered(rows: Sequence[tuple[Hashable, Sequence[float]]], statistic: Statistic, *, seed: int = 0) -> Value:
    """Return the statistic of all rows, each (cluster, numbers), with an interval over clusters drawn anew."""
    homes: dict[Hashable, list[int]] = {}
    for at, (cluster, _) in enumerate(rows):
        homes.setdefault(cluster, []).append(at)
    numbers = np.array([row for _, row in rows], dtype=float)
    places = [np.array(found) for found in homes.values()]
    value, draws = statistic(numbers) if len(rows) else float("nan"), []
    chance = np.random.default_rng(seed)
    for _ in range(DRAWS if len(places) > 1 else 0):
        drawn = np.concatenate([places[at] for at in chance.integers(0, len(places), len(places))])
        draws.append(statistic(numbers[drawn]))
    kept = [draw for draw in draws if np.isfinite(draw)]
    low, high = np.percentile(kept, [2.5, 97.5]) if kept else (None, None)
    return Value(value=float(value), low=_float(low), high=_float(high), n=len(rows))


def f1(rows: Array) -> float:
    """Return F1 of rows (right, gold, predicted)."""
    right, gold, predicted = rows[:, :3].sum(0)
    return 2 * right / (gold + predicted) if gold + predicted else float("nan")


def mean_f1(rows: Array) -> float:
    """Return the mean F1 of rows (right, gold, predicted), one a map; a map where there is nothing is left out."""
    sizes = rows[:, 1] + rows[:, 2]
    return float(np.mean(2 * rows[sizes > 0, 0] / sizes[sizes > 0])) if (sizes > 0).any() else float("nan")


def ratio(rows: Array) -> float:
    """Return the sum of the first column over that of the second."""
    part, whole = rows[:, :2].sum(0)
    return part / whole if whole else float("nan")


def difference(statistic: Statistic, width: int) -> Statistic:
    """Return the statistic of the first `width` columns minus that of the next."""
    return lambda rows: statistic(rows[:, :width]) - statistic(rows[:, width:])


def auc(rows: Array) -> float:
    """Return the area under the ROC curve of rows (score, label 0 or 1); ties count half."""
    scores, labels = rows[:, 0], rows[:, 1] > 0.5
    positive, negative = labels.sum(), (~labels).sum()
    if not positive or not negative:
        return float("nan")
    _, inverse, counts = np.unique(scores, return_inverse=True, return_counts=True)
    ranks = (np.cumsum(counts) - (counts - 1) / 2)[inverse]
    return float((ranks[labels].sum() - positive * (positive + 1) / 2) / (positive * negative))


def accuracy(rows: Array) -> float:
    """Return the share of rows (guess, gold) that agree."""
    return float(np.mean(rows[:, 0] == rows[:, 1])) if len(rows) else float("nan")


def macro_f1(rows: Array) -> float:
    """Return the mean F1 over the classes of gold, of rows (guess, gold)."""
    found = []
    for label in np.unique(rows[:, 1]):
        guess, gold = rows[:, 0] == label, rows[:, 1] == label
        found.append(2 * (guess & gold).sum() / (guess.sum() + gold.sum()))
    return float(np.mean(found)) if found else float("nan")


def ece(rows: Array, *, bins: int = 10) -> float:
    """Return the expected calibration error of rows (chance, label 0 or 1), over bins of equal width."""
    if not len(rows):
        return float("nan")
    homes = np.minimum((rows[:, 0] * bins).astype(int), bins - 1)
    gaps = [abs(rows[homes == at].sum(0)[0] - rows[homes == at].sum(0)[1]) for at in range(bins)]
    return float(np.sum(gaps) / len(rows))


def folds(sizes: Mapping[str, int], count: int = 5) -> dict[str, int]:
    """Return a fold for each group, the largest group first into the emptiest fold."""
    filled = [0] * count
    found = {}
    for name in sorted(sizes, key=lambda name: (-sizes[name], name)):
        found[name] = min(range(count), key=lambda at: (filled[at], at))
        filled[found[name]] += sizes[name]
    return found


def _float(value: Any) -> float | None:
    return None if value is None else float(value)


def _short(value: float | None) -> str:
    if value is None or not np.isfinite(value):
        return "-"
    if abs(value) >= 1:
        return f"{value:.1f}"
    return f"{value:.3f}".replace("0.", ".", 1)
