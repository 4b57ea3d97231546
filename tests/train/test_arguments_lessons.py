"""What stages two and three learn beside maps: all that there is, and some of it again."""

from argmap.train.arguments.examples import Example
from argmap.train.arguments.lessons import Lessons, Size
from argmap.train.corpora import Pair

SIZE = Size(second=4, third=2, soft=3, restated_again=1, threads_again=2, pairs_again=1)


def pair(name, domain="comment"):
    return Pair(reply=name, parent="b", label="", domain=domain, corpus="x", soft=(1.0,))


def document(name, *pairs):
    nothing = {"units": (), "unit_labels": (), "parts": (), "part_labels": (), "part_units": (), "across": ()}
    return Example(name=name, corpus="x", within=(), pairs=pairs, **nothing)


MAP, THREADS = document("map", pair("own")), [document(f"t{at}") for at in range(5)]
ALONE = Lessons(
    size=SIZE, contrasts={"map": [pair("apart")]}, old=[pair("old")], restated=[pair("same", "restatement")]
)
TAUGHT = ALONE.taught(THREADS, [pair("answer"), pair("answer"), pair("alike", "restatement")])


def names(lesson):
    return sorted(pair.reply for pair in lesson.pairs)


def test_stage_two_learns_all_that_there_is():
    alone, taught = ALONE.second([MAP]), TAUGHT.second([MAP])
    assert names(alone) == ["apart", "old", "own", "own", "same"]
    assert names(taught) == sorted([*names(alone), "alike", "answer", "answer"])
    assert taught.documents == [MAP, *THREADS]
    assert (taught.passes, taught.soft, taught.epoch) == (4, 3, 8)


def test_stage_three_learns_some_again_beside_careful_maps():
    alone, taught = ALONE.third([MAP]), TAUGHT.third([MAP])
    assert names(alone) == ["apart", "old", "own", "own", "same"]
    assert len(taught.pairs) == taught.epoch == 6
    assert names(taught)[0] == "alike" or "same" in names(taught)
    assert "answer" in names(taught)
    assert taught.documents[0] == MAP
    assert len([one for one in taught.documents if one in THREADS]) == 2
    assert (taught.passes, taught.soft) == (2, 1)
    assert taught == TAUGHT.third([MAP])
