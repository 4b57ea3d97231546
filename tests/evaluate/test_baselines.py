"""The trivial mapper."""

import pytest

from argmap.evaluate import baseline, evaluate
from argmap.evaluate.baselines import sentences
from tests.builders import map_of, post
from tests.evaluate import sample


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('One is here. Two! Is three? "Yes." And', ["One is here.", "Two!", "Is three?", '"Yes."', "And"]),
        ("A line\n\nAnother line\n", ["A line", "Another line"]),
        ("It was wrapped\nonto two lines.", ["It was wrapped\nonto two lines."]),
        ("Cars, bikes etc. fill e.g. the town.", ["Cars, bikes etc. fill e.g. the town."]),
        ("It costs 3.5 million.", ["It costs 3.5 million."]),
        ("", []),
    ],
)
def test_sentences_end_where_a_reader_thinks(text, expected):
    assert [text[start:end] for start, end in sentences(text)] == expected


def test_every_sentence_is_a_claim():
    found = baseline(sample.gold())
    assert [one.text for one in found.components if one.post == "p3"] == [
        "Lorries do not shop here, so they belong on another road.",
        "Nobody has counted them yet.",
    ]
    assert {one.kind.value for one in found.components} == {"claim"}


def test_a_reply_attacks_the_sentence_most_like_its_own():
    opening = post("p1", "Trains are slow. Buses are cheap.")
    reply = post("p2", "No, buses cost a lot.", reply_to="p1")
    found = baseline(map_of([opening, reply]))
    assert [one.id for one in found.relations] == ["p1:17-33>p1:0-16:support", "p2:0-21>p1:17-33:attack"]


def test_the_most_attacked_sentences_are_the_disputes():
    opening = post("p1", "Trains are slow. Buses are cheap.")
    replies = [post("p2", "Slow trains? Never slow!"), post("p3", "Nonsense.")]
    found = baseline(map_of([opening, *replies])).disputes
    assert [(one.rank, one.point, len(one.claims_against)) for one in found] == [
        (1, "Trains are slow.", 2),
        (2, "Slow trains?", 1),
    ]


def test_the_parent_is_the_post_before_unless_the_true_ones_are_wanted():
    first, second, third = (
        post("a", "One."),
        post("b", "Two.", reply_to="a"),
        post("c", "Three.", reply_to="a"),
    )
    gold = map_of([first, second, third])
    assert [one.reply_to for one in baseline(gold).posts().values()] == [None, "a", "b"]
    assert [one.reply_to for one in baseline(gold, true_parents=True).posts().values()] == [None, "a", "a"]


def test_nothing_but_the_posts_is_read():
    assert baseline(sample.gold()) == baseline(map_of(sample.POSTS))


def test_another_splitter_may_be_given():
    found = baseline(map_of([post("p1", "one two")]), split=lambda text: [(0, 3), (4, 7), (4, 7)])
    assert [one.text for one in found.components] == ["one", "two"]


def test_a_label_has_at_most_fourteen_words():
    long = post("p1", " ".join(f"w{n}" for n in range(30)))
    assert len(baseline(map_of([long])).components[0].canonical.split()) == 14


def test_it_can_be_scored():
    found = evaluate(sample.gold(), baseline(sample.gold())).by_name()
    assert found["component_f1"].value == pytest.approx(2 * 4 / (7 + 7))
    assert found["parent_accuracy"].value == 1
