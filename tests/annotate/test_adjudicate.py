"""One map from two: what both have stays, decisions settle the rest, and what is open is counted."""

import json

import pytest

from argmap.annotate import adjudicate, questions
from argmap.errors import InvalidError
from tests.builders import component, map_of, post, relation

FIRST = post("p1", "The bridge is old. It must be closed. The shops live from it.", author="ana")
SECOND = post("p2", "No, the bridge is safe.", author="ben", reply_to="p1")
OLD, CLOSE = component(FIRST, "The bridge is old.", kind="premise"), component(FIRST, "It must be closed.")
SHOPS, SAFE = component(FIRST, "The shops live from it."), component(SECOND, "the bridge is safe.")
ONE = map_of([FIRST, SECOND], [OLD, CLOSE, SAFE], [relation(SAFE, OLD, "attack"), relation(OLD, CLOSE)])
TWO = map_of(
    [FIRST, SECOND],
    [component(FIRST, "The bridge is old.", kind="claim"), CLOSE, SHOPS, SAFE],
    [relation(SAFE, OLD, "support"), relation(OLD, CLOSE), relation(SHOPS, CLOSE, "attack")],
)


def decided(**choices):
    """Return the questions with a choice for each topic named."""
    rows = json.loads(questions(ONE, TWO))
    return json.dumps([{**row, "choose": choices.get(row["topic"], "")} for row in rows])


def ends(found):
    return {(r.source, r.target, r.kind.value) for r in found.map.relations}


def test_a_map_and_itself_are_that_map():
    found = adjudicate(ONE, ONE)
    assert found.open == 0
    assert found.map.components == ONE.components
    assert ends(found) == {(SAFE.id, OLD.id, "attack"), (OLD.id, CLOSE.id, "support")}


def test_what_is_open_is_left_out_and_counted():
    found = adjudicate(ONE, TWO)
    assert found.open == len(json.loads(questions(ONE, TWO))) == 3
    assert ends(found) == {(OLD.id, CLOSE.id, "support")}
    assert [c.id for c in found.map.components] == [OLD.id, CLOSE.id, SAFE.id]


def test_decisions_settle_sign_kind_and_component():
    found = adjudicate(ONE, TWO, decided(sign="second", kind="second", component="second"), by="carla")
    assert found.open == 0
    assert found.map.by_id()[OLD.id].kind == "claim"
    assert ends(found) == {
        (SAFE.id, OLD.id, "support"),
        (OLD.id, CLOSE.id, "support"),
        (SHOPS.id, CLOSE.id, "attack"),
    }
    assert found.map.generator.name == "carla"


def test_the_first_may_be_chosen():
    found = adjudicate(ONE, TWO, decided(sign="first", component="first"))
    assert (SAFE.id, OLD.id, "attack") in ends(found)
    assert SHOPS.id not in found.map.by_id()


@pytest.mark.parametrize("wrong", ["nonsense", "{}", "[1]", '[{"topic": "sign", "ids": ["a", "b"], "choose": "x"}]'])
def test_what_is_no_decision_is_refused(wrong):
    with pytest.raises(InvalidError):
        adjudicate(ONE, TWO, wrong)
