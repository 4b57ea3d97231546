"""Plain text marks quotes, bullets, links and code by itself."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.read.marks import marks

PIECES = st.sampled_from(["> ", ">", "- ", "1. ", "\n", "word", " ", "`", "```", "https://a.b/c", ".", ")"])


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("> so it is", [("quote", "so it is")]),
        (">> so\n> is", [("quote", "so"), ("quote", "is")]),
        ("a > b", []),
        ("- one\n2. two\n• three", [("bullet", "- "), ("bullet", "2. "), ("bullet", "• ")]),
        ("-one", []),
        ("1984. A year", []),
        ("see https://a.b/c.", [("link", "https://a.b/c")]),
        ("(https://a.b/c)", [("link", "https://a.b/c")]),
        ("run `x = 1` now", [("code", "`x = 1`")]),
        ("```\nx\n``` y", [("code", "```\nx\n```")]),
        ("``` never closed `x`", [("code", "``` never closed `x`")]),
        ("a ` lonely tick", []),
    ],
)
def test_marks_are_what_a_reader_sees(text, wanted):
    assert [(mark.kind.value, text[mark.start : mark.end]) for mark in marks(text)] == wanted


def test_a_link_knows_where_it_leads():
    assert [mark.href for mark in marks("see https://a.b/c?d=1, please")] == ["https://a.b/c?d=1"]


@given(st.lists(PIECES, max_size=30).map("".join))
def test_marks_lie_inside_the_text_in_order(text):
    found = marks(text)
    assert all(0 <= mark.start < mark.end <= len(text) for mark in found)
    assert [mark.start for mark in found] == sorted(mark.start for mark in found)
