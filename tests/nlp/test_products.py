"""Matrix products for spaCy's layers: right, and the same for a row whatever stands beside it."""

import numpy as np
import pytest
from thinc.api import NumpyOps

from argmap.nlp.products import Products, use
from argmap.nlp.syntax import load_syntax

DRAWN = np.random.default_rng(1)
TEXTS = (
    "We should close the bridge, because it is old and nobody repairs it.",
    "No. Anna Maier said in Bern that it was repaired in 2019, and she should know!",
    "so what if it wasn't",
)


def matrix(*shape):
    return DRAWN.standard_normal(shape).astype(np.float32)


@pytest.mark.parametrize(("inner", "wide"), [(104, 312), (312, 312), (104, 7), (96, 1), (3, 5)])
def test_a_row_comes_out_the_same_alone_and_among_others(inner, wide):
    rows, weights = matrix(3_000, inner), matrix(wide, inner)
    whole = Products().gemm(rows, weights, trans2=True)
    for first, count in ((0, 1), (5, 2), (700, 63), (1_000, 129), (1_900, 1_100)):
        part = Products().gemm(rows[first : first + count], weights, trans2=True)
        assert part.tobytes() == whole[first : first + count].tobytes()


@pytest.mark.parametrize("rows", [1, 60, 500])
def test_products_are_those_of_thinc_but_for_rounding(rows):
    left, right = matrix(rows, 40), matrix(40, 30)
    for x, y, turned in (
        (left, right, {}),
        (left.T.copy(), right, {"trans1": True}),
        (left, right.T.copy(), {"trans2": True}),
    ):
        out = np.empty((rows, 30), dtype=np.float32)
        found = Products().gemm(x, y, out=out, **turned)
        assert found is out
        np.testing.assert_allclose(found, NumpyOps().gemm(x, y, **turned), rtol=1e-3, atol=1e-4)


def test_our_pipeline_works_with_them_and_reads_a_text_alone_as_among_others():
    own = load_syntax()
    layers = [layer for _, pipe in own._nlp.pipeline for layer in pipe.model.walk()]
    assert {type(layer.ops) for layer in layers} == {Products}
    together = list(own.parse(TEXTS * 60))
    assert together[:3] == [next(own.parse([text])) for text in TEXTS]


def test_what_works_elsewhere_is_left_alone():
    class Elsewhere(NumpyOps):
        pass

    nlp = load_syntax()._nlp
    layer = next(iter(nlp.pipeline[0][1].model.walk()))
    own, layer.ops = layer.ops, Elsewhere()
    use(nlp)
    assert type(layer.ops) is Elsewhere
    layer.ops = own
