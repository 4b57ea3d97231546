"""A discussion is valid or refused, and the refusal names the post."""

import pytest

from argmap.discussion import Mark, MarkKind, Noise, NoiseKind, ancestors, knowledge
from argmap.errors import InvalidError
from tests.builders import discussion, mark, post


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (2, 2), (3, 2), (0, 6)])
def test_a_mark_outside_the_text_is_refused(start, end):
    with pytest.raises(InvalidError, match=rf"p1 has a mark {start}-{end} outside"):
        post("p1", "five!", marks=[Mark(start=start, end=end, kind=MarkKind.CODE)])


def test_a_mark_may_cover_the_whole_text():
    assert post("p1", "five!", marks=[Mark(start=0, end=5, kind=MarkKind.CODE)]).marks


def test_a_post_does_not_answer_itself():
    with pytest.raises(InvalidError, match="p1 answers itself"):
        post("p1", "No.", reply_to="p1")


def test_posts_do_not_answer_each_other_in_a_circle():
    ring = [post(f"p{n}", "No.", reply_to=f"p{n % 3 + 1}") for n in (1, 2, 3)]
    with pytest.raises(InvalidError, match=r"answers itself through p1 > p2 > p3"):
        discussion(ring)


def test_a_circle_below_a_straight_chain_is_found():
    posts = [post("p1", "a"), post("p2", "b", reply_to="p3"), post("p3", "c", reply_to="p2")]
    with pytest.raises(InvalidError, match="p2"):
        discussion(posts)


def test_an_id_that_stands_twice_is_named():
    with pytest.raises(InvalidError, match="holds post p1 twice"):
        discussion([post("p1", "a"), post("p1", "b")])


def test_a_long_chain_of_replies_is_no_circle():
    chain = [post(f"p{n}", "a", reply_to=f"p{n - 1}" if n else None) for n in range(5_000)]
    assert len(discussion(chain).posts) == 5_000


def test_posts_are_found_by_id():
    assert discussion([post("p1", "a"), post("p2", "b")]).by_id()["p2"].text == "b"


def test_a_value_cannot_be_changed():
    noise = Noise(start=0, end=1, kind=NoiseKind.HEADER)
    with pytest.raises(AttributeError):
        noise.start = 2  # type: ignore[misc]


def test_quotes_are_the_marks_of_that_kind():
    text = "> so\nSee `x`."
    found = post("p1", text, marks=[mark(text, "so"), mark(text, "`x`", "code")]).quotes()
    assert [text[m.start : m.end] for m in found] == ["so"]


def test_ancestors_come_nearest_first_and_no_more_than_asked_for():
    reply_to = {"a": None, "b": "a", "c": "b", "d": "c"}
    assert ancestors("d", reply_to) == ("c", "b", "a")
    assert ancestors("d", reply_to, most=2) == ("c", "b")
    assert ancestors("a", reply_to) == ()
    assert ancestors("unknown", reply_to) == ()


def test_the_better_known_copy_is_the_original():
    nameless = discussion([post("d1.p1", "a"), post("d1.p2", "b")], name="d1")
    named = discussion([post("d2.p1", "a", author="Ada"), post("d2.p2", "b")], name="d2")
    known = knowledge([nameless, named])
    assert known["d2.p1"] < known["d1.p1"]
    assert known["d2.p2"] < known["d1.p2"], "the source that knows more authors"


def test_of_equal_copies_the_first_read_is_the_original():
    known = knowledge([discussion([post("d1.p1", "a")], name="d1"), discussion([post("d2.p1", "a")], name="d2")])
    assert known["d1.p1"] < known["d2.p1"]
