"""Which post answers which."""

from dataclasses import replace

import pytest

from argmap.evaluate import evaluate
from tests.builders import map_of, post
from tests.evaluate.sample import LAST, OPENING, POSTS, REPLY


def parents(*posts, gold=POSTS):
    return evaluate(map_of(gold), map_of(posts)).by_name()["parent_accuracy"]


def test_the_same_parents_are_right():
    assert parents(*POSTS).value == 1


def test_another_parent_is_wrong():
    assert parents(OPENING, REPLY, replace(LAST, reply_to="p1")).value == 0.5


def test_no_parent_is_wrong_and_named():
    found = parents(OPENING, replace(REPLY, reply_to=None), LAST)
    assert found.value == 0.5
    assert found.detail == "over 2 replies; unknown 0.500"


def test_a_piece_answers_what_its_post_answers():
    first, second = REPLY.text.split("\n")
    pieces = post("a", first, reply_to="p1"), post("b", second, reply_to="a")
    assert parents(OPENING, *pieces, replace(LAST, reply_to="b")).value == 1


def test_a_reply_that_was_lost_is_left_out():
    assert parents(OPENING, REPLY).detail == "over 1 replies; unknown 0.000"


def test_a_parent_without_a_word_is_left_out():
    silent = post("s", "...", reply_to="p1")
    answer = post("t", "What do these three points mean?", reply_to="s")
    found = parents(OPENING, silent, answer, gold=(OPENING, silent, answer))
    assert found.value is None


@pytest.mark.parametrize("posts", [(OPENING,), ()])
def test_without_replies_there_is_no_figure(posts):
    assert parents(*posts, gold=posts).value is None
