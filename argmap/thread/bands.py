"""Posts laid out in bands: row i, column d is about post i and the one d places before it."""

from typing import Any

import numpy as np

Array = np.ndarray[Any, Any]


class Band:
    """Helps to look at every post beside those before it; `place` is where the earlier one stands."""

    def __init__(self, count: int, reach: int) -> None:
        self.count, self.reach = count, max(1, min(reach, count - 1)) if count > 1 else 0
        self.step = np.arange(self.reach + 1)[None, :]
        place = np.arange(count)[:, None] - self.step
        self.there = (place >= 0) & (self.step > 0)
        self.place = np.maximum(place, 0)

    def parent(self, values: Array) -> Array:
        """Return the values of the earlier posts."""
        found: Array = values[self.place]
        return found

    def between(self, values: Array, *, empty: float) -> Array:
        """Return the greatest value at a smaller distance; `empty` where there is none."""
        kept = np.where(self.there, values, empty)
        most = np.maximum.accumulate(kept, axis=1)
        found: Array = np.concatenate([np.full((self.count, 1), empty), most[:, :-1]], axis=1)
        return found


def wide(far: Band, values: Array) -> Array:
    """Return the same value of a post for all those before it."""
    return np.broadcast_to(values[:, None], far.place.shape)
