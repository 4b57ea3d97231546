from hypothesis import given
from hypothesis import strategies as st

from argmap.render.labels import shorten, width, wrap


@given(st.text(max_size=200))
def test_no_line_is_too_wide_and_no_letter_is_lost(text):
    lines = wrap(text, 180, 14)
    assert all(len(line) <= 1 or width(line, 14) <= 180 for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


def test_words_stay_whole_where_they_fit():
    assert wrap("minority stakes avoid antitrust review", 150, 14) == [
        "minority stakes avoid",
        "antitrust review",
    ]


def test_a_word_that_is_too_long_goes_on_in_the_next_line():
    lines = wrap("x" * 100, 100, 14)
    assert len(lines) > 1
    assert "".join(lines) == "x" * 100


def test_wide_letters_and_joiners_are_measured():
    assert width("漢字", 10) > width("ab", 10)
    assert width("a\u200db", 10) == width("ab", 10)
    assert width("ab", 10, bold=True) > width("ab", 10)


def test_shorten_says_that_it_did():
    assert shorten("a  b", 5) == "a b"
    assert shorten("abcdefgh", 5) == "abcd…"
