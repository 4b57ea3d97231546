import random
import time
from itertools import combinations, pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from argmap.render.layers import crossings, turned
from argmap.render.layout import Box, layout

names = st.integers(0, 11).map(str)
graphs = st.tuples(
    st.lists(st.tuples(st.integers(10, 300), st.integers(10, 200)), min_size=12, max_size=12),
    st.lists(st.tuples(names, names), max_size=30),
    st.sampled_from([200.0, 700.0, 5000.0]),
)


def boxes_of(sizes):
    return [Box(str(index), *size) for index, size in enumerate(sizes)]


def apart(one, other):
    beside = one.x + one.width <= other.x or other.x + other.width <= one.x
    return beside or one.y + one.height <= other.y or other.y + other.height <= one.y


def behind(box, start, end):
    """Does the straight upright line from start to end run through the inside of the box?"""
    low, high = sorted((start[1], end[1]))
    return box.x < start[0] < box.x + box.width and low < box.y + box.height and box.y < high


@given(graphs)
@settings(max_examples=150, deadline=None)
def test_no_box_lies_on_another(graph):
    sizes, edges, width = graph
    placed = layout(boxes_of(sizes), edges, row_width=width).placed
    assert len(placed) == 12
    for one, other in combinations(placed.values(), 2):
        assert apart(one, other)


@given(graphs)
@settings(max_examples=80, deadline=None)
def test_the_same_graph_gives_the_same_picture(graph):
    sizes, edges, width = graph
    assert layout(boxes_of(sizes), edges, row_width=width) == layout(boxes_of(sizes), edges, row_width=width)


@given(graphs)
@settings(max_examples=120, deadline=None)
def test_routes_join_their_ends_and_pass_no_row_behind_a_box(graph):
    sizes, edges, width = graph
    found = layout(boxes_of(sizes), edges, row_width=width)
    for (source, target), route in zip(edges, found.routes, strict=True):
        if source == target:
            assert route == ()
            continue
        touches = {found.placed[source].y, found.placed[source].y + found.placed[source].height}
        assert route[0][1] in touches
        others = [box for name, box in found.placed.items() if name not in (source, target)]
        for start, end in pairwise(route):
            assert not (start[0] == end[0] and any(behind(box, start, end) for box in others))


@given(graphs)
@settings(max_examples=80, deadline=None)
def test_bundled_edges_keep_the_promises_too(graph):
    sizes, edges, width = graph
    bundles = [index % 2 for index, _ in enumerate(edges)]
    placed = layout(boxes_of(sizes), edges, bundles=bundles, row_width=width).placed
    assert all(apart(one, other) for one, other in combinations(placed.values(), 2))


def test_a_reply_stands_under_what_it_answers():
    found = layout([Box("reply", 100, 40), Box("claim", 100, 40), Box("answer", 100, 60)],
                   [("reply", "claim"), ("answer", "reply")])  # fmt: skip
    claim, reply, answer = (found.placed[name] for name in ("claim", "reply", "answer"))
    assert claim.y + claim.height < reply.y < reply.y + reply.height < answer.y
    assert claim.x == reply.x == answer.x


def test_one_cycle_turns_one_edge():
    assert turned(3, [(0, 1), (1, 2), (2, 0)]) == {(2, 0)}


def test_a_wide_family_breaks_into_rows():
    boxes = [Box(str(index), 220, 80) for index in range(13)]
    found = layout(boxes, [(str(index), "0") for index in range(1, 13)], row_width=760)
    assert len({box.y for box in found.placed.values()}) == 5
    assert found.width < 1000


def test_bundled_edges_share_their_way():
    boxes = [Box(str(index), 220, 80) for index in range(8)]
    edges = [(str(index), "0") for index in range(1, 8)]
    found = layout(boxes, edges, bundles=["for"] * 7, row_width=500)
    assert len({route[-1] for route in found.routes}) < 7


def test_unconnected_boxes_fill_shelves():
    found = layout([Box(str(index), 100, 50) for index in range(40)], [], row_width=600)
    assert found.width <= 600
    assert found.height > 50


def test_nothing_gives_nothing():
    found = layout([], [])
    assert (found.placed, found.routes, found.width, found.height) == ({}, (), 0, 0)


def test_a_plain_tree_has_no_crossings():
    assert crossings([[0], [1, 2], [3, 4, 5]], [[], [0], [0], [1], [1], [2]]) == 0
    assert crossings([[0, 1], [2, 3]], [[], [], [1], [0]]) == 1


def test_a_thousand_nodes_with_cycles_take_less_than_two_seconds():
    chance = random.Random(7)
    boxes = [Box(str(index), 220, chance.choice([70, 90, 110])) for index in range(1000)]
    edges = [(str(chance.randrange(1000)), str(chance.randrange(1000))) for _ in range(1500)]
    start = time.process_time()
    layout(boxes, edges, row_width=8000)
    assert time.process_time() - start < 2
