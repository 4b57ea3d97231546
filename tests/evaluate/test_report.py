"""A report as a whole: what counts, what does not, and what is missing."""

from dataclasses import replace

import pytest

from argmap.argument import ArgumentMap
from argmap.evaluate import evaluate
from tests.builders import map_of, post
from tests.evaluate import sample

NAMES = [
    "component_f1",
    "component_exact_f1",
    "token_f1",
    "kind_f1",
    "relation_f1",
    "relation_untyped_f1",
    "cross_f1",
    "attack_f1",
    "false_edges_per_post",
    "parent_accuracy",
    "disputes_recall_5",
    "disputes_recall_10",
    "canonical_f1",
]


def values(gold: ArgumentMap, predicted: ArgumentMap) -> dict[str, float | None]:
    return {name: score.value for name, score in evaluate(gold, predicted).by_name().items()}


def renamed(argument_map: ArgumentMap) -> ArgumentMap:
    """Return the map with every id changed and its components and relations in another order."""

    def new(name: str) -> str:
        return f"other-{name}"

    def maybe(name: str | None) -> str | None:
        return None if name is None else new(name)

    return replace(
        argument_map,
        discussions=tuple(
            replace(one, posts=tuple(replace(p, id=new(p.id), reply_to=maybe(p.reply_to)) for p in one.posts))
            for one in argument_map.discussions
        ),
        components=tuple(
            replace(c, id=new(c.id), post=new(c.post), quote_of=maybe(c.quote_of))
            for c in reversed(argument_map.components)
        ),
        relations=tuple(
            replace(r, id=new(r.id), source=new(r.source), target=new(r.target))
            for r in reversed(argument_map.relations)
        ),
        disputes=tuple(
            replace(
                d,
                id=new(d.id),
                claims_for=tuple(map(new, d.claims_for)),
                claims_against=tuple(map(new, d.claims_against)),
            )
            for d in argument_map.disputes
        ),
    )


def test_the_scores_come_in_a_fixed_order():
    assert list(evaluate(sample.gold(), sample.gold()).by_name()) == NAMES


def test_gold_against_itself_is_right_everywhere():
    found = values(sample.gold(), sample.gold())
    assert found.pop("false_edges_per_post") == 0
    assert found == dict.fromkeys(found, 1)


def test_ids_and_the_order_of_components_do_not_count():
    assert values(sample.gold(), renamed(sample.gold())) == values(sample.gold(), sample.gold())


def test_the_same_maps_give_the_same_intervals():
    fewer = map_of(sample.POSTS, sample.COMPONENTS[:4], sample.RELATIONS[:2])
    assert evaluate(sample.gold(), fewer) == evaluate(sample.gold(), fewer)


def test_a_dropped_component_lowers_recall_only():
    fewer = map_of(sample.POSTS, sample.COMPONENTS[:-1])
    found = evaluate(sample.gold(), fewer).by_name()["component_f1"]
    assert found.value == pytest.approx(2 * 6 / (7 + 6))
    assert found.detail.startswith("precision 1.000, recall 0.857")


def test_an_empty_prediction_scores_nothing():
    found = values(sample.gold(), map_of(sample.POSTS))
    assert [found[name] for name in ("component_f1", "relation_f1", "cross_f1", "disputes_recall_10")] == [0] * 4
    assert found["false_edges_per_post"] == 0
    assert found["kind_f1"] is None
    assert found["canonical_f1"] is None


def test_where_gold_and_prediction_have_nothing_there_is_no_figure():
    nothing = map_of([post("p1", "Thanks!")])
    found = values(nothing, nothing)
    assert found.pop("false_edges_per_post") == 0
    assert found == dict.fromkeys(found)


def test_false_components_where_gold_has_none_score_nothing():
    chatter = map_of([sample.OPENING])
    found = values(chatter, map_of([sample.OPENING], [sample.BUILD]))
    assert found["component_f1"] == 0
    assert found["relation_f1"] is None


def test_one_post_has_no_interval():
    one = map_of([sample.OPENING], [sample.BUILD, sample.JAMMED])
    score = evaluate(one, one).by_name()["component_f1"]
    assert (score.value, score.low, score.high) == (1, None, None)
