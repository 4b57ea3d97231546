"""Pairs of components are proposed near each other and above each other, and weighed by what they share."""

from dataclasses import replace

import pytest

from argmap.clues import across_pairs, alike, is_bare, lead, scene_of, within_pairs
from tests.builders import component, discussion, post

LONG = post("p1", " ".join(f"Reason {n} holds." for n in range(30)), author="ana")
REASONS = [component(LONG, f"Reason {n} holds.") for n in range(30)]
REPLY = post("p2", "So what?\nReason 7 fails.", reply_to="p1", author="ben")
FAILS = component(REPLY, "Reason 7 fails.")
ASKS = component(REPLY, "So what?")


def scene(components, posts=(LONG, REPLY)):
    return scene_of(components, [discussion(posts)])


def targets(pairs):
    return [target.id for _, target, _ in pairs]


def test_within_a_post_the_near_ones_and_the_first_are_proposed():
    found = targets(within_pairs(REASONS[20], scene(REASONS)))
    assert found == [one.id for one in (REASONS[0], *REASONS[12:20], *REASONS[21:29])]


def test_a_component_alone_in_its_post_supports_nothing():
    assert targets(within_pairs(FAILS, scene([*REASONS, FAILS]))) == []


def test_a_quoted_copy_is_no_target_within_its_post():
    copy = component(REPLY, "So what?", quote_of=REASONS[0])
    assert targets(within_pairs(FAILS, scene([*REASONS, copy, FAILS]))) == []


def test_a_reply_speaks_to_every_component_above_it():
    assert targets(across_pairs(FAILS, scene([*REASONS, ASKS, FAILS]))) == [one.id for one in REASONS]
    assert targets(across_pairs(REASONS[3], scene([*REASONS, FAILS]))) == []


def test_the_original_of_a_quote_is_proposed_wherever_it_stands():
    stranger = replace(REPLY, reply_to=None)
    copy = component(stranger, "So what?", quote_of=REASONS[4])
    ((_, target, clues),) = across_pairs(FAILS, scene([*REASONS, copy, FAILS], [LONG, stranger]))
    assert target == REASONS[4]
    assert clues["quoted"] == 1


def test_what_is_answered_is_the_last_quote_before_a_component():
    text = "One.\nYes.\nTwo.\nNo."
    both = post("p2", text, reply_to="p1")
    one, two = component(both, "One.", quote_of=REASONS[1]), component(both, "Two.", quote_of=REASONS[2])
    yes, no = component(both, "Yes."), component(both, "No.")
    answered = scene([*REASONS, one, yes, two, no], [LONG, both]).answered
    assert answered[yes.id] == REASONS[1]
    assert answered[no.id] == REASONS[2]


def test_the_likest_component_is_marked():
    seen = {target.id: clues for _, target, clues in across_pairs(FAILS, scene([*REASONS, FAILS]))}
    best = max(seen, key=lambda name: seen[name]["likeness"])
    assert "likest" in seen[best]
    assert seen[REASONS[0].id]["first"] == seen[REASONS[0].id]["to_first"] == 1
    assert "to_last" in seen[REASONS[-1].id]


def test_components_know_the_line_they_start_in():
    text = "One.\n\nTwo. Three."
    where = post("p1", text)
    found = scene([component(where, words) for words in ("One.", "Two.", "Three.")], [where]).paragraphs
    assert list(found.values()) == [0, 2, 2]


@pytest.mark.parametrize(
    ("text", "words", "wanted"),
    [
        ("But it is old.", "it is old.", "But"),
        ("It is. No, I think it is old.", "it is old.", "No, I think"),
        ("It is old.", "It is old.", ""),
        ("Stop.\nYet it is old.", "it is old.", "Yet"),
    ],
)
def test_the_words_that_open_a_sentence_lead_to_its_component(text, words, wanted):
    assert lead(component(post("p1", text), words), text) == wanted


@pytest.mark.parametrize(
    ("words", "bare"), [("that's just wrong", True), ("fair that one is", True), ("the old bridge fell", False)]
)
def test_who_only_says_no_says_too_little_to_stand_alone(words, bare):
    assert is_bare(words.split()) is bare


def test_likeness_is_a_share():
    assert alike({"a": 1.0}, {"a": 1.0}) == 1
    assert alike({"a": 1.0}, {"b": 1.0}) == alike({}, {}) == 0
    vectors = scene([*REASONS, FAILS]).vectors
    assert all(alike(v, v) == pytest.approx(1) for v in vectors.values() if v)
