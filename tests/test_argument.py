"""An argument map is valid or refused, and the refusal names the id."""

from dataclasses import replace

import pytest

from argmap.argument import Alternative, ArgumentMap, Generator
from argmap.discussion import Discussion
from argmap.errors import ArgmapError, InvalidError
from tests.builders import component, dispute, map_of, post, relation

FIRST = post("p1", "Roads fill up. Build none.", author="Ada")
SECOND = post("p2", "Roads help.", reply_to="p1", author="Ben")
FILL, BUILD, HELP = (
    component(FIRST, "Roads fill up."),
    component(FIRST, "Build none."),
    component(SECOND, "Roads help."),
)
ALL = (FILL, BUILD, HELP)


def refused(*parts, **more):
    with pytest.raises(InvalidError) as caught:
        map_of(*parts, **more)
    return str(caught.value)


def test_a_refusal_is_an_error_of_argmap_and_of_the_value():
    assert issubclass(InvalidError, ArgmapError)
    assert issubclass(InvalidError, ValueError)


@pytest.mark.parametrize(
    "changed", [{"text": "Roads fill UP."}, {"start": 1}, {"end": 13}, {"start": 14, "end": 14, "text": ""}]
)
def test_a_component_is_verbatim(changed):
    assert "p1:0-14 is not the text of p1" in refused([FIRST], [replace(FILL, **changed)])


def test_a_component_lies_in_a_post_of_the_map():
    assert "p2:0-11 lies in post p2" in refused([FIRST], [HELP])


def test_a_quoted_copy_names_a_component_of_the_map():
    assert "quotes nobody" in refused([FIRST], [replace(FILL, quote_of="nobody")])


def test_a_relation_starts_and_ends_at_components():
    assert "starts at p2:0-11" in refused([FIRST], [FILL], [relation(HELP, FILL)])
    assert "points at p2:0-11" in refused([FIRST], [FILL], [relation(FILL, HELP)])


def test_a_relation_does_not_point_at_its_source():
    assert "its own source" in refused([FIRST], [FILL], [relation(FILL, FILL)])


def test_only_an_undercut_points_at_a_relation():
    step = relation(FILL, BUILD)
    assert map_of([FIRST, SECOND], ALL, [step, relation(HELP, step, "attack", subtype="undercut")]).relations
    assert "points at" in refused([FIRST, SECOND], ALL, [step, relation(HELP, step, "attack", subtype="rebuttal")])


def test_what_a_relation_was_weighed_against_is_a_component():
    weighed = relation(HELP, FILL, "attack", alternatives=[Alternative(target="p9:1-2", confidence=0.1)])
    assert "weighed p9:1-2" in refused([FIRST, SECOND], ALL, [weighed])


def test_an_undercut_does_not_point_at_itself():
    own = replace(relation(HELP, FILL, "attack", subtype="undercut"), id="r", target="r")
    assert "points at r" in refused([FIRST, SECOND], ALL, [own])


@pytest.mark.parametrize(
    ("what", "parts"),
    [
        ("component p1:0-14 twice", ([FIRST], [FILL, FILL])),
        ("relation p1:0-14>p1:15-26:support twice", ([FIRST], [FILL, BUILD], [relation(FILL, BUILD)] * 2)),
        ("dispute d1 twice", ([FIRST], [FILL], [], [dispute(1, [FILL], [])] * 2)),
    ],
)
def test_ids_are_unique(what, parts):
    assert what in refused(*parts)


def test_posts_of_several_discussions_share_their_ids():
    one = Discussion(id="d1", source="a", format="test", posts=(FIRST,))
    for other in (replace(one, id="d2"), one):
        with pytest.raises(InvalidError, match="twice"):
            ArgumentMap(generator=Generator(name="t", version="1"), discussions=(one, other))


@pytest.mark.parametrize("field", ["reply_to", "same_as"])
def test_what_a_post_points_at_is_in_the_map(field):
    assert f"p1 names post p9 in {field}" in refused([replace(FIRST, **{field: "p9"})])


def test_a_circle_of_replies_across_discussions_is_refused():
    one = Discussion(id="d1", source="a", format="test", posts=(replace(FIRST, reply_to="p2"),))
    other = Discussion(id="d2", source="b", format="test", posts=(SECOND,))
    with pytest.raises(InvalidError, match="answers itself through"):
        ArgumentMap(generator=Generator(name="t", version="1"), discussions=(one, other))


@pytest.mark.parametrize("changed", [{"unanswered": ("x",)}, {"strongest_for": "x"}, {"strongest_against": "x"}])
def test_a_dispute_names_components_of_the_map(changed):
    assert "d1 names x" in refused([FIRST], [FILL], [], [replace(dispute(1, [FILL], []), **changed)])


def test_further_problems_are_counted():
    assert "and 1 more problems" in refused([FIRST], [replace(FILL, start=1), replace(BUILD, end=3)])


def test_a_label_is_the_canonical_form_or_the_words():
    assert FILL.label == "Roads fill up."
    assert replace(FILL, canonical="roads fill").label == "roads fill"


def test_the_graph_has_a_node_a_component_and_an_edge_a_relation():
    step = relation(FILL, BUILD)
    undercut = relation(HELP, step, "attack", subtype="undercut")
    graph = map_of([FIRST, SECOND], ALL, [step, undercut]).to_networkx()
    assert set(graph) == {one.id for one in ALL}
    assert graph.nodes[FILL.id]["label"] == "Roads fill up."
    assert {(a, b, key) for a, b, key in graph.edges(keys=True)} == {
        (FILL.id, BUILD.id, step.id),
        (HELP.id, FILL.id, undercut.id),
    }
