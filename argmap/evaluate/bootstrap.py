"""95% intervals by drawing the same number of rows with replacement (Efron 1979): fixed seed, same figures.

The rows are posts, disputes or whole maps: what is drawn together must not be torn apart, so never relations
or components.
"""

import random
from collections.abc import Sequence

from argmap.evaluate.counts import Formula, Row, total

_DRAWS = 1000


def interval(rows: Sequence[Row], formula: Formula) -> tuple[float, float] | None:
    """Return the 2.5% and 97.5% points of `formula` over resampled rows; None where under two rows count.

    `rows` hold summable counts; draws on which the formula counts nothing are left out.
    """
    counting = sum(any(row) for row in rows)
    if counting < 2:
        return None
    rng = random.Random(0)
    drawn = (formula(total(rng.choices(rows, k=len(rows)))) for _ in range(_DRAWS))
    values = sorted(value for value in drawn if value is not None)
    if not values:
        return None
    cut = round(0.025 * (len(values) - 1))
    return values[cut], values[-1 - cut]
