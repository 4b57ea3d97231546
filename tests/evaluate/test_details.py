"""Behind the scores: confusions count every component and relation once, confidences are sorted into tenths."""

import pytest

from argmap.evaluate.details import bins, calibration_error, details
from tests.builders import component, map_of, post, relation

FIRST = post("p1", "The bridge is old. It must be closed.", author="ana")
SECOND = post("p2", "No, the bridge is safe.", author="ben", reply_to="p1")
OLD, CLOSE = component(FIRST, "The bridge is old.", kind="premise"), component(FIRST, "It must be closed.")
SAFE = component(SECOND, "the bridge is safe.")
GOLD = map_of([FIRST, SECOND], [OLD, CLOSE, SAFE], [relation(SAFE, OLD, "attack"), relation(OLD, CLOSE)])
MADE = map_of(
    [FIRST, SECOND],
    [component(FIRST, "The bridge is old.", kind="claim", confidence=0.95), SAFE],
    [relation(SAFE, OLD, "support", confidence=0.25)],
)


def test_confusions_name_what_was_missed_and_what_was_false():
    found = details([("one", GOLD, MADE)])
    assert found.kinds == {("premise", "claim"): 1, ("claim", "claim"): 1, ("claim", "none"): 1}
    assert found.signs == {("attack", "support"): 1, ("support", "none"): 1}


def test_posts_count_found_missed_and_false():
    first, second = details([("one", GOLD, MADE)]).posts
    assert (first.post, first.components, first.relations) == ("p1", (1, 1, 0), (0, 1, 0))
    assert (second.post, second.components, second.relations) == ("p2", (1, 0, 0), (0, 1, 1))


def test_reliability_is_of_what_the_map_says():
    found = details([("one", GOLD, MADE)])
    assert [(b.confidence, b.right, b.count) for b in found.relations] == [(0.25, 0.0, 1)]
    assert sum(b.count for b in found.components) == 2


def test_tenths_hold_their_own_items():
    low, high = bins([(0.05, False), (0.95, True), (1.0, True), (0.92, False)])
    assert (low.count, low.right) == (1, 0)
    assert (high.count, high.right) == (3, pytest.approx(2 / 3))


def test_calibration_error_is_the_mean_gap():
    found = bins([(0.25, True), (0.25, False), (0.75, True), (0.75, True)])
    assert calibration_error(found) == pytest.approx(0.25)
    assert calibration_error(()) is None
