"""HTML becomes the text a person reads, whatever it looks like inside."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argmap.discussion import MarkKind
from argmap.errors import ReadError
from argmap.read import read_text

TAGS = "p div b i a li ul pre code blockquote h2 br td table script style span html body title".split()
PIECES = st.one_of(
    st.sampled_from([f"<{tag}>" for tag in TAGS] + [f"</{tag}>" for tag in TAGS]),
    st.sampled_from(["word ", " \n", "&amp;", "&#x27;", "&nbsp;", "<a href='https://a.b'>", "<!-- no -->", "<", "> x"]),
)


def post(text):
    return read_text(text, reader="html").posts[0]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("<p>One.<p>Two.", "One.\n\nTwo."),
        ("<p>One<br>two", "One\ntwo"),
        ("<p>One &lt;b&gt; &amp; <i>two</i>", "One <b> & two"),
        ("<ul><li>one<li>two</ul>", "- one\n- two"),
        ("<p>a<!-- never -->b", "ab"),
        ("<p>a<script>x()</script>b", "ab"),
        ("<html><body><p>one\n two</p></body></html>", "one two"),
        ("<pre>x\n  y</pre>", "x\n  y"),
        ("<p>unclosed <b>bold", "unclosed bold"),
    ],
)
def test_a_person_reads_words_not_tags(text, wanted):
    assert post(text).text == wanted


def test_headings_and_bullets_are_marked():
    found = post("<h2>Why</h2><p>See:<ul><li>this</ul>")
    assert {(mark.kind, found.text[mark.start : mark.end]) for mark in found.marks} == {
        (MarkKind.HEADING, "Why"),
        (MarkKind.BULLET, "- "),
    }


def test_an_address_shown_as_its_own_link_is_marked_once():
    found = post("<p>See <a href='https://a.b/c'>https://a.b/c</a> now.")
    assert [mark.href for mark in found.marks] == ["https://a.b/c"]


def test_the_title_of_a_page_is_its_title():
    page = "<html><head><title>Bridges &amp; roads</title></head><body><p>It is old.</p></body></html>"
    assert read_text(page, reader="html").title == "Bridges & roads"


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=40).map("".join))
def test_any_tags_make_marks_inside_the_text_or_an_error(text):
    try:
        found = post(text)
    except ReadError:
        return
    assert all(0 <= mark.start < mark.end <= len(found.text) for mark in found.marks)
    assert found.text == found.text.rstrip()
