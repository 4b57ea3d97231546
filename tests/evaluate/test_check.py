"""What `check` says of a map file."""

import json
from dataclasses import replace

import pytest

from argmap.evaluate import Level, check
from argmap.native import dump
from tests.builders import component, dispute, map_of, mark, post, relation
from tests.evaluate import sample

CODE = "Run `rm` at once."
TEXT = post("p1", CODE, marks=[mark(CODE, "`rm`", "code")])
RUN = component(TEXT, "Run")


def found(argument_map):
    return [(one.level, one.place, one.message) for one in check(dump(argument_map), "a.json")]


def test_a_clean_map_has_no_problems():
    assert check(dump(sample.gold()), "a.json") == ()


@pytest.mark.parametrize("text", ["", "{", "[]", '{"schema": "other/2"}', '{"schema": "argmap/1"}'])
def test_what_is_no_map_is_an_error(text):
    (problem,) = check(text, "a.json")
    assert problem.level is Level.ERROR
    assert problem.place == "a.json"
    assert not problem.message.startswith("a.json")


def test_words_that_are_not_there_are_an_error():
    data = json.loads(dump(sample.gold()))
    data["components"][0]["text"] = "Other words."
    (problem,) = check(json.dumps(data), "a.json")
    assert problem.level is Level.ERROR
    assert "build" in problem.message


def test_a_key_that_is_not_known_is_a_note():
    data = json.loads(dump(sample.gold()))
    data["components"][1]["colour"] = "red"
    (problem,) = check(json.dumps(data), "a.json")
    assert (problem.level, problem.place) == (Level.NOTE, "a.json: components[1].colour")


def test_an_id_of_another_shape_is_a_note():
    one = component(TEXT, "at once")
    ((level, place, message),) = found(map_of([TEXT], [RUN, one], [replace(relation(RUN, one), id="r1")]))
    assert (level, place) == (Level.NOTE, "a.json: relation r1")
    assert "p1:0-3>p1:9-16:support" in message


@pytest.mark.parametrize(
    ("argument_map", "place", "words"),
    [
        (map_of([TEXT], [component(TEXT, "Run", confidence=1.2)]), "component p1:0-3", "confidence of 1.2"),
        (map_of([replace(TEXT, reply_confidence=-1.0)]), "post p1", "confidence of -1"),
        (map_of([TEXT], [component(TEXT, "Run", canonical="x " * 15)]), "component p1:0-3", "15 words"),
        (
            map_of([TEXT], [RUN, component(TEXT, "Run", name="again")]),
            "component again",
            "as component p1:0-3",
        ),
        (map_of([TEXT], [component(TEXT, "`rm` at")]), "component p1:4-11", "the code at 4-8"),
        (map_of([TEXT], [RUN], disputes=[dispute(1, [RUN], [RUN])]), "dispute d1", "on both sides"),
        (map_of([TEXT], [RUN], disputes=[dispute(2, [RUN], [])]), "disputes", "ranks 2, not 1 to n"),
    ],
)
def test_a_broken_rule_is_a_warning(argument_map, place, words):
    ((level, where, message),) = found(argument_map)
    assert (level, where) == (Level.WARNING, f"a.json: {place}")
    assert words in message


def test_a_quoted_copy_with_a_relation_is_a_warning():
    wrong = map_of(sample.POSTS, sample.COMPONENTS, [relation(sample.TRAFFIC, sample.COPY, "attack")])
    ((level, _, message),) = found(wrong)
    assert level is Level.WARNING
    assert message == "ends at the quoted copy copy; relations go to the original"
