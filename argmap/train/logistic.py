"""Logistic regressions on named signs, by Newton's method; their weights can be read by a person."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

Seen = Mapping[str, float]
Floats = NDArray[np.float64]
_PULL = 3.0
_STEPS = 40
_LEAST = 0.02
_FIRM = 1e-9


def fit(
    rows: Sequence[tuple[Seen, bool]],
    *,
    counts: Sequence[float] | None = None,
    pull: float = _PULL,
    even: bool = False,
) -> dict[str, float]:
    """Return the weight of each sign, rounded to 2 decimals, those near nought left out.

    `counts` says how many rows each row stands for, `pull` how strongly weights are drawn towards nought, all alike or
    where `even` by how much their signs vary, a constant one not at all.
    """
    names, table, wanted = _table(rows)
    count = np.ones(len(rows)) if counts is None else np.array(counts, dtype=float)
    drawn = pull * (table.var(axis=0) if even else np.ones(len(names)))
    weights = zip(names, _weights(table, wanted, count, drawn), strict=True)
    return {name: round(float(weight), 2) for name, weight in weights if abs(weight) >= _LEAST}


def logistic(rows: Sequence[tuple[Seen, bool]]) -> dict[str, float]:
    """Return the weight of each sign, rounded to 3 decimals, all drawn towards nought but that of the "bias".

    Rows of one label alone teach nothing: their weights are 0.
    """
    names, table, wanted = _table(rows)
    if len({*wanted.tolist()}) < 2:
        return dict.fromkeys(names, 0.0)
    drawn = np.array([_PULL * (name != "bias") for name in names])
    weights = zip(names, _weights(table, wanted, np.ones(len(rows)), drawn), strict=True)
    return {name: round(float(weight), 3) for name, weight in weights}


def _table(rows: Sequence[tuple[Seen, bool]]) -> tuple[list[str], Floats, Floats]:
    """Return the names of the signs, their values row by row, and what is to be told of each row."""
    names = sorted({name for seen, _ in rows for name in seen})
    place = {name: at for at, name in enumerate(names)}
    table = np.zeros((len(rows), len(names)))
    for at, (seen, _) in enumerate(rows):
        table[at, [place[name] for name in seen]] = list(seen.values())
    return names, table, np.array([wanted for _, wanted in rows], dtype=float)


def _weights(table: Floats, wanted: Floats, count: Floats, drawn: Floats) -> Floats:
    weights = np.zeros(table.shape[1])
    for _ in range(_STEPS):
        chance = 1 / (1 + np.exp(-(table @ weights)))
        slope = table.T @ (count * (chance - wanted)) + drawn * weights
        curve = (table * (count * chance * (1 - chance))[:, None]).T @ table + np.diag(drawn + _FIRM)
        step = np.linalg.solve(curve, slope)
        weights -= step
        if np.abs(step).max() < 1e-4:
            break
    return weights
