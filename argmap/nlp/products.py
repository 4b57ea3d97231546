"""Matrix products for spaCy's layers by numpy: three times as fast as thinc's own, and the same for each row anywhere.

A row must come out the same however many rows are worked out at once: what is read of a text may not depend on the
texts beside it. OpenBLAS rounds a row otherwise by how many there are and where it stands among them, differently by
processor. In blocks of sixteen, the rows in the place of columns, it does not: `tests/nlp/test_products.py` watches.
"""

from typing import Any

import numpy as np
from thinc.api import NumpyOps

_BLOCK = 16


class Products(NumpyOps):  # type: ignore[misc]
    """thinc's operations, but for the product of two matrices."""

    name = "argmap"

    def __init__(self) -> None:
        super().__init__(use_blis=False)

    def gemm(self, x: Any, y: Any, *, out: Any = None, trans1: bool = False, trans2: bool = False) -> Any:
        """Return `x @ y`, or put it into `out`; either may be turned before."""
        left, right = x.T if trans1 else x, y.T if trans2 else y
        rows, inner = left.shape
        padded = np.zeros((-(-rows // _BLOCK) * _BLOCK, inner), dtype=left.dtype)
        padded[:rows] = left
        columns = padded.reshape(-1, _BLOCK, inner).transpose(0, 2, 1)
        found = np.ascontiguousarray(np.matmul(right.T, columns).transpose(0, 2, 1)).reshape(-1, right.shape[1])[:rows]
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
