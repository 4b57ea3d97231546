"""Gamma: the alignment is the best there is, chance is 0, agreement 1, and the same marks give the same value."""

from itertools import product
from math import comb
from statistics import fmean

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

pytest.importorskip("scipy", reason="needs scipy: install argmap[gamma]")

from argmap.annotate.gamma import disorder, gamma, shuffled

ONE = [(0, 10, "a"), (20, 30, "b"), (40, 50, "a")]
OTHER = [(1, 9, "a"), (22, 30, "a")]

units = st.builds(
    lambda start, size, what: (start, start + size, what), st.integers(0, 60), st.integers(1, 20), st.sampled_from("ab")
)
rows = st.lists(st.lists(units, max_size=3), min_size=2, max_size=3).filter(any)


def test_disorder_adds_up_places_kinds_and_what_stands_alone():
    # (2/18)^2; (2/18)^2 and 1 for another kind, or 1 each for both alone; 1 for the last; 2.5 units an annotator.
    assert disorder([ONE, OTHER]) == pytest.approx(((2 / 18) ** 2 + (2 / 18) ** 2 + 1 + 1) / 2.5)


def apart(one, other):
    if one is None or other is None:
        return 1
    share = (abs(one[0] - other[0]) + abs(one[1] - other[1])) / (one[1] - one[0] + other[1] - other[0])
    return share**2 + (one[2] != other[2])


def least(rows, cost):
    """Return the least sum over all ways to put every unit into one tuple, tried one by one."""
    first = next((at for at, row in enumerate(rows) if row), None)
    if first is None:
        return 0
    found = []
    for choice in product(*([row[0]] if at == first else [None, *row] for at, row in enumerate(rows))):
        left = [[u for n, u in enumerate(row) if n != row.index(one)] if one else row
                for row, one in zip(rows, choice, strict=True)]  # fmt: skip
        found.append(cost(choice) + least(left, cost))
    return min(found)


@settings(max_examples=30)
@given(rows)
def test_no_alignment_is_better(rows):
    pairs = comb(len(rows), 2)

    def cost(choice):
        return sum(apart(one, other) for at, one in enumerate(choice) for other in choice[:at]) / pairs

    assert disorder(rows) == pytest.approx(least(rows, cost) / fmean(len(row) for row in rows))


@given(rows)
def test_who_marks_the_same_agrees_fully(rows):
    assert disorder([rows[0] or ONE] * 2) == 0


def test_the_same_marks_give_the_same_value():
    assert gamma([ONE, OTHER], 60) == gamma([ONE, OTHER], 60)
    assert gamma([ONE, ONE], 60) == 1


def test_a_sample_of_chance_is_an_annotator_turned_round():
    found = next(shuffled([ONE, ONE], 60))
    assert [sorted((end - start, what) for start, end, what in row) for row in found] == [
        [(10, "a"), (10, "a"), (10, "b")]
    ] * 2


def test_who_marks_nothing_has_none():
    assert gamma([[], []], 50) is None
    assert gamma([ONE, []], 60) < 0.5
