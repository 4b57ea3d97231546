"""Words that stand in two places are found, whatever stands around them."""

import time

from hypothesis import given
from hypothesis import strategies as st

from argmap import quotes

SPOKEN = st.lists(st.sampled_from(["roads", "fill", "up", "the", "Town", "isn’t", "isn't", "not", "cars"]), max_size=30)
SIGNS = st.sampled_from([" ", ", ", " — ", "\n> ", "… ", ' "'])


@st.composite
def written(draw):
    """Return words with signs between them that do not count."""
    return "".join(word + draw(SIGNS) for word in draw(SPOKEN))


def anywhere(name):
    return True


def stretches(text, count):
    """Return all runs of so many words."""
    return quotes.shingles(quotes.forms(text), count)


@given(st.text())
def test_words_are_where_they_say(text):
    for word in quotes.words(text):
        assert quotes.forms(text[word.start : word.end]) == (word.form,)


@given(written(), written(), written())
def test_a_copied_passage_is_found_whatever_stands_around_it(before, passage, after):
    found = quotes.Index({"a": passage}, size=3).runs(f"{before} {passage} {after}", allowed=anywhere)
    assert found or len(quotes.forms(passage)) < 3


@given(written(), st.dictionaries(st.sampled_from("abc"), written()))
def test_a_run_holds_the_same_words_in_both_texts(text, texts):
    found = quotes.Index(texts, size=3).runs(text, allowed=anywhere)
    for run in found:
        assert run.words >= 3
        assert stretches(text, run.words) & stretches(texts[run.there], run.words)
    assert sum(run.words for run in found) <= len(quotes.forms(text))


@given(written(), written())
def test_containment_is_a_share_and_whole_for_a_part(one, other):
    assert 0 <= quotes.containment(one, other) <= 1
    if len(quotes.forms(one)) >= 3:
        assert quotes.containment(one, f"{other} {one}") == 1


def test_case_apostrophes_and_quotation_marks_do_not_count():
    assert quotes.key("“It ISN’T so”") == quotes.key("it isn't so.")


def test_half_a_word_is_no_copy():
    assert quotes.Index({"a": "The roads fill."}, size=1).runs("road", allowed=anywhere) == ()


def test_no_words_are_found_nowhere():
    assert quotes.Index({"a": "..."}, size=1).runs("...", allowed=anywhere) == ()
    assert quotes.containment("", "words") == 0


def test_of_two_runs_the_longer_one_is_taken():
    index = quotes.Index({"a": "new roads fill up", "b": "new roads fill up at once"}, size=3)
    assert [run.there for run in index.runs("New roads fill up at once!", allowed=anywhere)] == ["b"]


def test_texts_that_are_not_allowed_are_not_looked_at():
    index = quotes.Index({"a": "new roads fill up"}, size=3)
    assert index.runs("new roads fill up", allowed=lambda name: name != "a") == ()


def test_runs_shorter_than_asked_for_are_left_out():
    index = quotes.Index({"a": "new roads fill up"}, size=3)
    assert index.runs("new roads fill up", allowed=anywhere, least=5) == ()


def test_what_everybody_says_takes_no_time():
    texts = {f"p{n}": "we should close the old bridge to all the cars now" for n in range(2_000)}
    index, started = quotes.Index(texts, size=5), time.perf_counter()
    for text in texts.values():
        index.runs(text, allowed=anywhere)
    assert time.perf_counter() - started < 5
