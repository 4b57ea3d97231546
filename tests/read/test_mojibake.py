"""Words that were read in the wrong encoding are mended where that is sure, and nothing else changes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.read import coverage, read_text
from argmap.read.mojibake import mend


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("I donâ€™t think so.", "I don’t think so."),
        ("a cafÃ© at night", "a café at night"),
        ("Â£5 is too much", "£5 is too much"),
        ("ÐŸÑ€Ð¸Ð²ÐµÑ‚", "Привет"),
    ],
)
def test_what_is_surely_misread_is_mended(wrong, right):
    assert mend(wrong) == right
    assert mend(f"{wrong}\nSÃO PAULO") == f"{right}\nSÃO PAULO"


@pytest.mark.parametrize(
    "text", ["É is printed as Ã‰ there", "naïve façade – 5 €", "SÃO PAULO", "»Über« „Straße“", "L’ÎLE"]
)
def test_other_words_stay(text):
    assert mend(text) == text


@given(st.text())
def test_nothing_is_lost_or_raised(text):
    assert mend(text).count("\n") == text.count("\n")


def test_a_post_keeps_its_place_and_its_marks():
    text = "ana · 2h ago\nI donâ€™t agree.\nben · 1h ago\n> I donâ€™t agree.\nWhy? See `x = 1`, it isnâ€™t so.\n"
    found = read_text(text)
    first, second = found.posts
    assert first.text == "I don’t agree."
    assert text[first.start : first.end] == "I donâ€™t agree."
    assert [second.text[mark.start : mark.end] for mark in second.quotes()] == ["I don’t agree."]
    assert any("x = 1" in second.text[mark.start : mark.end] for mark in second.marks)
    assert coverage(text, found).rest == 0
