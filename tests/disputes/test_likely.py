"""How likely a found dispute is one: more where somebody surely denies, less where people thank and ask."""

from dataclasses import replace

from argmap.argument import Alternative, RelationKind
from argmap.disputes import candidates
from argmap.disputes.likely import likely, signs
from tests.builders import component, map_of, post, relation

ASK = post("p1", "The bridge is safe.", author="ana")
DENY = post("p2", "No, it is not, its bearings broke.", reply_to="p1", author="ben")
THANK = post("p2", "Thanks, they said so too.", reply_to="p1", author="ben")


def chance(answer, *, against):
    safe, other = component(ASK, "The bridge is safe"), component(answer, answer.text)
    turned = Alternative(target=safe.id, kind=RelationKind.SUPPORT, confidence=round(0.5 * (1 - against), 3))
    link = replace(relation(other, safe, "attack", confidence=0.5), alternatives=(turned,))
    made = map_of([ASK, answer], [safe, other], [link])
    found, web = candidates(made)
    return likely(found, made, web)[0]


def test_who_surely_attacks_disputes_more_than_who_may_agree():
    assert chance(DENY, against=0.9) > chance(DENY, against=0.5)


def test_who_thanks_and_reports_disputes_less():
    assert chance(THANK, against=0.9) < chance(DENY, against=0.9)


def test_it_is_a_chance():
    assert 0.0 <= chance(THANK, against=0.5) <= chance(DENY, against=1.0) <= 1.0


def test_no_sign_names_a_word():
    safe, no = component(ASK, "The bridge is safe"), component(DENY, DENY.text)
    made = map_of([ASK, DENY], [safe, no], [relation(no, safe, "attack")])
    found, web = candidates(made)
    assert not any("bridge" in name or "bearings" in name for seen in signs(found, made, web) for name in seen)


def test_no_dispute_has_no_chance():
    made = map_of([ASK], [component(ASK, "The bridge is safe")])
    assert likely([], made, candidates(made)[1]) == []
