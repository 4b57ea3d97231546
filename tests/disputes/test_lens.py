"""DF-QuAD and the grounded extension, on small graphs computed by hand and on cycles."""

from functools import reduce

import pytest
from hypothesis import given
from hypothesis import strategies as st

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


def test_dungs_two_governments():
    """Dung (1995), section 2: i1 and a attack each other, i2 attacks a as well, so i1 and i2 are accepted."""
    assert grounded(["i1", "i2", "a"], {"a": ["i1", "i2"], "i1": ["a"]}) == {"i1", "i2"}


def test_the_nixon_diamond_decides_nothing():
    """Dung (1995), section 2: two arguments that attack each other have an empty grounded extension."""
    assert grounded(["A", "B"], {"A": ["B"], "B": ["A"]}) == set()


@pytest.mark.parametrize(
    ("base", "attackers", "supporters", "wanted"),
    [
        ({"a": 0.8, "b": 0.4, "c": 0.7}, {"a": ["b"]}, {"a": ["c"]}, {"a": 0.8 + 0.2 * (0.7 - 0.4)}),
        (
            {"a": 0.5, "b": 0.7, "c": 0.2, "d": 1.0, "e": 0.8},
            {"a": ["d"], "b": ["d"], "d": ["e"]},
            {"a": ["c"]},
            {"d": 0.2, "a": 0.5, "b": 0.7 - 0.7 * 0.2},
        ),
    ],
)
def test_frameworks_that_an_implementation_documents(base, attackers, supporters, wanted):
    """The frameworks of the manual and a test of QBAF-Py (Kampik and others); strengths by hand from the definition."""
    found = df_quad(base, attackers, supporters)
    assert {name: found[name] for name in wanted} == pytest.approx(wanted)


def test_strength_has_no_jump_where_attack_and_support_are_about_equal():
    """The property that gave the method its name (Rago and others, 2016): QuAD jumps there, DF-QuAD does not."""
    near = [
        df_quad({"x": 0.5, "a": 0.5, "s": 0.5 + step}, {"x": ["a"]}, {"x": ["s"]})["x"] for step in (-1e-9, 0, 1e-9)
    ]
    assert max(near) - min(near) < 1e-8


@given(st.lists(st.floats(0, 1), max_size=5), st.lists(st.floats(0, 1), max_size=5), st.floats(0, 1))
def test_df_quad_is_what_its_definition_says(against, supporting, base):
    """Rago and others (2016), definitions 1 and 3: f(v, w) = v + w - vw along each side, then c of both."""
    attackers, supporters = [f"a{at}" for at in range(len(against))], [f"s{at}" for at in range(len(supporting))]
    scores = {"x": base} | dict(zip(attackers, against, strict=True)) | dict(zip(supporters, supporting, strict=True))
    one, other = (reduce(lambda v, w: v + w - v * w, side, 0.0) for side in (against, supporting))
    wanted = base - base * abs(other - one) if one >= other else base + (1 - base) * abs(other - one)
    assert df_quad(scores, {"x": attackers}, {"x": supporters})["x"] == pytest.approx(wanted, abs=1e-5)


@given(st.floats(0, 1), st.floats(0, 1))
def test_df_quad_has_no_jump(base, other):
    """Rago and others (2016): an attacker or supporter of strength nought is as good as none."""
    alone = df_quad({"x": base, "y": other}, {"x": ["y"]}, {})["x"]
    assert df_quad({"x": base, "y": other, "z": 0.0}, {"x": ["y"]}, {"x": ["z"]})["x"] == pytest.approx(alone, abs=1e-5)


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5), st.booleans()), max_size=20))
def test_any_map_with_cycles_has_strengths_between_nought_and_one(edges):
    names = [str(at) for at in range(6)]
    graphs = ({}, {})
    for source, target, attacks in edges:
        graphs[attacks].setdefault(str(target), []).append(str(source))
    found = df_quad(dict.fromkeys(names, 0.5), graphs[True], graphs[False])
    assert all(0.0 <= value <= 1.0 for value in found.values())
    assert grounded(names, graphs[True]) <= set(names)
