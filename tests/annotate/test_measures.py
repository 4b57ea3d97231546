"""The coefficients equal the values that are printed beside the worked examples of the papers."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.annotate.measures import (
    alpha,
    alpha_u,
    cass,
    joint_alpha_u,
    kappa,
    segmentation_similarity,
)

# Krippendorff, On the reliability of unitizing contiguous data, 1995, p. 57: two observers, 24 places; start, length.
BERTHA, BILL = [(2, 8), (14, 6)], [(4, 4), (15, 2)]
JOHN, JILL = [(0, 18)], [(0, 2), (2, 1), (3, 1), (4, 1), (5, 1), (6, 3), (9, 1)]
GERRET, GILL = [(2, 6), (10, 2), (14, 4), (20, 2)], [(0, 2), (4, 4), (10, 4), (16, 2), (20, 2)]
HEATHER, HILL = [(0, 2), (2, 8), (10, 4), (14, 6), (20, 4)], [(0, 4), (4, 4), (8, 7), (15, 2), (17, 7)]
FINE = 50_000  # the paper's limit: places so small that their number does not count


def unitized(one, other, stretch=1.0):
    spans = [[(int(a * stretch), int((a + n) * stretch)) for a, n in row] for row in (one, other)]
    return alpha_u(spans, int(24 * stretch))


@pytest.mark.parametrize(
    ("pair", "observed"),
    [((BERTHA, BILL), 0.03125), ((JOHN, JILL), 2.26736), ((GERRET, GILL), 0.02777), ((HEATHER, HILL), 0.38715)],
)
def test_observed_disagreement_is_that_of_the_paper(pair, observed):
    assert unitized(*pair).observed == pytest.approx(observed, abs=1e-5)


@pytest.mark.parametrize(
    ("pair", "expected", "coefficient"),
    [((BERTHA, BILL), 0.06990, 0.553), ((HEATHER, HILL), 0.41445, 0.066)],
)
def test_alpha_u_is_that_of_the_paper(pair, expected, coefficient):
    found = unitized(*pair, stretch=FINE)
    assert found.expected == pytest.approx(expected, abs=1e-5)
    assert found.alpha == pytest.approx(coefficient, abs=5e-4)


def test_alpha_u_on_few_places_is_that_of_the_paper():
    found = unitized(GERRET, GILL, stretch=0.5)
    assert found.expected == pytest.approx(0.05494, abs=1e-5)
    assert found.alpha == pytest.approx(0.494, abs=5e-4)


@pytest.mark.parametrize(("pair", "printed"), [((JOHN, JILL), -0.926), ((GERRET, GILL), 0.679)])
def test_where_the_later_paper_corrects_the_expectation_the_values_stay_near(pair, printed):
    assert unitized(*pair, stretch=FINE).alpha == pytest.approx(printed, abs=0.02)


def test_nominal_alpha_is_that_of_the_paper():
    # Krippendorff, Computing Krippendorff's alpha-reliability, 2011: three observers, fifteen units.
    first = "*****34121133*3"
    second = "1*213343*******"
    third = "**21344*21133*4"
    ratings = [[None if v == "*" else v for v in unit] for unit in zip(first, second, third, strict=True)]
    assert alpha(ratings) == pytest.approx(0.691, abs=5e-4)


def test_alpha_of_marked_places_is_that_of_the_paper():
    places = [[str(int(any(a <= at < a + n for a, n in row))) for row in (BERTHA, BILL)] for at in range(24)]
    assert alpha(places) == pytest.approx(0.329, abs=5e-4)
    assert kappa(Counter(tuple(row) for row in places)) == pytest.approx(0.385, abs=5e-4)


# Krippendorff, Content analysis, 2004, p. 254: two observers, places 150 to 450, categories c and k; start, length.
I_C, J_C = [(225, 70), (370, 30)], [(220, 80), (355, 20), (400, 20)]
BOTH_K = [(180, 60), (300, 50)]


def marked(row):
    return [(start - 150, start - 150 + length) for start, length in row]


def test_alpha_u_is_that_of_the_later_work():
    categories = {"c": [marked(I_C), marked(J_C)], "k": [marked(BOTH_K)] * 2}
    one = alpha_u(categories["c"], 300)
    assert one.observed == pytest.approx(0.0144, abs=1e-4)
    assert one.expected == pytest.approx(0.0532, abs=1e-4)
    assert one.alpha == pytest.approx(0.7286, abs=1e-4)
    assert alpha_u(categories["k"], 300).expected == pytest.approx(0.0490, abs=1e-4)
    assert joint_alpha_u(categories, 300) == pytest.approx(0.8591, abs=5e-4)


def test_alpha_u_below_chance():
    # A long unit against three short ones within it: observed .9100, expected .5351 (DKPro Statistics).
    found = alpha_u([[(1, 9)], [(2, 3), (4, 5), (6, 7)]], 10)
    assert (found.observed, found.expected) == (pytest.approx(0.91), pytest.approx(0.5351, abs=1e-4))
    assert found.alpha == pytest.approx(-0.7003, abs=5e-4)


def test_kappa_of_a_known_table():
    table = {("yes", "yes"): 20, ("yes", "no"): 5, ("no", "yes"): 10, ("no", "no"): 15}
    assert kappa(table) == pytest.approx(0.4)


SPANS = st.lists(st.integers(0, 60), max_size=12, unique=True).map(sorted)


def spans_of(points):
    return list(zip(points[::2], points[1::2], strict=False))


@given(SPANS)
def test_who_marks_the_same_agrees_fully(points):
    found = alpha_u([spans_of(points)] * 2, 60)
    assert found.observed == 0
    assert found.alpha in (None, 1.0)


@given(SPANS, SPANS)
def test_order_of_observers_does_not_count(one, other):
    rows = [spans_of(one), spans_of(other)]
    assert alpha_u(rows, 60).observed == pytest.approx(alpha_u(rows[::-1], 60).observed)
    assert alpha_u(rows, 60).expected == pytest.approx(alpha_u(rows[::-1], 60).expected)


def test_categories_are_added_up():
    rows = {"a": [spans_of([2, 10]), spans_of([4, 8])], "b": [spans_of([12, 20]), spans_of([12, 20])]}
    parts = [alpha_u(one, 24) for one in rows.values()]
    assert joint_alpha_u(rows, 24) == pytest.approx(1 - parts[0].observed / sum(p.expected for p in parts))


def test_nothing_to_compare_is_none():
    assert alpha([["a", None]]) is None
    assert alpha([["a", "a"]]) is None
    assert kappa({}) is None
    assert kappa({("a", "a"): 1}) is None
    assert alpha_u([[], []], 10).alpha is None
    assert segmentation_similarity([], [], 1) is None
    assert cass(None, 0.5) is None


def test_a_near_miss_of_a_boundary_is_one_edit():
    assert segmentation_similarity([3, 7], [3, 7], 11) == 1
    assert segmentation_similarity([3], [4], 11) == pytest.approx(0.9)
    assert segmentation_similarity([3], [6], 11) == pytest.approx(0.8)
    assert segmentation_similarity([], [6], 11) == pytest.approx(0.9)


def test_cass_is_the_mean_of_segments_and_graph():
    assert cass(0.9, 0.5) == pytest.approx(0.7)
    assert cass(0.9, 0.5, 0.7) == pytest.approx((0.9 + (0.5 + 0.7) / 2) / 2)
