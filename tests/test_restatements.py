"""Restatements: the same claim again is linked, what is turned is not, and nothing is merged."""

import pytest

from argmap.argument import Subtype
from argmap.clause import clauses
from argmap.commitment import committed
from argmap.nlp.syntax import load_syntax
from argmap.restatements import restatements
from tests.builders import component, post, relation

SYNTAX = load_syntax()
BRIDGE = "The old bridge carries ten thousand cars"


def linked(first, second, *, same=None, kind=None):
    one, other = post("p1", first), post("p2", second, reply_to="p1")
    parsed = {where.id: next(SYNTAX.parse([where.text])) for where in (one, other)}
    said = [component(one, first), component(other, second)]
    trees = clauses(said, parsed)
    claims = committed(said, trees)
    links = [relation(claims[1], claims[0], kind)] if kind else []
    return restatements(claims, links, same, trees)


@pytest.mark.parametrize(
    "again",
    [
        "Ten thousand cars are carried by the old bridge",
        "Every day the old bridge carries ten thousand cars",
        "The bridge, which is old, carries ten thousand cars.",
    ],
)
def test_the_same_claim_again_is_linked_with_its_evidence(again):
    (link,) = linked(BRIDGE, again)
    assert (link.source, link.subtype, link.evidence) == (f"p2:0-{len(again)}", Subtype.RESTATE, ("words",))


@pytest.mark.parametrize(
    "turned",
    [
        "The old bridge never carries ten thousand cars",
        "The old bridge does not carry ten thousand cars",
        "Does the old bridge carry ten thousand cars?",
        "The old bridge carries 9 times ten thousand cars",
        "They say the old bridge carries ten thousand cars",
        "The old bridge should carry ten thousand cars",
        "The old bridge carries ten thousand cars but slowly",
        "That explains why the old bridge carries ten thousand cars",
        "The old bridge may carry ten thousand cars",
        "The old bridge now carries ten thousand cars",
        "The old bridge always carries ten thousand cars",
        "The old school on the hill has ten windows",
    ],
)
def test_what_turns_a_claim_is_no_restatement(turned):
    assert linked(BRIDGE, turned) == ()


def test_what_has_no_verb_claims_nothing():
    assert linked("The clerk gives the contact details", "The clerk giving them the contact details") == ()
    assert linked("The market and the many small shops close", "The market and many small shops, for example") == ()


def test_what_another_clause_says_is_not_said_again():
    sure = lambda pairs: [0.99] * len(pairs)  # noqa: E731
    assert linked(BRIDGE, f"that {BRIDGE.lower()}", same=sure) == ()
    assert linked("The survey supports the old plan", "The survey refutes the old plan", same=sure) == ()
    assert linked("A quiet man can raise ten children", "A quiet woman can raise ten children", same=sure) == ()


def test_likely_is_not_enough():
    assert linked(BRIDGE, f"{BRIDGE} a day", same=lambda pairs: [0.7] * len(pairs)) == ()


def test_my_rights_are_not_yours():
    assert linked("Your life does not trump my rights", "Her rights do not trump your life in any way") == ()


def test_a_model_can_say_no_and_is_named_where_it_says_yes():
    assert linked(BRIDGE, f"{BRIDGE} a day", same=lambda pairs: [0.1] * len(pairs)) == ()
    (link,) = linked(BRIDGE, f"{BRIDGE} a day", same=lambda pairs: [0.95] * len(pairs))
    assert (link.evidence[1], link.confidence) == ("model:argument-encoder", 0.95)


def test_a_model_finds_the_same_claim_in_other_words():
    sure = lambda pairs: [0.99] * len(pairs)  # noqa: E731
    other = "Each day ten thousand cars drive across it, the old one over the river"
    assert linked(BRIDGE, other) == ()
    assert [r.subtype for r in linked(BRIDGE, other, same=sure)] == [Subtype.RESTATE]


@pytest.mark.parametrize(
    "turned",
    [
        "The old bridge carries 9 times ten thousand cars",
        "The old bridge carries ten thousand cars if the road is open",
        "The new bridge carries ten thousand cars",
    ],
)
def test_numbers_conditions_and_opposites_bar_what_a_model_takes_for_the_same(turned):
    assert linked(BRIDGE, turned, same=lambda pairs: [0.99] * len(pairs)) == ()


def test_some_words_have_to_be_the_same():
    sure = lambda pairs: [0.99] * len(pairs)  # noqa: E731
    assert linked(BRIDGE, "Cars need a bridge, a ferry, a tram and a ticket", same=sure) == ()


def test_a_link_that_was_there_becomes_the_restatement():
    (link,) = linked(BRIDGE, f"{BRIDGE} a day", kind="support")
    assert link.subtype is Subtype.RESTATE


def test_a_contradiction_becomes_one_only_where_the_words_are_the_same():
    assert [r.kind for r in linked(BRIDGE, BRIDGE, kind="attack")] == ["support"]
    far = "Ten thousand cars means the old road is full, says nobody sane"
    assert [r.kind for r in linked(BRIDGE, far, kind="attack")] == ["attack"]


def test_a_post_does_not_restate_itself_and_a_copy_restates_nothing():
    one = post("p1", f"{BRIDGE}. {BRIDGE} a day.")
    assert restatements([component(one, BRIDGE), component(one, f"{BRIDGE} a day")], ()) == ()
    first, second = post("p1", BRIDGE), post("p2", BRIDGE)
    original = component(first, BRIDGE)
    assert restatements([original, component(second, BRIDGE, quote_of=original)], ()) == ()
