"""Disputes: contested points with both sides, ranked by the voices in them; peace is not a dispute."""

from itertools import pairwise

import pytest

from argmap.argument import Status
from argmap.disputes import SIDE, UNCLEAR, WEIGHTS, disputes
from argmap.disputes.spread import STEP_BACK
from argmap.nlp.syntax import load_syntax
from tests.builders import component, map_of, post, relation

OPENING = post("p1", "We should close the bridge. It is old.", author="ana")
BEN = post("p2", "No, closing it would ruin the shops.", reply_to="p1", author="ben")
ANA = post("p3", "The shops gained customers elsewhere, not less.", reply_to="p2", author="ana")
CLOSE = component(OPENING, "We should close the bridge")
OLD = component(OPENING, "It is old", kind="premise")
RUIN = component(BEN, "closing it would ruin the shops")
GAIN = component(ANA, "The shops gained customers elsewhere, not less")
ALL = [CLOSE, OLD, RUIN, GAIN]
LINKS = [relation(OLD, CLOSE, "support"), relation(RUIN, CLOSE, "attack"), relation(GAIN, RUIN, "attack")]


def found(components=ALL, relations=LINKS, posts=(OPENING, BEN, ANA)):
    return disputes(map_of(list(posts), components, relations)).disputes


def test_a_claim_that_somebody_attacks_is_disputed():
    first = found()[0]
    assert first.claims_for == (CLOSE.id, GAIN.id)
    assert first.claims_against == (RUIN.id,)
    assert first.authors_for == ("ana",)
    assert first.authors_against == ("ben",)


def test_a_side_names_who_else_supports_it_but_no_reason_of_ones_own():
    eva = post("p4", "The bridge is closed on Sundays already.", reply_to="p1", author="eva")
    sundays = component(eva, "The bridge is closed on Sundays already")
    made = found([*ALL, sundays], [*LINKS, relation(sundays, CLOSE, "support")], (OPENING, BEN, ANA, eva))
    assert set(made[0].claims_for) == {CLOSE.id, sundays.id, GAIN.id}


def test_an_answered_objection_is_said_to_be_answered():
    assert found()[0].status is Status.ANSWERED
    assert found()[0].unanswered == ()


def test_an_objection_without_answer_stays_open():
    first = found(relations=LINKS[:2])[0]
    assert first.status is Status.OPEN
    assert first.unanswered == (RUIN.id,)


def test_an_objection_is_answered_where_something_else_of_its_post_is():
    ben = post("p2", f"{BEN.text} Nobody else sells bread.", reply_to="p1", author="ben")
    ruin, bread = component(ben, "closing it would ruin the shops"), component(ben, "Nobody else sells bread")
    links = [relation(ruin, CLOSE, "attack"), relation(GAIN, bread, "attack")]
    made = found([CLOSE, ruin, bread, GAIN], links, (OPENING, ben, ANA))
    first = next(one for one in made if one.claims_for[0] == CLOSE.id)
    assert first.status is Status.ANSWERED
    assert first.unanswered == ()


def test_the_last_word_is_the_last_component_of_both_sides():
    assert found()[0].last_word == GAIN.id


def test_nothing_attacked_is_nothing_disputed():
    assert found(relations=LINKS[:1]) == ()


def test_who_limits_a_claim_of_their_own_does_not_dispute_it():
    own = relation(GAIN, CLOSE, "attack")
    assert found(relations=[LINKS[0], own]) == ()


def test_one_author_weighing_alone_is_a_dispute_with_one_side():
    only = map_of([OPENING], [CLOSE, OLD], [relation(OLD, CLOSE, "attack")])
    assert disputes(only).disputes[0].status is Status.ONE_SIDED


def test_where_people_ask_and_thank_an_answer_is_no_dispute():
    posts = [post("p1", "I hear that my wheel squeaks, why is that?", author="ana")]
    posts.append(post("p2", "Thanks for asking, they said oil helped mine.", reply_to="p1", author="ben"))
    ask = component(posts[0], "I hear that my wheel squeaks, why is that?", confidence=0.5)
    help_ = component(posts[1], "Thanks for asking, they said oil helped mine", confidence=0.5)
    assert found([ask, help_], [relation(help_, ask, "attack", confidence=0.2)], posts) == ()


def test_sides_are_short_and_disjoint():
    replies = [
        post(f"p{i}", f"No, reason {i} does not hold here.", reply_to="p1", author=f"a{i}") for i in range(2, 12)
    ]
    against = [component(one, one.text[4:-1]) for one in replies]
    first = found([CLOSE, *against], [relation(one, CLOSE, "attack") for one in against], [OPENING, *replies])[0]
    assert len(first.claims_against) == SIDE
    assert not set(first.claims_for) & set(first.claims_against)


def test_ranks_count_from_one_and_scores_fall():
    ranked = found()
    assert [one.rank for one in ranked] == list(range(1, len(ranked) + 1))
    assert all(a.score >= b.score for a, b in pairwise(ranked))


def test_the_score_is_the_sum_of_its_parts():
    first = found()[0]
    assert set(first.parts) == {"posts", "voices", "quoted", "answered", "confidence", "likely"}
    assert first.score == pytest.approx(sum(WEIGHTS[name] * value for name, value in first.parts.items()))


