"""Disagreements of two maps: the opposite sign first, then what one alone has, then kinds and extents."""

from argmap.evaluate.disagree import Topic, disagreements, lines
from tests.builders import component, map_of, post, relation

FIRST = post("p1", "The bridge is old. It must be closed. The shops live from it.", author="ana")
SECOND = post("p2", "No, the bridge is safe.", author="ben", reply_to="p1")
OLD, CLOSE = component(FIRST, "The bridge is old.", kind="premise"), component(FIRST, "It must be closed.")
SHOPS, SAFE = component(FIRST, "The shops live from it."), component(SECOND, "the bridge is safe.")
ONE = map_of([FIRST, SECOND], [OLD, CLOSE, SAFE], [relation(SAFE, OLD, "attack"), relation(OLD, CLOSE)])


def topics(first, second):
    return [(one.topic, one.first, one.second) for one in disagreements(first, second)]


def test_a_map_agrees_with_itself():
    assert disagreements(ONE, ONE) == ()


def test_the_opposite_sign_is_worst():
    other = map_of(
        [FIRST, SECOND],
        [component(FIRST, "The bridge is old.", kind="claim"), CLOSE, SAFE],
        [relation(SAFE, OLD, "support")],
    )
    assert topics(ONE, other) == [
        (Topic.SIGN, "attack", "support"),
        (Topic.RELATION, "support", ""),
        (Topic.KIND, "premise", "claim"),
    ]


def test_what_one_map_alone_has_is_named_with_its_kind():
    other = map_of([FIRST, SECOND], [OLD, CLOSE, SHOPS, SAFE], ONE.relations)
    assert topics(ONE, other) == [(Topic.COMPONENT, "", "claim")]
    assert topics(other, ONE) == [(Topic.COMPONENT, "claim", "")]


def test_a_relation_of_a_component_that_is_missing_is_not_said_twice():
    other = map_of([FIRST, SECOND], [OLD, CLOSE], [relation(OLD, CLOSE)])
    assert topics(ONE, other) == [(Topic.COMPONENT, "claim", "")]


def test_extents_differ_by_the_words_they_do_not_share():
    short = component(FIRST, "bridge is old.", kind="premise", name=OLD.id)
    (one,) = disagreements(ONE, map_of([FIRST, SECOND], [short, CLOSE, SAFE], ONE.relations))
    assert (one.topic, one.second) == (Topic.EXTENT, "bridge is old.")
    assert one.weight < 0.1


def test_what_was_unsure_is_less_bad():
    unsure = map_of(ONE.discussions[0].posts, ONE.components, [relation(OLD, CLOSE)])
    sure = disagreements(ONE, unsure)[0].weight
    doubtful = map_of(
        [FIRST, SECOND], ONE.components, [relation(SAFE, OLD, "attack", confidence=0.1), relation(OLD, CLOSE)]
    )
    assert disagreements(doubtful, unsure)[0].weight < sure


def test_lines_name_both_sides_and_what_is_left_out():
    other = map_of([FIRST, SECOND], [OLD, CLOSE, SAFE], [relation(SAFE, OLD, "support")])
    found = [(("ana", "ben"), one) for one in disagreements(ONE, other)]
    said = list(lines(found, top=1))
    assert said[0].endswith("sign, p2: ana: attack; ben: support")
    assert said[1].strip() == "the bridge is safe. > The bridge is old."
    assert said[2] == "and 1 more: --top 2 shows all"


def test_who_answers_whom_is_a_disagreement():
    third = [post("p3", "So what?", reply_to=parent) for parent in ("p1", None)]
    one, other = (map_of([FIRST, SECOND, last]) for last in third)
    assert topics(one, other) == [(Topic.REPLY, "answers p1", "")]
