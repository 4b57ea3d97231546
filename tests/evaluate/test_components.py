"""Matching components, their extent, kind and canonical form."""

import pytest

from argmap.evaluate import evaluate
from argmap.evaluate.components import canonical_f1
from argmap.evaluate.match import match, originals, overlap
from argmap.evaluate.words import content_words
from tests.builders import component, map_of, post
from tests.evaluate import sample

LETTERS = post("p1", "a b c d e f g h")


def of_letters(*stretches, kind="claim"):
    return map_of([LETTERS], [component(LETTERS, words, kind=kind) for words in stretches])


def scores(gold, predicted):
    return {name: score.value for name, score in evaluate(gold, predicted).by_name().items()}


def test_half_of_the_words_is_enough():
    assert scores(of_letters("a b c d"), of_letters("c d"))["component_f1"] == 1
    assert scores(of_letters("a b c d e"), of_letters("d e"))["component_f1"] == 0


def test_exact_means_the_same_words():
    found = scores(of_letters("a b c", "e f"), of_letters("a b c", "e f g"))
    assert found["component_f1"] == 1
    assert found["component_exact_f1"] == 0.5


def test_every_word_counts_for_itself():
    assert scores(of_letters("a b c d"), of_letters("d e"))["token_f1"] == pytest.approx(2 * 1 / (4 + 2))


def test_a_component_matches_only_once():
    found = scores(of_letters("a b c d"), of_letters("a b", "c d"))
    assert found["component_f1"] == pytest.approx(2 / 3)


def test_the_better_overlap_is_matched_first():
    pairs = match({"g": frozenset({1, 2, 3})}, {"x": frozenset({1, 2}), "y": frozenset({1, 2, 3})})
    assert pairs == {"y": "g"}


def test_overlap_is_shared_over_all():
    assert overlap(frozenset({1, 2, 3}), frozenset({3, 4})) == 0.25


def test_kinds_are_averaged_over_those_that_occur():
    assert scores(of_letters("a b"), of_letters("a b", kind="premise"))["kind_f1"] == 0
    assert scores(of_letters("a b"), of_letters("a b"))["kind_f1"] == 1


def test_copies_of_copies_lead_to_the_first():
    first, second, third = (post(f"p{n}", "Roads fill up.") for n in range(3))
    one = component(first, "Roads fill up.")
    two = component(second, "Roads fill up.", quote_of=one)
    three = component(third, "Roads fill up.", quote_of=two)
    assert set(originals(map_of([first, second, third], [one, two, three])).values()) == {one.id}


def test_canonicals_are_compared_by_their_content_words():
    assert canonical_f1("the roads are filling up", "Roads fill") == 1
    assert canonical_f1("build roads", "build parks") == 0.5
    assert canonical_f1("build roads", None) is None
    assert canonical_f1("it is", "the") is None


def test_negation_is_a_content_word():
    assert content_words("It does not work") == {"not", "work"}


@pytest.mark.parametrize(
    "forms",
    ["ban bans banned banning", "place places placed placing", "policy policies", "tax taxes taxed taxing"],
)
def test_the_forms_of_a_word_are_one(forms):
    assert len(content_words(forms)) == 1


def test_canonical_score_averages_over_matched_components():
    changed = component(sample.OPENING, sample.BUILD.text, canonical="build parks")
    kept = component(sample.OPENING, sample.JAMMED.text, canonical=sample.JAMMED.canonical)
    found = evaluate(sample.gold(), map_of(sample.POSTS, [changed, kept])).by_name()["canonical_f1"]
    assert found.value == pytest.approx((0.5 + 1) / 2)
    assert found.detail == "mean over 2 matched components"