def test_a_dispute_beside_a_better_one_steps_back():
    last = post("p4", "Nobody gained anything here, the shops are empty.", reply_to="p3", author="carla")
    empty = component(last, "Nobody gained anything here, the shops are empty")
    links = [LINKS[1], relation(RUIN, OLD), relation(empty, GAIN, "attack")]
    shown = found([*ALL, empty], [*links, relation(GAIN, RUIN)], (OPENING, BEN, ANA, last))
    assert [one.parts.get("near") for one in shown] == [None, 1.0]
    assert shown[1].score == pytest.approx(
        sum(WEIGHTS[n] * v for n, v in shown[1].parts.items() if n != "near") + STEP_BACK
    )


def test_what_cannot_be_told_without_the_thread_comes_later():
    one = post("p1", "The old bridge should be closed.", author="ana")
    other = post("p2", "They never told him about it.", author="ben")
    against = [
        post("p3", "No, the old bridge is as safe as any.", reply_to="p1", author="cyd"),
        post("p4", "No, he was told more than once.", reply_to="p2", author="dan"),
    ]
    claims = [component(said, said.text) for said in (other, one, *against)]
    links = [relation(claims[3], claims[0], "attack"), relation(claims[2], claims[1], "attack")]
    made = map_of([one, other, *against], claims, links)
    unread, read = disputes(made).disputes, disputes(made, load_syntax()).disputes
    assert [d.claims_for[0] for d in read] == [claims[1].id, claims[0].id]
    assert "unclear" not in read[0].parts
    assert read[1].score == pytest.approx(next(d.score for d in unread if d.id == read[1].id) + UNCLEAR)


def test_two_whose_names_are_deleted_are_not_one_person():
    posts = [post("p1", OPENING.text, author="[deleted]"), post("p2", BEN.text, reply_to="p1", author="[deleted]")]
    close, ruin = (
        component(posts[0], "We should close the bridge"),
        component(posts[1], "closing it would ruin the shops"),
    )
    assert found([close, ruin], [relation(ruin, close, "attack")], posts)[0].status is Status.OPEN


def test_who_concedes_the_point_ends_the_dispute():
    grant = post("p4", "Granted, the bridge is too old.", reply_to="p3", author="ben")
    conceded = component(grant, "the bridge is too old")
    links = [*LINKS[:2], relation(conceded, CLOSE, "support", subtype="concession")]
    assert found([*ALL, conceded], links, (OPENING, BEN, ANA, grant))[0].status is Status.CONCEDED


def test_an_undercut_of_a_step_speaks_against_its_premise():
    opening = post("p1", "We should close the bridge. Ninety winters broke its bearings.", author="ana")
    close, broken = (
        component(opening, "We should close the bridge"),
        component(opening, "Ninety winters broke its bearings"),
    )
    step = relation(broken, close)
    undercut = relation(RUIN, step, "attack", subtype="undercut")
    first = found([close, broken, RUIN, GAIN], [step, undercut], (opening, BEN, ANA))[0]
    assert first.claims_for[0] == broken.id
    assert first.claims_against == (RUIN.id,)


def test_a_bare_denial_is_no_point_of_its_own():
    wrong = post("p4", "No, that is just wrong.", reply_to="p2", author="emil")
    bare = component(wrong, "that is just wrong")
    links = [relation(bare, RUIN, "attack"), relation(GAIN, bare, "attack")]
    made = found([*ALL, bare], links, (OPENING, BEN, ANA, wrong))
    assert [one.claims_for[0] for one in made] == [RUIN.id]


def test_a_bare_answer_is_never_the_strongest_where_something_is_said():
    ben = post("p2", "Of course not. Closing it would ruin the shops.", reply_to="p1", author="ben")
    bare, ruin = component(ben, "Of course not", confidence=1.0), component(ben, "Closing it would ruin the shops")
    links = [relation(bare, CLOSE, "attack"), relation(ruin, CLOSE, "attack", confidence=0.8)]
    (one,) = found([CLOSE, bare, ruin], links, (OPENING, ben))
    assert set(one.claims_against) == {bare.id, ruin.id}
    assert one.strongest_against == ruin.id


def test_claims_that_say_the_same_share_a_dispute():
    again = post("p4", "We really should close the bridge.", author="emil")
    reply = post("p5", "No, people need that bridge every day.", reply_to="p4", author="carla")
    same, need = component(again, "We really should close the bridge"), component(reply, "people need that bridge")
    posts = (OPENING, BEN, ANA, again, reply)
    both = found([*ALL, same, need], [LINKS[1], relation(need, same, "attack")], posts)
    assert len(both) == 1
    assert {CLOSE.id, same.id} <= set(both[0].claims_for)
    assert {RUIN.id, need.id} == set(both[0].claims_against)


def test_claims_that_say_something_else_are_disputes_of_their_own():
    other = post("p4", "Trams are cheap to run.", author="emil")
    reply = post("p5", "No tram was ever cheap.", reply_to="p4", author="carla")
    cheap, dear = component(other, "Trams are cheap to run"), component(reply, "No tram was ever cheap")
    links = [LINKS[1], relation(dear, cheap, "attack")]
    assert len(found([*ALL, cheap, dear], links, (OPENING, BEN, ANA, other, reply))) == 2


def test_links_that_are_mere_guesses_name_nobody():
    guess = relation(GAIN, CLOSE, "support", confidence=0.05)
    assert GAIN.id not in found(relations=[LINKS[1], guess])[0].claims_for
