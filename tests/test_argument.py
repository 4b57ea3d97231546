"""Maps refuse components that are not verbatim and names that stand for nothing."""

from dataclasses import replace

import pytest

from argmap.argument import Kind, RelationKind, Subtype
from argmap.errors import InvalidError
from tests.builders import component, map_of, post, relation

OPENING = post("p1", "We should close the bridge.", author="ana")
REPLY = post("p2", "It would ruin the shops.", reply_to="p1", author="ben")
CLOSE = component(OPENING, "We should close the bridge")
RUIN = component(REPLY, "It would ruin the shops")


def test_a_component_is_verbatim():
    with pytest.raises(InvalidError, match="is not the text of p1"):
        map_of([OPENING], [replace(CLOSE, text="We should open the bridge")])


def test_a_component_lies_in_a_post_of_the_map():
    with pytest.raises(InvalidError, match="p2, which is not in the map"):
        map_of([OPENING], [RUIN])


def test_a_relation_starts_and_ends_at_components():
    with pytest.raises(InvalidError, match="points at nothing"):
        map_of([OPENING], [CLOSE], [replace(relation(CLOSE, RUIN, "attack"), target="nothing")])


def test_a_relation_does_not_point_at_its_own_source():
    with pytest.raises(InvalidError, match="its own source"):
        map_of([OPENING], [CLOSE], [relation(CLOSE, CLOSE, "support")])


def test_an_undercut_may_point_at_a_relation():
    step = relation(RUIN, CLOSE, "attack")
    extra = component(OPENING, "bridge")
    undercut = replace(relation(extra, CLOSE, "attack"), target=step.id, subtype=Subtype.UNDERCUT)
    assert map_of([OPENING, REPLY], [CLOSE, RUIN, extra], [step, undercut]).relations[1].target == step.id


def test_only_an_undercut_may_point_at_a_relation():
    step = relation(RUIN, CLOSE, "attack")
    extra = component(OPENING, "bridge")
    with pytest.raises(InvalidError, match="which is not a component"):
        map_of(
            [OPENING, REPLY], [CLOSE, RUIN, extra], [step, replace(relation(extra, CLOSE, "attack"), target=step.id)]
        )


def test_every_problem_is_counted():
    with pytest.raises(InvalidError, match="and 1 more problems"):
        map_of([OPENING], [replace(CLOSE, text="x"), replace(CLOSE, id="other", text="y")])


def test_networkx_sees_components_and_relations():
    graph = map_of([OPENING, REPLY], [CLOSE, RUIN], [relation(RUIN, CLOSE, "attack")]).to_networkx()
    assert set(graph.nodes) == {CLOSE.id, RUIN.id}
    assert [data["kind"] for *_, data in graph.edges(data=True)] == [RelationKind.ATTACK.value]


def test_the_label_is_the_canonical_claim_where_there_is_one():
    assert replace(CLOSE, canonical="close the bridge").label == "close the bridge"
    assert replace(CLOSE, canonical=None).label == CLOSE.text
    assert CLOSE.kind in Kind
