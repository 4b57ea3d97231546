"""Text, HTML and Markdown as a person reads them, with what is quoted, linked or code."""

from hypothesis import given
from hypothesis import strategies as st

from argmap.discussion import MarkKind
from argmap.read.prose import Prose, asserts, from_html, from_markdown, plain, readable, titled


def marked(prose, kind):
    return [prose.text[m.start : m.end] for m in prose.marks if m.kind is MarkKind(kind)]


def test_markdown_is_read_and_marked():
    prose = from_markdown(
        "> They said so.\n\nNo, see [the report](https://example.org/r):\n\n```\n> x\n```\n\n- one\n- two `b`"
    )
    assert marked(prose, "quote") == ["They said so."]
    assert marked(prose, "link") == ["the report"]
    assert [m.href for m in prose.marks if m.kind is MarkKind.LINK] == ["https://example.org/r"]
    assert marked(prose, "code")[0] == "> x"
    assert "- one\n- two b" in prose.text


def test_line_breaks_of_markdown_are_spaces_unless_asked_for():
    assert from_markdown("one\ntwo\n\nthree").text == "one two\n\nthree"
    assert from_markdown("one\ntwo", breaks=True).text == "one\ntwo"
    assert from_markdown("*one*\ntwo").text == "one two"
    assert from_markdown("*one*\ntwo", breaks=True).text == "one\ntwo"


def test_words_that_markdown_would_hide_are_kept():
    assert from_markdown("[](/smile)").text == "[](/smile)"


def test_a_title_that_asserts_is_the_first_line_and_one_that_asks_is_not():
    body = plain("Because of the noise.")
    assert titled("The bridge should be closed", body).text == "The bridge should be closed\n\nBecause of the noise."
    assert titled("Should the bridge be closed?", body) == body
    alone = titled("The bridge", plain(""))
    assert (alone.text, marked(alone, "heading")) == ("The bridge", ["The bridge"])
    assert not titled("The bridge is noisy", plain("")).marks


def test_marks_move_with_the_words_below_a_title():
    prose = titled("This is wrong", plain("> quoted\nno"))
    assert marked(prose, "quote") == ["quoted"]


def test_asserting_titles():
    assert asserts("Cities should make buses free")
    assert not asserts("Ask HN: Who is hiring?")
    assert not asserts("Fare-free transport in Tallinn")


def test_names_are_one_visible_line():
    assert readable(" ana\n\u202e b ") == "ana b"
    assert readable(7) == "7"
    assert readable("") is None
    assert readable([]) is None


@given(st.text(max_size=200))
def test_any_text_is_read_in_every_notation(text):
    for prose in (plain(text), from_html(text), from_markdown(text), titled(text, Prose(text="x"))):
        assert all(0 <= m.start < m.end <= len(prose.text) for m in prose.marks)
        prose.text.encode("utf-8")
