"""Agreement of annotators: full where maps are the same, none where one marks nothing, and other posts are refused."""

import sys

import pytest

from argmap.annotate import agree, agree_by_gamma, differences, overall, table
from argmap.errors import InvalidError, MissingExtraError
from tests.builders import component, map_of, post, relation

FIRST = post("p1", "The bridge is old. It must be closed. The shops live from it.", author="ana")
SECOND = post("p2", "No, the bridge is safe.", author="ben", reply_to="p1")
OLD, CLOSE = component(FIRST, "The bridge is old.", kind="premise"), component(FIRST, "It must be closed.")
SAFE = component(SECOND, "the bridge is safe.")
ONE = map_of([FIRST, SECOND], [OLD, CLOSE, SAFE], [relation(SAFE, OLD, "attack"), relation(OLD, CLOSE)])
TURNED = map_of([FIRST, SECOND], [OLD, CLOSE, SAFE], [relation(SAFE, OLD, "support"), relation(OLD, CLOSE)])
EMPTY = map_of([FIRST, SECOND])


def values(**maps):
    return {one.name: one.value for one in agree(maps)}


def test_who_marks_the_same_agrees_fully():
    assert set(values(ana=ONE, ben=ONE).values()) == {1.0}


def test_relations_count_over_ordered_pairs_in_reach():
    # In reach: two of p1 both ways, and p2's with both of p1: four pairs; labels attack, support, none, none
    # against support, support, none, none: agreement 3/4, by chance 1/4 * 0 + 1/4 * 2/4 + 2/4 * 2/4 = 3/8.
    assert values(ana=ONE, ben=TURNED)["kappa, relations"] == pytest.approx((3 / 4 - 3 / 8) / (1 - 3 / 8))


def test_cass_is_the_mean_of_segments_and_graph():
    found = values(ana=ONE, ben=TURNED)
    segments, relations = found["segmentation similarity"], found["kappa, relations"]
    assert found["kappa, replies"] == 1
    assert found["CASS"] == pytest.approx((segments + (relations + 1) / 2) / 2)
    assert found["CASS, no replies"] == pytest.approx((segments + relations) / 2)


def test_who_answers_whom_counts_over_ordered_pairs_of_posts():
    # Six pairs: both say that p2 answers p1; p3 answers p1 for the one and p2 for the other.
    third = [post("p3", "So what?", reply_to=name) for name in ("p1", "p2")]
    found = values(ana=map_of([FIRST, SECOND, third[0]]), ben=map_of([FIRST, SECOND, third[1]]))
    observed, expected = 4 / 6, (2 / 6) ** 2 + (4 / 6) ** 2
    assert found["kappa, replies"] == pytest.approx((observed - expected) / (1 - expected))


def test_without_a_dialogue_cass_is_of_relations_alone():
    found = values(ana=map_of([FIRST], [OLD, CLOSE], [relation(OLD, CLOSE)]), ben=map_of([FIRST], [OLD, CLOSE]))
    assert found["kappa, replies"] is None
    assert found["CASS"] == found["CASS, no replies"]


def test_gamma_knows_places_and_kinds(monkeypatch):
    pytest.importorskip("scipy", reason="needs scipy: install argmap[gamma]")
    monkeypatch.setattr(sys.modules["argmap.annotate.gamma"], "MOST", 0)
    other = map_of([FIRST, SECOND], [component(FIRST, "The bridge is old."), CLOSE, SAFE])
    found = {one.name: one.value for one in agree_by_gamma({"ana": ONE, "ben": other})}
    assert found["gamma, places"] == 1
    assert found["gamma"] < 1
    monkeypatch.setattr(sys.modules["argmap.annotate.agree"], "MOST_AT_ONCE", 2)
    assert [one.value for one in agree_by_gamma({"ana": ONE, "ben": ONE, "carla": ONE})] == [1, 1]


def test_gamma_without_scipy_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "scipy.optimize", None)
    with pytest.raises(MissingExtraError, match=r"scipy \(BSD-3-Clause\); install argmap\[gamma\]"):
        agree_by_gamma({"ana": ONE, "ben": TURNED})


def test_who_marks_nothing_agrees_with_nobody():
    found = values(ana=ONE, ben=EMPTY)
    assert found["alpha_U, components"] < 0.3
    assert found["kappa, kind"] is None
    assert found["kappa, relations"] is None


def test_several_annotators_are_compared_two_by_two():
    found = values(ana=ONE, ben=ONE, carla=TURNED)
    both = values(ana=ONE, ben=TURNED)["kappa, relations"]
    assert found["kappa, relations"] == pytest.approx((1 + 2 * both) / 3)
    assert found["alpha_U, joint"] == 1


def test_disagreements_name_the_annotators():
    (names, one), *_ = differences({"ana": ONE, "ben": TURNED})
    assert names == ("ana", "ben")
    assert (one.first, one.second) == ("attack", "support")


def test_maps_of_other_posts_are_refused():
    other = map_of([FIRST, post("p2", "Something else.")])
    with pytest.raises(InvalidError, match="p2 differs"):
        agree({"ana": ONE, "ben": other})
    with pytest.raises(InvalidError, match="at least two"):
        agree({"ana": ONE})


def test_the_table_shows_a_dash_for_what_is_not_defined():
    said = table(agree({"ana": ONE, "ben": EMPTY}))
    assert "kappa, kind" in said
    assert "     -  claim or premise" in said


def test_cass_of_two_methods_is_left_out_where_they_read_other_posts():
    assert [one.name for one in overall({"a": ONE, "b": TURNED})][-2:] == ["CASS", "CASS, no replies"]
    assert overall({"a": ONE, "b": map_of([FIRST, post("p2", "Something else.")])}) == ()
