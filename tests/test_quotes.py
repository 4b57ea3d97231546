"""Words that stand in two places are found, wherever case, signs and line breaks differ."""

from hypothesis import given
from hypothesis import strategies as st

from argmap.quotes import Index, containment, find, forms, key, words

CLAIM = "They have no authority to review a minority investment."


def test_case_signs_and_breaks_do_not_count():
    assert key("> They have\nno “authority”") == key("they have no authority!")


def test_curly_apostrophes_are_straight_ones():
    assert forms("don’t") == forms("don't")


def test_a_passage_is_found_with_its_place_in_the_text():
    text = f"I think so. {CLAIM} And more."
    start, end = find("have NO authority", text)
    assert text[start:end] == "have no authority"


def test_what_is_not_there_is_not_found():
    assert find("a majority investment", CLAIM) is None
    assert find("", CLAIM) is None


@given(st.text(max_size=200))
def test_words_lie_where_they_say(text):
    for word in words(text):
        assert 0 <= word.start < word.end <= len(text)
        assert key(text[word.start : word.end]) == word.form


@given(st.lists(st.sampled_from("abcdefg"), min_size=1, max_size=30), st.data())
def test_a_slice_of_the_words_is_always_found(letters, data):
    text = " ".join(letters)
    start = data.draw(st.integers(0, len(letters) - 1))
    end = data.draw(st.integers(start + 1, len(letters)))
    assert find(" ".join(letters[start:end]), text) is not None


def test_runs_name_the_text_and_the_place_they_come_from():
    index = Index({"p1": f"First. {CLAIM}", "p2": "Something else entirely is said in here."})
    (run,) = index.runs(f"You say: {CLAIM} No.", allowed=lambda name: True)
    assert run.there == "p1"
    assert run.words == 9


def test_runs_from_texts_that_are_not_allowed_are_none():
    index = Index({"p1": CLAIM})
    assert index.runs(CLAIM, allowed=lambda name: False) == ()


def test_containment_is_a_share():
    assert containment(CLAIM, f"Well. {CLAIM}") == 1
    assert containment(CLAIM, "Nothing of it.") == 0
    assert containment("", CLAIM) == 0
