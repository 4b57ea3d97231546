"""Relations: a quoted sentence is answered itself, reasons support, replies attack or agree by what they say."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.argument import Relation, RelationKind, Subtype
from argmap.components import components
from argmap.nlp.classifier import Weights
from argmap.nlp.rules import ComponentRules, RelationRules, odds, squash
from argmap.read import number, read_text
from argmap.relations import RULES, _acyclic, _leads, relations
from tests.builders import component, discussion, post, units_of


class Leaning:
    """Cannot tell for from against, and knows how often people here attack."""

    name = "leaning"

    def __init__(self, attacks):
        self._attacks = attacks

    def classify(self, passages):
        return [{"attack": 0.5, "undercut": 0.0, "concession": 0.0}] * len(passages)

    def weights(self):
        return replace(RULES, attacks=self._attacks)

    def links(self, rows):
        return self

    def seen(self, source, target, *, across):
        return {}


def links(text, classifier=None):
    discussions = number([read_text(text)])
    found = components(units_of(discussions), discussions, ComponentRules())
    by_id = {component.id: component for component in found}
    made = relations(found, discussions, classifier or RelationRules())
    return [(by_id[r.source].text, by_id[r.target].text, r) for r in made]


def test_a_reply_that_denies_a_quoted_sentence_attacks_exactly_that_sentence():
    made = links(
        "ana: The bridge carries too many cars. Nobody has the right to close it. The shops live from it.\n"
        "  ben: > Nobody has the right to close it.\n"
        "    That is not true, the council has had the right since 1990.\n"
    )
    attacks = [(source, target) for source, target, r in made if r.kind is RelationKind.ATTACK]
    assert attacks
    assert {target for _, target in attacks} == {"Nobody has the right to close it."}


def test_the_quote_is_the_evidence():
    made = links(
        "ana: Nobody has the right to close the old bridge. The shops live from it.\n"
        "  ben: > Nobody has the right to close the old bridge.\n"
        "    That is not true, the council has had it since 1990.\n"
    )
    evidence = [sign for source, _, r in made if source.startswith("That") for sign in r.evidence]
    assert any(sign.startswith("quote:p1:0-") for sign in evidence)


def test_a_reason_supports_what_it_is_given_for():
    made = links("ana: We should close the bridge because it is far too old.\n  ben: Hello there.\n")
    source, target, link = made[0]
    assert (source, target) == ("it is far too old.", "We should close the bridge")
    assert link.kind is RelationKind.SUPPORT
    assert link.subtype is Subtype.EVIDENCE


def test_agreement_supports():
    made = links(
        "ana: We should close the old bridge to cars.\n  ben: Exactly, the old bridge should be closed to cars.\n"
    )
    assert [r.kind for *_, r in made] == [RelationKind.SUPPORT]


@pytest.mark.parametrize(("attacks", "kind"), [(1.0, RelationKind.ATTACK), (-1.0, RelationKind.SUPPORT)])
def test_where_words_do_not_tell_people_do_as_they_mostly_do(attacks, kind):
    made = links(
        "ana: The old bridge is safe for cars.\n  ben: The old bridge for cars is what the council means.\n",
        Leaning(attacks),
    )
    assert [r.kind for *_, r in made] == [kind]


def test_denial_attacks():
    made = links("ana: The old bridge is safe for cars.\n  ben: No, the old bridge is not safe for cars at all.\n")
    assert [r.kind for *_, r in made] == [RelationKind.ATTACK]


def test_what_does_not_bear_on_the_matter_undercuts():
    made = links(
        "ana: The old bridge is safe for cars, it stood the flood.\n"
        "  ben: That the bridge stood the flood is beside the point, that doesn't mean it is safe for cars.\n"
    )
    assert any(r.subtype is Subtype.UNDERCUT for *_, r in made if r.kind is RelationKind.ATTACK)


def test_a_quoted_copy_carries_no_relation():
    claim = "The old bridge is safe for all cars."
    made = links(f"ana: {claim}\n  ben: > {claim}\n    It isn't safe at all for bikes.\n")
    assert all("p2:2" not in (r.source, r.target) for *_, r in made)
    assert {target for _, target, _ in made} == {claim}


def test_two_components_do_not_support_each_other():
    text = "ana: The bridge is old. It is narrow. It is steep. It must go.\n  ben: No.\n"
    made = [(r.source, r.target) for *_, r in links(text)]
    assert not any((target, source) in made for source, target in made)


def test_confidences_are_rounded_shares():
    for *_, link in links(
        "ana: We should close the bridge because it is old and bad.\n  ben: No, it is a good bridge.\n"
    ):
        assert 0 < link.confidence <= 1
        assert link.confidence == round(link.confidence, 3)


def test_the_runners_up_are_kept_the_likeliest_first():
    made = links(
        "ana: We should close the old bridge to cars. It is old. It is narrow. The ring road is there for cars.\n"
        "  ben: No, the old bridge should not be closed to cars at all.\n"
    )
    for _, _, link in made:
        chances = [other.confidence for other in link.alternatives]
        assert chances == sorted(chances, reverse=True)
        assert all(other.confidence <= link.confidence for other in link.alternatives)
        assert (link.target, link.kind) not in [(other.target, other.kind) for other in link.alternatives]
    answer = next(link for source, _, link in made if source.startswith("the old bridge should"))
    assert {other.kind for other in answer.alternatives if other.target == answer.target} == {RelationKind.SUPPORT}
    assert len({other.target for other in answer.alternatives}) > 1


def test_support_never_runs_in_a_ring():
    def support(source, target, confidence):
        return Relation(
            id=f"{source}>{target}", source=source, target=target, kind=RelationKind.SUPPORT, confidence=confidence
        )

    ring = [support("a", "b", 0.9), support("b", "c", 0.8), support("c", "a", 0.3)]
    assert [(r.source, r.target) for r in _acyclic(ring)] == [("a", "b"), ("b", "c")]


def simply_leads(start, end, ahead):
    """Follow every link from `start`, one after the other."""
    seen, waiting = set(), [start]
    while waiting:
        at = waiting.pop()
        if at not in seen:
            seen.add(at)
            waiting += ahead.get(at, ())
    return end in seen


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=40))
def test_support_that_leads_somewhere_is_found_from_either_end(links):
    ahead, behind = {}, {}
    for source, target in links:
        led = _leads(target, source, ahead, behind)
        assert led == simply_leads(target, source, ahead)
        if not led:
            ahead.setdefault(source, []).append(target)
            behind.setdefault(target, []).append(source)


class Seeing(Leaning):
    """Its networks give every pair within a post the same log odds."""

    def __init__(self, odds):
        self._odds = odds

    def weights(self):
        return Weights(
            within={"network": 1.0}, across={}, least_within=0.1, least_across=2.0, networks={"within": self}
        )

    def odds(self, seen, beside):
        return [self._odds] * len(seen)


def within(text, *said, classifier=None):
    """Return what the rules, or another model, link among the components `said` of one post, by their places."""
    own = post("p1", text)
    parts = [component(own, words) for words in said]
    places = {part.id: at for at, part in enumerate(parts)}
    made = relations(parts, [discussion([own])], classifier or RelationRules())
    return {(places[r.source], places[r.target]): (r.kind, r.subtype) for r in made}


SLOW, FREE = "the tram is slow", "it never stands in traffic"
GRANTED = (RelationKind.ATTACK, Subtype.CONCESSION)


@pytest.mark.parametrize(
    ("text", "link"),
    [
        (f"I think {SLOW}. But {FREE}.", (1, 0)),
        (f"Although {SLOW}, {FREE}.", (0, 1)),
        (f"While {SLOW}, {FREE}.", (0, 1)),
        (f"I understand that {SLOW}. However, {FREE}.", (1, 0)),
    ],
)
def test_what_a_writer_turns_from_attacks_its_neighbour(text, link):
    assert within(text, SLOW, FREE) == {link: GRANTED}


def test_a_turn_is_one_where_networks_see_no_link():
    assert within(f"I think {SLOW}. But {FREE}.", SLOW, FREE, classifier=Seeing(-9.0)) == {(1, 0): GRANTED}


def test_a_reason_is_none_where_networks_see_no_link():
    assert within(f"Because {SLOW}, {FREE}.", SLOW, FREE, classifier=Seeing(-9.0)) == {}


@pytest.mark.parametrize("text", [f"Because {SLOW}, {FREE}.", f"I think {SLOW}. So {FREE}."])
def test_what_goes_on_within_a_post_supports(text):
    assert {kind for kind, _ in within(text, SLOW, FREE).values()} == {RelationKind.SUPPORT}


def test_what_others_said_and_the_writer_denies_is_rebutted():
    found = within(f"The mayor said in May that {SLOW}. But {FREE}.", f"The mayor said in May that {SLOW}", FREE)
    assert found == {(1, 0): (RelationKind.ATTACK, Subtype.REBUTTAL)}


def test_where_less_is_argued_links_are_less_likely_and_nowhere_likelier():
    posts = [post("p1", f"I think {SLOW}. But {FREE}."), post("p2", f"I think {SLOW}. But {FREE}.")]
    threads = [discussion([one], name=name) for one, name in zip(posts, ("quiet", "loud"), strict=True)]
    parts = [component(one, words) for one in posts for words in (SLOW, FREE)]
    usual = relations(parts, threads, RelationRules())
    found = relations(parts, threads, RelationRules(), moves={"quiet": -1.1, "loud": -0.6})
    assert found[0].confidence == pytest.approx(squash(odds(usual[0].confidence) - 0.5), abs=0.001)
    assert found[1] == usual[1]
    assert relations(parts, threads, RelationRules(), moves={"quiet": -5.0}) == usual[1:]
