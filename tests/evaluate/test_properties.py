"""What holds of every pair of maps."""

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from argmap.argument import ArgumentMap
from argmap.evaluate import baseline, evaluate
from tests.builders import component, dispute, map_of, post, relation

WORDS = st.sampled_from(["roads", "fill", "up", "the", "town", "not", "bypass", "is", "jammed", "cars"])
TEXTS = st.lists(st.lists(WORDS, min_size=1, max_size=12), min_size=1, max_size=4)
SYMMETRIC = ("component_f1", "component_exact_f1", "token_f1", "kind_f1")


@st.composite
def maps_of_one_source(draw, count=2):
    """Return maps with the same posts and components of their own, which do not overlap."""
    posts = [
        # Numbered words: a component is found by its words, which must stand once.
        post(
            f"p{n}",
            " ".join(f"{word}{n}at{at}," for at, word in enumerate(words)),
            reply_to=f"p{n - 1}" if n else None,
        )
        for n, words in enumerate(draw(TEXTS))
    ]
    return [draw(mapped(posts)) for _ in range(count)]


@st.composite
def mapped(draw, posts):
    components = [one for where in posts for one in draw(stretches(where))]
    if not components:
        return map_of(posts)
    some = st.sampled_from(components)
    pairs = draw(st.lists(st.tuples(some, some, st.sampled_from(["support", "attack"])), max_size=6))
    relations = {relation(*pair).id: relation(*pair) for pair in pairs if pair[0] is not pair[1]}
    sides = draw(st.lists(st.tuples(st.lists(some, max_size=3), st.lists(some, max_size=3)), max_size=3))
    disputes = [dispute(n, *both) for n, both in enumerate(sides, start=1)]
    return map_of(posts, components, relations.values(), disputes)


@st.composite
def stretches(draw, where):
    words = where.text.split()
    cuts = sorted(draw(st.sets(st.integers(0, len(words)), max_size=5)))
    found = []
    for start, end in pairwise(cuts):
        if draw(st.booleans()):
            text = " ".join(words[start:end])
            kind = draw(st.sampled_from(["claim", "premise"]))
            found.append(component(where, text, kind=kind, canonical=text))
    return found


def values(gold: ArgumentMap, predicted: ArgumentMap) -> dict[str, float | None]:
    return {name: score.value for name, score in evaluate(gold, predicted).by_name().items()}


@settings(max_examples=40, deadline=None)
@given(maps_of_one_source())
def test_every_score_is_a_share_and_lies_in_its_interval_bounds(maps):
    for score in evaluate(*maps).scores:
        if score.value is not None:
            upper = float("inf") if score.name == "false_edges_per_post" else 1
            assert 0 <= score.value <= upper
            if score.low is not None:
                assert 0 <= score.low <= score.high <= upper


@settings(max_examples=40, deadline=None)
@given(maps_of_one_source())
def test_what_is_f1_of_components_does_not_ask_which_side_is_gold(maps):
    one, other = values(*maps), values(*reversed(maps))
    assert [one[name] for name in SYMMETRIC] == [other[name] for name in SYMMETRIC]


@settings(max_examples=40, deadline=None)
@given(maps_of_one_source(count=1))
def test_a_map_against_itself_is_right_or_has_nothing_to_count(maps):
    found = values(maps[0], maps[0])
    assert found.pop("false_edges_per_post") == 0
    recalls = {name: found.pop(name) for name in ("disputes_recall_5", "disputes_recall_10")}
    assert set(found.values()) <= {1, None}
    named = [one for one in maps[0].disputes if set(one.claims_for) ^ set(one.claims_against)]
    assert set(recalls.values()) <= {1, None} or len(named) < len(maps[0].disputes)


@settings(max_examples=20, deadline=None)
@given(maps_of_one_source(count=1))
def test_the_trivial_mapper_maps_everything(maps):
    found = baseline(maps[0])
    assert len({one.post for one in found.components}) == len(maps[0].posts())
    assert values(maps[0], found)["parent_accuracy"] in {1, None}
