"""What turns a claim, in whatever words it is said again."""

import pytest

from argmap.turned import said
from tests.builders import component, post


def turns(one, other):
    return said(component(post("p1", one), one)).turns(said(component(post("p2", other), other)))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The tram is safe at night", "The tram is unsafe at night"),
        ("The bridge is a new idea", "The bridge is far from a new idea"),
        ("I prefer the bus over the tram", "I prefer the tram over the bus"),
        ("Rents went up after the vote", "Rents went down after the vote"),
        ("A permit allows three stalls", "A permit requires three stalls"),
        ("The mayor in Halden closed the market", "The mayor in Morley closed the market"),
        ("The market is closed for good", "Why is the market closed for good"),
        ("The market is closed for good", "If the market is closed for good"),
        ("The market is closed for good", "The board claims the market is closed for good"),
        ('"The market is closed" is what the sign says', "The market is closed is what the sign shows"),
        ("The board has no way to close the market (not the square)", "The board has a way to close the market"),
        ("The fee is 40 a day", "The fee is 50 a day"),
        ("The market is closed for good", "I do not think that the market is closed for good"),
        ("The market is closed for good", "I don't believe that the market is closed for good"),
        ("The market is closed for good", "We would never agree that the market is closed for good"),
        ("The market is closed for good", "I no longer think that the market is closed for good"),
        ("The market is closed for good", "To close the market for good"),
        ("The market is closed for good", "in which the market is closed for good"),
        ("The market is closed for good", "The market for good is"),
        ("The market is closed for good", "As for the market is closed for good"),
    ],
)
def test_what_says_another_thing_in_nearly_the_same_words_is_turned(one, other):
    assert turns(one, other)
    assert turns(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The old bridge carries the traffic", "The traffic is carried by the old bridge"),
        ("I agree with Ana that the market is closed", "The market is closed"),
        ("Like I said, the fee means nothing in practice", "The fee means nothing in practice"),
        ("The fund does not cover the pool", "The pool is not covered by the fund"),
        ("And as I said, I think the market is closed", "The market is closed"),
        ('The fee is a "tax" on trade', "The fee is a tax on trade"),
        ("The US market is closed for good", "The American market is closed for good"),
    ],
)
def test_the_same_in_other_words_is_not(one, other):
    assert not turns(one, other)
