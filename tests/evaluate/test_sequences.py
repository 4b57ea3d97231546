"""Matching two token sequences."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from argmap.evaluate.sequences import matching

TOKENS = st.lists(st.sampled_from(["the", "bypass", "is", "not", "a", "road", "to", "town"]), max_size=60)


@given(TOKENS)
def test_the_same_tokens_match_one_by_one(tokens):
    assert matching(tokens, tokens) == tuple((at, at) for at in range(len(tokens)))


@given(TOKENS, TOKENS)
def test_pairs_are_equal_tokens_in_the_same_order(first, second):
    pairs = matching(first, second)
    assert all(first[i] == second[j] for i, j in pairs)
    assert all(one[0] < other[0] and one[1] < other[1] for one, other in pairwise(pairs))


@given(TOKENS, TOKENS, TOKENS)
def test_what_stands_between_does_not_disturb_what_is_around(before, between, after):
    pairs = matching(before + after, before + between + after)
    assert len(pairs) == len(before) + len(after)


def test_long_repeated_stretches_are_left_alone():
    assert matching(["x", *["a", "b"] * 100], [*["b", "a"] * 100, "y"]) == ()


def test_unlike_passages_do_not_match_by_their_small_words():
    first = ["the", "cat", "sat", "on", "a", "mat"]
    second = ["dogs", "run", "in", "the", "rain", "with", "joy"]
    assert matching(first, second) == ()
