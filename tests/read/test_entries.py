"""Entries become posts: order, parents, what is gone, and the limits."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.discussion import Mark, MarkKind, NoiseKind, ReplyEvidence
from argmap.errors import ReadError
from argmap.read import entries
from argmap.read.entries import Entry, assemble
from argmap.read.prose import Prose


def entry(name, parent=None, *, text=None, **more):
    return Entry(prose=Prose(text=name if text is None else text), source_id=name, parent=parent, **more)


def read(*found, **more):
    return assemble(found, source="s", format="f", **more)


def shape(discussion):
    names = {post.id: post.source_id for post in discussion.posts}
    return [(post.source_id, names.get(post.reply_to)) for post in discussion.posts]


def test_answers_stand_below_what_they_answer_in_the_order_of_the_source():
    found = read(entry("a"), entry("b"), entry("a1", "a"), entry("b1", "b"), entry("a2", "a"), entry("a11", "a1"))
    assert shape(found) == [("a", None), ("a1", "a"), ("a11", "a1"), ("a2", "a"), ("b", None), ("b1", "b")]
    assert [post.id for post in found.posts] == ["p1", "p2", "p3", "p4", "p5", "p6"]


def test_a_flat_source_keeps_its_order():
    assert shape(read(entry("a"), entry("b"), entry("a1", "a"), nested=False)) == [
        ("a", None),
        ("b", None),
        ("a1", "a"),
    ]


def test_a_reply_is_of_the_source_and_certain():
    post = read(entry("a"), entry("b", "a")).posts[1]
    assert (post.reply_evidence, post.reply_confidence) == (ReplyEvidence.SOURCE, 1.0)


def test_an_answer_to_what_is_not_there_answers_nobody():
    post = read(entry("a"), entry("b", "gone")).posts[1]
    assert (post.reply_to, post.reply_evidence, post.reply_confidence) == (None, None, None)


def test_what_is_gone_stays_only_where_somebody_answers():
    gone = entry("g", "a", text="[deleted]", gone=True)
    below = entry("h", "g", text="[deleted]", gone=True)
    assert [post.source_id for post in read(entry("a"), gone, below).posts] == ["a"]
    kept = read(entry("a"), gone, below, entry("c", "h"))
    assert [post.source_id for post in kept.posts] == ["a", "g", "h", "c"]


def test_what_is_left_out_is_noise_where_its_id_stands():
    text = '{"id": "g", "body": "[deleted]"}'
    found = read(entry("a"), entry("g", text="[deleted]", gone=True), text=text)
    assert [(text[n.start : n.end], n.kind) for n in found.noise] == [('id": "g', NoiseKind.OTHER)]


def test_the_same_entry_twice_is_one_post_and_another_of_its_id_is_its_own():
    assert len(read(entry("a"), entry("a")).posts) == 1
    assert shape(read(entry("a"), entry("a", text="other"))) == [("a", None), (None, None)]


def test_a_circle_of_replies_is_cut():
    assert sorted(shape(read(entry("a", "c"), entry("b", "a"), entry("c", "b"), entry("d", "d")))) == [
        ("a", "c"), ("b", None), ("c", "b"), ("d", None),
    ]  # fmt: skip


def test_a_quote_names_the_post_it_is_from():
    quote = Mark(start=0, end=1, kind=MarkKind.QUOTE, post="a")
    found = read(entry("a"), Entry(prose=Prose(text="b", marks=(quote,)), source_id="b"))
    assert found.posts[1].marks[0].post == "p1"


def test_nothing_too_many_and_too_deep_are_refused_by_name(monkeypatch):
    with pytest.raises(ReadError, match="s has the shape"):
        read()
    monkeypatch.setattr(entries, "MAX_POSTS", 3)
    with pytest.raises(ReadError, match="more than 3 posts"):
        read(*(entry(str(i)) for i in range(4)))
    monkeypatch.setattr(entries, "MAX_DEPTH", 2)
    with pytest.raises(ReadError, match="more than 2 replies"):
        read(entry("a"), entry("b", "a"), entry("c", "b"))


def test_only_addresses_on_the_web_are_kept():
    found = read(entry("a", url="javascript:alert(1)"), entry("b", url="https://example.org/b"))
    assert [post.url for post in found.posts] == [None, "https://example.org/b"]


@given(st.lists(st.tuples(st.integers(0, 9), st.none() | st.integers(0, 9), st.booleans()), min_size=1, max_size=12))
def test_whatever_answers_whatever_a_discussion_comes_out(links):
    found = [entry(str(own), None if above is None else str(above), gone=gone) for own, above, gone in links]
    discussion = read(*found)
    seen = set()
    for post in discussion.posts:
        assert post.reply_to is None or post.reply_to in seen
        seen.add(post.id)
