"""A point is one neutral question in the words of the claim."""

import pytest

from argmap.disputes.point import question
from argmap.nlp.syntax import load_syntax

SYNTAX = load_syntax()


@pytest.mark.parametrize(
    ("claim", "wanted"),
    [
        ("A minority stake can escape review.", "Can a minority stake escape review?"),
        ("The Queen is neutral", "Is the Queen neutral?"),
        ("SXG keys were stolen in 2019", "Were SXG keys stolen in 2019?"),
        ("the company sold its shares", "Did the company sell its shares?"),
        ("the bridge isn't safe", "Is it true that the bridge isn't safe?"),
        ("I can do this now", "Is ana right: “I can do this now”?"),
        ("can you name one stake that was undone", "Can you name one stake that was undone?"),
        ("Top notch journalism there", "Top notch journalism there?"),
    ],
)
def test_a_claim_becomes_a_question(claim, wanted):
    assert question(claim, next(SYNTAX.parse([claim])), author="ana") == wanted


def test_without_a_parse_it_stays_in_the_words_of_the_claim():
    assert question("trams are cheap", ()) == "Trams are cheap?"
