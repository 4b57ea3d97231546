"""One map from several: what more than half have stays, decisions settle the rest, and what is open is counted."""

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


BOTH = {"ana": ONE, "ben": TWO}


def decided(maps=BOTH, **choices):
    """Return the questions with a choice for each topic named."""
    rows = json.loads(questions(maps))
    return json.dumps([{**row, "choose": choices.get(row["topic"], "")} for row in rows])


def ends(found):
    return {(r.source, r.target, r.kind.value) for r in found.map.relations}


def test_a_map_and_itself_are_that_map():
    found = adjudicate({"ana": ONE, "ben": ONE})
    assert found.open == 0
    assert found.map.components == ONE.components
    assert ends(found) == {(SAFE.id, OLD.id, "attack"), (OLD.id, CLOSE.id, "support")}


def test_what_is_open_is_left_out_and_counted():
    found = adjudicate(BOTH)
    assert found.open == len(json.loads(questions(BOTH))) == 3
    assert ends(found) == {(OLD.id, CLOSE.id, "support")}
    assert [c.id for c in found.map.components] == [OLD.id, CLOSE.id, SAFE.id]


def test_decisions_settle_sign_kind_and_component():
    found = adjudicate(BOTH, decided(sign="ben", kind="ben", component="ben"), by="carla")
    assert found.open == 0
    assert found.map.by_id()[OLD.id].kind == "claim"
    assert ends(found) == {
        (SAFE.id, OLD.id, "support"),
        (OLD.id, CLOSE.id, "support"),
        (SHOPS.id, CLOSE.id, "attack"),
    }
    assert found.map.generator.name == "carla"


def test_the_first_may_be_chosen():
    found = adjudicate(BOTH, decided(sign="ana", component="ana"))
    assert (SAFE.id, OLD.id, "attack") in ends(found)
    assert SHOPS.id not in found.map.by_id()


@pytest.mark.parametrize("wrong", ["nonsense", "{}", "[1]", '[{"topic": "sign", "ids": ["a", "b"], "choose": "x"}]'])
def test_what_is_no_decision_is_refused(wrong):
    with pytest.raises(InvalidError):
        adjudicate(BOTH, wrong)


THIRD = map_of(
    [FIRST, SECOND],
    [OLD, CLOSE, component(SECOND, "No, the bridge is safe.")],
    [relation(OLD, CLOSE)],
)
THREE = {**BOTH, "carla": THIRD}


def test_of_three_what_two_have_stays():
    found = adjudicate(THREE)
    assert found.map.by_id()[OLD.id].kind == "premise"
    assert found.map.by_id()[SAFE.id].text == "the bridge is safe."
    assert SHOPS.id not in found.map.by_id()
    assert ends(found) == {(OLD.id, CLOSE.id, "support")}
    assert found.open == 1  # attack, support, or nothing


def test_of_three_one_may_be_right():
    found = adjudicate(THREE, decided(THREE, sign="ana", component="ben", extent="carla"))
    assert found.open == 0
    assert (SAFE.id, OLD.id, "attack") in ends(found)
    assert (SHOPS.id, CLOSE.id, "attack") in ends(found)
    assert found.map.by_id()[SAFE.id].text == "No, the bridge is safe."


def test_an_undercut_stays_one():
    step = relation(OLD, CLOSE)
    one = map_of([FIRST, SECOND], [OLD, CLOSE, SAFE], [step, relation(SAFE, step, "attack", subtype="undercut")])
    found = adjudicate({"ana": one, "ben": one})
    (undercut,) = (r for r in found.map.relations if r.subtype)
    assert undercut.target == next(r.id for r in found.map.relations if not r.subtype)


def test_parents_are_decided_too():
    third = {parent: post("p3", "So what?", reply_to=parent) for parent in ("p1", "p2")}
    maps = {"ana": map_of([FIRST, SECOND, third["p1"]]), "ben": map_of([FIRST, SECOND, third["p2"]])}
    assert adjudicate(maps).map.posts()["p3"].reply_to == "p1"
    found = adjudicate(maps, decided(maps, reply="ben")).map.posts()["p3"]
    assert (found.reply_to, found.reply_evidence) == ("p2", "annotator")


def test_names_that_two_maps_share_stay_apart():
    other = map_of([FIRST, SECOND], [component(SECOND, "safe.", name=OLD.id)])
    found = adjudicate({"ana": map_of([FIRST, SECOND], [OLD]), "ben": other}, decided(
        {"ana": map_of([FIRST, SECOND], [OLD]), "ben": other}, component="ben"
    ))  # fmt: skip
    assert [c.text for c in found.map.components] == ["safe."]
    assert found.map.components[0].id != OLD.id
