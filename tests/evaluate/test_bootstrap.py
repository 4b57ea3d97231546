"""Intervals from drawing anew."""

from argmap.evaluate.bootstrap import interval
from argmap.evaluate.counts import by_unit, f1, macro_f1, ratio, total

MIXED = [(1, 1), (0, 1)] * 20


def test_the_interval_holds_the_figure_and_is_the_same_every_time():
    low, high = interval(MIXED, ratio)
    assert 0.3 < low < 0.5 < high < 0.7
    assert interval(MIXED, ratio) == (low, high)


def test_more_rows_give_a_narrower_interval():
    few, many = interval(MIXED[:8], ratio), interval(MIXED * 5, ratio)
    assert many[1] - many[0] < few[1] - few[0]


def test_one_row_has_no_interval():
    assert interval([(1, 2)], ratio) is None
    assert interval([(1, 2), (0, 0)], ratio) is None


def test_a_formula_that_counts_nothing_has_no_interval():
    assert interval([(1, 0), (1, 0)], ratio) is None


def test_draws_with_nothing_to_count_are_left_out():
    assert interval([(1, 1), (1, 1), *[(0, 0)] * 9], ratio) == (1, 1)


def test_nothing_to_count_is_none():
    assert (ratio((0, 0)), f1((0, 0, 0)), f1(()), macro_f1((0,) * 6)) == (None,) * 4


def test_rows_are_added_up_by_unit():
    rows = by_unit([(0, (1, 2)), (2, (1, 1)), (0, (1, 1))], units=3, width=2)
    assert rows == ((2, 3), (0, 0), (1, 1))
    assert total(rows) == (3, 4)
