"""Words that stand in two places are found, and every offset is that of the text that was given."""

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


@given(st.text())
def test_words_are_where_they_say(text):
    for word in quotes.words(text):
        assert quotes.forms(text[word.start : word.end]) == (word.form,)


@given(written(), written())
def test_a_passage_found_stands_there(passage, text):
    found = quotes.find(passage, text)
    if found is not None:
        assert quotes.key(text[slice(*found)]) == quotes.key(passage)
    elif quotes.key(passage):
        assert f" {quotes.key(passage)} " not in f" {quotes.key(text)} "


@given(written(), written(), written())
def test_a_copied_passage_is_found_whatever_stands_around_it(before, passage, after):
    text = f"{before} {passage} {after}"
    if quotes.forms(passage):
        assert quotes.find(passage, text) is not None


@given(written(), st.dictionaries(st.sampled_from("abc"), written()))
def test_a_run_holds_the_same_words_in_both_texts(text, texts):
    at = 0
    for run in quotes.Index(texts, size=3).runs(text, allowed=anywhere):
        assert quotes.key(text[run.start : run.end]) == quotes.key(texts[run.there][run.there_start : run.there_end])
        assert len(quotes.forms(text[run.start : run.end])) == run.words >= 3
        assert at <= run.start
        at = run.end


@given(written(), written())
def test_containment_is_a_share_and_whole_for_a_part(one, other):
    assert 0 <= quotes.containment(one, other) <= 1
    if len(quotes.forms(one)) >= 3:
        assert quotes.containment(one, f"{other} {one}") == 1


def test_case_apostrophes_and_quotation_marks_do_not_count():
    assert quotes.find("“It ISN’T so”", "No: it isn't so.") == (4, 15)


def test_half_a_word_is_no_copy():
    assert quotes.find("road", "The roads fill.") is None


def test_no_words_are_found_nowhere():
    assert quotes.find("...", "...") is None
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
    index, started = quotes.Index(texts), time.perf_counter()
    for text in texts.values():
        index.runs(text, allowed=anywhere)
    assert time.perf_counter() - started < 5
