"""Commitment: what is reported, supposed, asked, conceded or hedged is told from what is asserted, by the parse."""

import pytest

from argmap.clause import clauses
from argmap.commitment import committed
from argmap.nlp.syntax import load_syntax
from tests.builders import component, post

SYNTAX = load_syntax()
CASES = """
asserted | The bridge is old.
asserted | The council never closed the bridge.
asserted | I say that the bridge must stay.
asserted | We believe that the council is wrong.
asserted | His claims about the bridge are false.
asserted | The reports on the bridge are two years late.
asserted | Nobody says that the bridge is new.
asserted | The mayor did not say that the bridge is safe.
asserted | It says nothing about the toll.
asserted | If the bridge falls, the town will have no road.
asserted | They could not open it before the winter.
asserted | You must show the ticket.
asserted | She told the truth.
reported | They say that it can't rust.
reported | The mayor claims that the bridge is safe.
reported | The engineers reported that two bolts were missing.
reported | According to the council, the bridge is safe.
reported | The bridge is allegedly unsafe.
reported | Opponents argue that the toll hurts the poor.
reported | The bridge, the mayor said, will open in May.
reported | Some people think that trams are slow.
reported | You say that the old tram was cheaper.
asked | Is the bridge safe?
asked | Why would anybody close the bridge?
asked | So the bridge is safe?
hypothetical | If the council closed the bridge.
hypothetical | Unless the toll is raised this year
hypothetical | Imagine that the bridge fell tomorrow.
hypothetical | Suppose the council sold the land.
conceded | Granted, the bridge is old.
conceded | To be fair, the toll is low.
conceded | Fair enough, the report is clear.
hedged | Perhaps the bridge is too old.
hedged | The bridge might fall this winter.
hedged | It seems that the council forgot the toll.
hedged | I guess the council was right.
hedged | The council probably forgot it.
hedged | The toll may be too low.
hedged | The bridge appears to be safe.
""".strip().splitlines()


def said(where, sentences):
    components = [component(where, where.text)]
    return committed(components, clauses(components, {where.id: sentences}))[0].commitment


@pytest.mark.parametrize("case", CASES)
def test_how_far_an_author_stands_behind_a_claim(case):
    wanted, _, text = case.partition(" | ")
    where = post("p1", text)
    assert said(where, next(SYNTAX.parse([text]))) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"), [("He says it is safe.", "reported"), ("Maybe it is.", "hedged"), ("It is.", "asserted")]
)
def test_without_a_parse_the_words_decide(text, wanted):
    where = post("p1", text)
    assert said(where, ()) == wanted
