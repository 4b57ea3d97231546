"""Discussions refuse what no discussion can be, and name the post."""

import pytest

from argmap.discussion import Discussion, Mark, MarkKind, Post, ancestors, knowledge, refuse_cycles
from argmap.errors import InvalidError
from tests.builders import discussion, post


def test_a_post_cannot_answer_itself():
    with pytest.raises(InvalidError, match="p1 answers itself"):
        post("p1", "Yes.", reply_to="p1")


def test_a_mark_lies_inside_its_text():
    with pytest.raises(InvalidError, match="p1 has a mark 0-9"):
        Post(id="p1", text="short", marks=(Mark(start=0, end=9, kind=MarkKind.QUOTE),))


def test_post_ids_are_unique():
    with pytest.raises(InvalidError, match="p1 twice"):
        Discussion(id="d1", source="x", format="paste", posts=(post("p1", "a"), post("p1", "b")))


def test_replies_do_not_run_in_circles():
    with pytest.raises(InvalidError, match="answers itself through"):
        refuse_cycles({"a": "b", "b": "c", "c": "a"})


def test_ancestors_come_nearest_first():
    assert ancestors("c", {"a": None, "b": "a", "c": "b"}) == ("b", "a")


def test_quotes_are_the_marks_of_others_words():
    quote, code = (Mark(start=0, end=2, kind=kind) for kind in (MarkKind.QUOTE, MarkKind.CODE))
    assert Post(id="p", text="abc", marks=(quote, code)).quotes() == (quote,)


def test_a_known_author_makes_the_better_known_copy():
    headless = discussion([post("d1.p1", "The same words.")], name="d1")
    headed = discussion([post("d2.p1", "The same words.", author="ana")], name="d2")
    known = knowledge([headless, headed])
    assert known["d2.p1"] < known["d1.p1"]
