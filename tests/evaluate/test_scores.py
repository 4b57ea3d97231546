"""Reports side by side and together."""

import pytest

from argmap.evaluate import Report, Score, baseline, evaluate, pool, table
from tests.builders import map_of
from tests.evaluate import sample


def report(**values):
    return Report(scores=tuple(Score(name=name, value=value) for name, value in values.items()))


def test_a_pool_is_the_mean_over_the_maps_that_have_a_figure():
    found = pool([report(a=0.2, b=None), report(a=0.4, b=None), report(a=None, b=0.5)]).by_name()
    assert found["a"].value == pytest.approx(0.3)
    assert found["a"].low == pytest.approx(0.2)
    assert found["a"].high == pytest.approx(0.4)
    assert found["a"].detail == "mean over 2 of 3 maps"
    assert found["b"].value == 0.5
    assert found["b"].low is None


def test_a_pool_of_nothing_has_no_scores():
    assert pool([]).scores == ()


def test_a_pool_keeps_the_order_of_scores():
    one = evaluate(sample.gold(), sample.gold())
    assert list(pool([one, one]).by_name()) == list(one.by_name())


def test_a_table_is_aligned_and_says_where_there_is_nothing_to_count():
    one = Score(name="component_f1", value=0.5, low=0.25, high=0.75)
    text = table(
        {
            "predicted": Report(scores=(one, Score(name="cross_f1", value=None))),
            "b": report(component_f1=1, cross_f1=0),
        }
    )
    assert text.splitlines() == [
        "score         predicted               b",
        "component_f1  0.500 (0.250 to 0.750)  1.000",
        "cross_f1      -                       0.000",
    ]


def test_a_zero_has_its_interval():
    one = evaluate(sample.gold(), map_of(sample.POSTS)).by_name()["component_f1"]
    assert (one.value, one.low, one.high) == (0, 0, 0)


def test_two_systems_stand_side_by_side():
    gold = sample.gold()
    columns = {"predicted": evaluate(gold, gold), "baseline": evaluate(gold, baseline(gold))}
    assert len(table(columns).splitlines()) == 14
