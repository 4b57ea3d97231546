"""DF-QuAD and the grounded extension, on small graphs computed by hand and on cycles."""

import pytest

from argmap.disputes.lens import df_quad, grounded, standing, strengths
from tests.builders import component, map_of, post, relation

HALF = {"a": 0.5, "b": 0.5, "c": 0.5}


def test_an_attacker_takes_its_share_of_the_base_score():
    assert df_quad(HALF, {"a": ["b"]}, {})["a"] == pytest.approx(0.25)


def test_a_supporter_gives_its_share_of_what_is_missing():
    assert df_quad(HALF, {}, {"a": ["b"]})["a"] == pytest.approx(0.75)


def test_two_attackers_join_as_probabilities_do():
    assert df_quad(HALF, {"a": ["b", "c"]}, {})["a"] == pytest.approx(0.5 - 0.5 * 0.75)


def test_equal_attack_and_support_leave_the_base_score():
    assert df_quad(HALF, {"a": ["b"]}, {"a": ["c"]})["a"] == pytest.approx(0.5)


def test_an_attacked_attacker_is_weaker():
    assert df_quad(HALF, {"a": ["b"], "b": ["c"]}, {})["a"] == pytest.approx(0.5 - 0.5 * 0.25)


def test_a_cycle_comes_to_rest_where_both_agree():
    found = df_quad({"a": 0.5, "b": 0.5}, {"a": ["b"], "b": ["a"]}, {})
    assert found["a"] == pytest.approx(found["b"])
    assert found["a"] == pytest.approx(0.5 - 0.5 * found["b"], abs=1e-4)


@pytest.mark.parametrize(
    ("attackers", "wanted"),
    [
        ({}, {"a", "b", "c"}),
        ({"b": ["a"]}, {"a", "c"}),
        ({"b": ["a"], "c": ["b"]}, {"a", "c"}),
        ({"a": ["b"], "b": ["a"]}, {"c"}),
        ({"a": ["a"]}, {"b", "c"}),
        ({"a": ["b"], "b": ["a"], "c": ["a", "b"]}, set()),
    ],
)
def test_what_is_attacked_stands_only_where_something_that_stands_defends_it(attackers, wanted):
    assert grounded("abc", attackers) == wanted


def test_a_map_is_seen_through_both():
    first, second = post("p1", "Trams are cheap."), post("p2", "No tram is cheap.", reply_to="p1")
    cheap, dear = component(first, "Trams are cheap"), component(second, "No tram is cheap")
    made = map_of([first, second], [cheap, dear], [relation(dear, cheap, "attack")])
    assert strengths(made) == {cheap.id: pytest.approx(0.25), dear.id: pytest.approx(0.5)}
    assert standing(made) == {dear.id}
