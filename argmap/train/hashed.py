"""thinc's hashing of words into rows, in numpy, so that layers can be trained elsewhere and fit."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

# MultiHashEmbed numbers its tables from here.
_SEED = 8


def rows_of_ids(ids: NDArray[Any], table: int, rows: int) -> NDArray[Any]:
    """Return the four rows of each 64-bit id in the table of this number."""
    return (murmur(ids, _SEED + table) % np.uint64(rows)).astype(np.int64)


def murmur(ids: NDArray[Any], seed: int) -> NDArray[Any]:
    """Return four 32-bit hashes of each id, as `thinc.layers.HashEmbed` (after MurmurHash3, Appleby 2011)."""
    with np.errstate(over="ignore"):
        one = ids.astype("u8") * np.uint64(0x87C37B91114253D5)
        one = ((one << np.uint64(31)) | (one >> np.uint64(33))) * np.uint64(0x4CF5AD432745937F)
        two = np.full(ids.shape, seed ^ 8, "u8")
        one = (one ^ two) + two
        two = two + one
        one, two = _mixed(one), _mixed(two)
        one = one + two
        two = two + one
    low, up = np.uint64(0xFFFFFFFF), np.uint64(32)
    return np.stack([one & low, one >> up, two & low, two >> up], 1)


def _mixed(x: NDArray[Any]) -> NDArray[Any]:
    x = (x ^ (x >> np.uint64(33))) * np.uint64(0xFF51AFD7ED558CCD)
    x = (x ^ (x >> np.uint64(33))) * np.uint64(0xC4CEB9FE1A85EC53)
    found: NDArray[Any] = x ^ (x >> np.uint64(33))
    return found
