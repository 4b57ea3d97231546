"""Logistic regression on named signs, by Newton steps; its weights can be read by a person."""

from collections.abc import Mapping, Sequence

import numpy as np

Seen = Mapping[str, float]
_STEPS = 40
_LEAST = 0.02
_FIRM = 1e-9


def fit(
    rows: Sequence[tuple[Seen, bool]],
    *,
    counts: Sequence[float] | None = None,
    pull: float = 3.0,
    even: bool = False,
) -> dict[str, float]:
    """Return the weight of each sign, rounded to 2 decimals, those near nought left out.

    `counts` says how many rows each row stands for, `pull` how strongly weights are drawn towards nought, all alike or
    where `even` by how much their signs vary, a constant one not at all.
    """
    names = sorted({name for seen, _ in rows for name in seen})
    place = {name: at for at, name in enumerate(names)}
    table = np.zeros((len(rows), len(names)))
    for at, (seen, _) in enumerate(rows):
        table[at, [place[name] for name in seen]] = list(seen.values())
    wanted = np.array([used for _, used in rows], dtype=float)
    count = np.ones(len(rows)) if counts is None else np.array(counts, dtype=float)
    weights = np.zeros(len(names))
    drawn = pull * (table.var(axis=0) if even else np.ones(len(names)))
    for _ in range(_STEPS):
        chance = 1 / (1 + np.exp(-(table @ weights)))
        slope = table.T @ (count * (chance - wanted)) + drawn * weights
        curve = (table * (count * chance * (1 - chance))[:, None]).T @ table + np.diag(drawn + _FIRM)
        step = np.linalg.solve(curve, slope)
        weights -= step
        if np.abs(step).max() < 1e-4:
            break
    return {name: round(float(w), 2) for name, w in zip(names, weights, strict=True) if abs(w) >= _LEAST}
