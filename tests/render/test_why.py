"""Why: both passages verbatim, the evidence in words, the runners-up; a name that means nothing is refused."""

import json
from dataclasses import replace

import pytest

from argmap.argument import Alternative, RelationKind
from argmap.errors import UnknownNameError
from argmap.render.document import render_html
from argmap.render.why import WHY, chosen
from tests.builders import component, dispute, map_of, post, relation

FIRST = post("p1", "The bridge is old. It must be closed.", author="ana")
SECOND = post("p2", "No, the bridge\nis safe.", author="ben", reply_to="p1")
OLD, CLOSE = component(FIRST, "The bridge is old."), component(FIRST, "It must be closed.", canonical="Close it")
SAFE = component(SECOND, "the bridge\nis safe.")
ANSWER = relation(
    SAFE,
    OLD,
    "attack",
    subtype="rebuttal",
    confidence=0.4,
    evidence=["quote:p1:0-18", "marker:but", "reply", "model:argument-encoder"],
    alternatives=[
        Alternative(target=CLOSE.id, confidence=0.3),
        Alternative(target=OLD.id, kind=RelationKind.SUPPORT, confidence=0.1),
    ],
)
REASON = relation(OLD, CLOSE)
MAP = map_of([FIRST, SECOND], [OLD, CLOSE, SAFE], [ANSWER, REASON], [dispute(1, [CLOSE], [])])


def text_of(name):
    return WHY["text"](MAP, chosen(MAP, name))


def test_a_relation_shows_both_passages_and_who_said_them():
    said = text_of(ANSWER.id)
    assert "“the bridge is safe.”   [ben, p2:4-23]" in said
    assert "“The bridge is old.”   [ana, p1:0-18]" in said
    assert "attack, rebuttal; confidence 0.4" in said


def test_the_evidence_is_said_in_words_and_a_quote_is_shown():
    said = text_of(ANSWER.id)
    assert "it quotes p1:0-18: “The bridge is old.”" in said
    assert 'it says "but"; p2 answers p1; the model argument-encoder reads it so' in said


def test_the_runners_up_follow_in_their_order():
    lines = [line.strip() for line in text_of(ANSWER.id).split("\n")[-3:]]
    assert lines[0] == "or       0.3    it speaks to “It must be closed.”   [ana, p1:19-37]"
    assert lines[1] == "0.1    it supports the same"


def test_an_answer_that_might_as_well_support_is_said_to_be_unsure():
    other = Alternative(target=OLD.id, kind=RelationKind.SUPPORT, confidence=0.18)
    torn = replace(ANSWER, alternatives=(other,))
    made = map_of([FIRST, SECOND], [OLD, CLOSE, SAFE], [torn])
    assert "attacks; for or against is unsure" in WHY["text"](made, chosen(made, torn.id))
    assert json.loads(WHY["json"](made, chosen(made, torn.id)))[0]["unsure"] is True
    assert "unsure" not in text_of(ANSWER.id)
    assert "unsure, for or against" in render_html(made)


def test_a_relation_without_evidence_and_runners_up_says_so():
    said = text_of(REASON.id)
    assert "no evidence is given" in said
    assert "nothing else was weighed" in said


def test_a_component_shows_what_it_says_before_what_is_said_to_it():
    assert chosen(MAP, OLD.id) == (REASON, ANSWER)


def test_words_name_the_components_that_have_them():
    assert chosen(MAP, "bridge IS  safe") == (ANSWER,)
    assert chosen(MAP, "close it") == (REASON,)


def test_a_dispute_shows_what_is_said_on_its_point():
    assert chosen(MAP, "d1") == (REASON,)


@pytest.mark.parametrize("name", ["p9:1-2", "no such words", "", " "])
def test_what_nothing_is_called_is_refused(name):
    with pytest.raises(UnknownNameError, match="nothing here is called"):
        chosen(MAP, name)


def test_a_component_that_stands_alone_says_so():
    alone = map_of([FIRST], [OLD])
    with pytest.raises(UnknownNameError, match="nothing speaks to it"):
        chosen(alone, OLD.id)


def test_an_undercut_of_a_step_shows_the_reason_it_speaks_to():
    step = relation(SAFE, REASON, "attack", subtype="undercut")
    made = map_of([FIRST, SECOND], [OLD, CLOSE, SAFE], [REASON, step])
    assert "undercuts" in WHY["text"](made, chosen(made, step.id))


def test_json_has_every_word_as_it_was_written():
    (one,) = json.loads(WHY["json"](MAP, chosen(MAP, ANSWER.id)))
    assert one["source"] == {"id": SAFE.id, "post": "p2", "author": "ben", "text": "the bridge\nis safe."}
    assert [other["confidence"] for other in one["alternatives"]] == [0.3, 0.1]


def test_a_dispute_is_called_by_the_number_that_the_list_shows():
    assert chosen(MAP, "1") == chosen(MAP, MAP.disputes[0].id) == (REASON,)


def test_a_number_that_no_dispute_has_is_looked_for_in_the_words():
    numbered = post("p9", "It carries 40 cars.", author="ana")
    many = component(numbered, "It carries 40 cars.")
    link = relation(many, CLOSE)
    assert chosen(map_of([FIRST, numbered], [CLOSE, many], [link], [dispute(1, [CLOSE], [])]), "40") == (link,)


def test_a_post_means_all_that_is_said_in_it():
    assert chosen(MAP, "p2") == (ANSWER,)
    assert set(chosen(MAP, "p1")) == {ANSWER, REASON}


def test_a_post_that_argues_nothing_is_said_to_be_one():
    with pytest.raises(UnknownNameError, match="nothing in p3 supports or attacks"):
        chosen(map_of([FIRST, post("p3", "Hello.")], [OLD, CLOSE], [REASON]), "p3")
