"""A clause is cut off where both parts assert: each way to join two statements beside one that joins none."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.cuts import LEAST_WORDS, cuts, places, shipped
from argmap.discussion import Post
from argmap.nlp.models import syntax_model
from argmap.nlp.rules import squash, weigh
from argmap.nlp.syntax import Token
from tests.builders import discussion, units_of


def sentence(text):
    (found,) = syntax_model("argmap").parse([text])
    (one,) = found
    return one.tokens


def parts(text):
    return [unit.text for unit in units_of([discussion([Post(id="p1", text=text)])], syntax_model("argmap"))]


def chance(text, word):
    """Return how likely the sentence is cut before the last word of this form, 0 where it never is."""

    tokens = sentence(text)
    found = {tokens[at].text: squash(weigh(shipped(), seen)) for at, seen in places(tokens)}
    return found.get(word, 0.0)


@pytest.mark.parametrize(
    "wanted",
    [
        ["We should close the bridge", "because it is very old."],
        ["The new bridge was not cheap to build", "but the people there like it."],
        ["The town has no money", "so the bridge will not be repaired this year."],
        ["The bridge still carries the bus every day", "although it is old and narrow."],
        ["The council likes the new bridge", "whereas the people would rather have the old one."],
        [
            "The town has no money left for a new bridge",
            "and the people who live in the valley do not want to pay for it.",
        ],
        [
            "People do not complain about the price of the new bridge",
            "but they complain about the noise that it makes at night.",
        ],
    ],
)
def test_a_statement_that_a_word_joins_behind_a_comma_stands_apart(wanted):
    joined = f"{wanted[0]} {wanted[1]}" if wanted[1].startswith("because") else ", ".join(wanted)
    assert parts(joined) == wanted


def test_a_semicolon_parts_statements():
    found = parts("The bridge is old and narrow; it was built for horses and not for the bus.")
    assert found == ["The bridge is old and narrow", "it was built for horses and not for the bus."]


@pytest.mark.parametrize(
    "text",
    [
        "The whole street was closed because of the very long and heavy rain.",
        "The new bridge was not cheap to build, but good for the people there.",
        "The bridge that they closed last year was the only way to the school.",
        "People like the bridge and use it every day to go to work.",
        "I think that the bridge should be closed as soon as possible.",
        "If the bridge is closed, people will have to take the car to work.",
    ],
)
def test_what_asserts_one_thing_stays_whole(text):
    assert parts(text) == [text]


@pytest.mark.parametrize(
    ("likely", "before", "unlikely", "there"),
    [
        pytest.param(
            "They closed the only bridge, which means that people will have to take the car.", "which",
            "The bridge that they closed last year was the only way to the school.", "that",
            id="a relative clause that asserts, and one that says which bridge",
        ),
        pytest.param(
            "The problem is not that the bridge is old, but that nobody has looked after it.", "but",
            "The new bridge was not cheap to build, but good for the people there.", "but",
            id="not A but B: two clauses, and two phrases",
        ),
        pytest.param(
            "There is one reason to close it: the bridge is old and nobody looks after it.", "the",
            "There is one reason to close it because of the bridge over the river.", "because",
            id="a colon before a clause, and a reason that is none",
        ),
        pytest.param(
            "The council says that the bridge is safe, but I do not believe a word of it.", "but",
            "The council says that the bridge is safe for the people in the valley.", "that",
            id="a turn, and what somebody says",
        ),
        pytest.param(
            "The bridge is old - nobody has looked after it in the last ten years.", "nobody",
            "People like the bridge and use it every day to go to work.", "and",
            id="a dash between statements, and two verbs of one subject",
        ),
    ],
)  # fmt: skip
def test_what_asserts_is_likelier_cut_off_than_what_does_not(likely, before, unlikely, there):
    assert chance(likely, before) > chance(unlikely, there)


def test_a_part_keeps_enough_words():
    tokens = sentence("He left early because she was tired, but they stayed, so we all had a good time.")
    edges = [0, *cuts(tokens), len(tokens)]
    words = [sum(t.text[:1].isalnum() for t in tokens[a:b]) for a, b in pairwise(edges)]
    assert len(words) > 1
    assert min(words) >= LEAST_WORDS


def test_weights_decide_where_no_word_joins():
    tokens = sentence("They closed the only bridge, which means that people will have to take the car.")
    at = [token.text for token in tokens].index("which")
    assert cuts(tokens, {"bias": -3.0, "word which": 9.0}) == (at,)
    assert cuts(tokens, {"bias": -3.0, "word which": -9.0}) == ()


words = st.sampled_from(["bridge", "because", ",", ";", "(", ")", "and", '"', "-", "it", "..."])


@given(st.lists(st.tuples(words, st.integers(-1, 9), st.sampled_from(["conj", "acl:relcl", "nsubj", "root"]))))
def test_cuts_lie_inside_in_order(drawn):
    tokens = [
        # A head further to the left keeps a generated tree free of cycles.
        Token(start=at, end=at + 1, text=text, spaced=True, pos="VERB", head=min(head, at - 1), dep=dep)
        for at, (text, head, dep) in enumerate(drawn)
    ]
    found = cuts(tokens)
    assert list(found) == sorted(set(found))
    assert all(0 < at < len(tokens) for at in found)
