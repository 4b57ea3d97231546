"""An article keeps its paragraphs; lines that only stand over others are headings."""

import pytest

from argmap.discussion import MarkKind
from argmap.read import read_text
from argmap.read.article import is_heading
from argmap.read.lines import lines

BELOW = "The council has voted on the bridge, and it will be closed to cars in May."


@pytest.mark.parametrize(
    ("line", "heading"),
    [
        ("What the council decided", True),
        ("II. What the numbers say", True),
        ("# A title", True),
        ("1. Creating a machine", True),
        ("The council has voted.", False),
        ("as it was before", False),
        ("He said:", False),
        ("“A quoted line”", False),
        ("A line of many words which goes on and on until nobody would call it a heading", False),
    ],
)
def test_a_heading_is_short_and_no_sentence(line, heading):
    assert is_heading(lines(f"{line}\n\n{BELOW}"), 0) is heading


def test_the_last_line_is_no_heading():
    assert not is_heading(lines(f"{BELOW}\nWhat comes next"), 1)


def test_marks_of_headings_lie_where_the_words_are():
    text = f"First\n{BELOW}\n\n\nSecond\n\n- {BELOW}\n"
    post = read_text(text, reader="article").posts[0]
    heads = [post.text[m.start : m.end] for m in post.marks if m.kind is MarkKind.HEADING]
    assert heads == ["First", "Second"]


def test_closing_words_in_the_middle_do_not_end_an_article():
    text = f"{BELOW}\nThanks for reading!\n{BELOW} Really.\n{BELOW} And so on.\n{BELOW} At last.\n"
    assert len(read_text(text, reader="article").posts) == 1


def test_long_paragraphs_after_the_closing_words_are_no_comments():
    text = f"{BELOW}\nThanks for reading!\n{BELOW * 8}\n"
    assert len(read_text(text, reader="article").posts) == 1
