"""Logistic regression: it finds the sign that tells, and draws weights towards nought."""

from argmap.train.logistic import fit, logistic

ROWS = [({"bias": 1.0, "tells": 1.0}, True)] * 30 + [
    ({"bias": 1.0, "says nothing": 1.0}, at % 2 == 0) for at in range(30)
]


def test_what_tells_weighs_most():
    weights = fit(ROWS)
    assert weights["tells"] > 1.0
    assert weights["tells"] > 2 * abs(weights.get("says nothing", 0.0))


def test_a_stronger_pull_makes_smaller_weights():
    assert fit(ROWS, pull=30.0)["tells"] < fit(ROWS, pull=1.0)["tells"]


def test_a_row_that_counts_for_many_weighs_as_many():
    few = [({"bias": 1.0}, True), ({"bias": 1.0}, False)]
    assert fit(few, counts=[9.0, 1.0], even=True)["bias"] == fit([few[0]] * 9 + [few[1]], even=True)["bias"]


def test_a_bias_is_not_drawn_towards_nought():
    rows = [({"bias": 1.0, "x": float(at % 2)}, at % 2 == 1) for at in range(40)]
    weights = logistic(rows)
    assert weights["x"] > 1
    assert weights["bias"] < 0
    assert logistic([({"bias": 1.0}, at > 0) for at in range(10)])["bias"] == 2.197


def test_rows_of_one_label_teach_nothing():
    assert logistic([({"bias": 1.0, "x": 2.0}, True)] * 5) == {"bias": 0.0, "x": 0.0}
