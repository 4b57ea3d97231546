"""Relations over matched components."""

import pytest

from argmap.evaluate import evaluate
from tests.builders import component, map_of, relation
from tests.evaluate import sample
from tests.evaluate.sample import BELONG, BUILD, COMPONENTS, COPY, FILL, JAMMED, LORRIES, POSTS, TRAFFIC


def predicted(*relations, components=COMPONENTS):
    return evaluate(sample.gold(), map_of(POSTS, components, relations)).by_name()


def test_typed_needs_the_kind_untyped_does_not():
    found = predicted(relation(JAMMED, BUILD, "attack"))
    assert found["relation_f1"].value == 0
    assert found["relation_untyped_f1"].value == pytest.approx(2 / (5 + 1))


def test_the_direction_counts():
    assert predicted(relation(BUILD, JAMMED))["relation_untyped_f1"].value == 0


def test_cross_looks_between_posts_only():
    found = predicted(relation(TRAFFIC, BUILD, "attack"), relation(JAMMED, BUILD), relation(FILL, BUILD))
    assert found["cross_f1"].detail == "precision 0.500, recall 0.500: 1 right of 2 gold and 2 predicted"


def test_attack_looks_at_attacks_only():
    found = predicted(relation(JAMMED, BUILD), relation(TRAFFIC, BUILD, "attack"))
    assert found["attack_f1"].value == pytest.approx(2 / (2 + 1))


def test_an_end_that_matches_nothing_makes_a_false_relation():
    chatter = component(sample.OPENING, "Hello to everyone reading.")
    found = predicted(relation(chatter, BUILD), components=(*COMPONENTS, chatter))
    assert found["relation_f1"].detail.endswith("0 right of 5 gold and 1 predicted")
    assert found["false_edges_per_post"].value == pytest.approx(1 / 3)


def test_a_relation_to_a_quoted_copy_goes_to_its_original():
    found = predicted(relation(TRAFFIC, COPY, "attack"))
    assert found["relation_f1"].detail.endswith("1 right of 5 gold and 1 predicted")


def test_a_copy_that_was_not_recognised_as_one_is_resolved_by_gold():
    plain = component(sample.REPLY, COPY.text, name="plain")
    found = predicted(relation(TRAFFIC, plain, "attack"), components=(TRAFFIC, plain))
    assert found["relation_f1"].detail.endswith("1 right of 5 gold and 1 predicted")


def test_a_relation_found_twice_counts_once():
    found = predicted(relation(TRAFFIC, COPY, "attack"), relation(TRAFFIC, BUILD, "attack"))
    assert found["relation_f1"].detail.endswith("1 right of 5 gold and 1 predicted")


def test_a_copy_that_supports_its_original_is_no_relation():
    assert predicted(relation(COPY, BUILD))["relation_f1"].detail.endswith("and 0 predicted")


def test_an_undercut_of_a_relation_counts_at_its_source():
    step = relation(FILL, TRAFFIC)
    gold = map_of(POSTS, COMPONENTS, [step, relation(BELONG, step, "attack", subtype="undercut")])
    flat = map_of(POSTS, COMPONENTS, [step, relation(BELONG, FILL, "attack", subtype="undercut")])
    assert evaluate(gold, flat).by_name()["relation_f1"].value == 1
    assert evaluate(flat, gold).by_name()["relation_f1"].value == 1


def test_false_relations_are_counted_per_post():
    found = predicted(relation(LORRIES, BUILD), relation(JAMMED, TRAFFIC), relation(JAMMED, BUILD))
    assert found["false_edges_per_post"].value == pytest.approx(2 / 3)
    assert found["false_edges_per_post"].detail == "2 false relations in 3 posts"
