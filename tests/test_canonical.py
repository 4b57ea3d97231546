"""Canonical claims: at most 14 words of the component, without what opens, hedges or interrupts it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.canonical import LONGEST, canonical, shorten
from tests.builders import component, post


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("I think that minority stakes avoid antitrust review.", "minority stakes avoid antitrust review"),
        ("But they have no authority here!", "they have no authority here"),
        ("Honestly, it was (as I said) not a success, imo.", "it was not a success"),
        ("For example, see https://example.org/a for the rules.", "see for the rules"),
        ("That's just wrong.", "That's just wrong"),
    ],
)
def test_what_says_nothing_is_left_out(text, wanted):
    assert shorten(text) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "Partial acquisitions and minority shareholdings don't allow you to bypass antitrust investigations.",
        "It is not true that, as some people here keep repeating again and again, nobody was ever harmed by it.",
        "They have no authority to review a minority investment, whatever anybody in this thread may say about it.",
    ],
)
def test_a_denial_stays_a_denial(text):
    assert {"not", "no", "don't", "nobody", "never"} & set(shorten(text).split())


@given(
    st.lists(
        st.sampled_from("the bridge is old, but not (really) closed; I think that “we” should go.".split()), max_size=60
    )
)
def test_it_is_short_and_made_of_own_words(words):
    text = " ".join(words)
    made = shorten(text)
    assert len(made.split()) <= LONGEST
    own = {word.strip("\"“”'‘(),.;:") for word in text.split()}
    assert {word.strip("\"“”'‘(),.;:") for word in made.split()} <= own


@given(st.text(max_size=300))
def test_any_words_have_a_short_form(text):
    made = shorten(text)
    assert len(made.split()) <= LONGEST
    assert made == " ".join(made.split())
    assert bool(made) or not any(sign.isalnum() for sign in text)


def test_a_quoted_copy_takes_the_form_of_its_original():
    first, second = post("p1", "I think that trams are cheap."), post("p2", "Trams are cheap? Hardly.", reply_to="p1")
    original = component(first, "I think that trams are cheap.")
    copy = component(second, "Trams are cheap?", quote_of=original)
    assert [one.canonical for one in canonical([original, copy])] == ["trams are cheap", "trams are cheap"]


def test_what_is_cut_off_leaves_no_half_quotation():
    text = 'The report says "a bridge that carries more than ten thousand cars a day in both directions is at its end".'
    assert '"' not in shorten(text)
