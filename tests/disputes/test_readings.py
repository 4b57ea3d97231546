"""The crux of a dispute, who stands where, and what changed between two maps."""

from dataclasses import replace

from argmap.argument import Alternative, Commitment
from argmap.disputes import disputes
from argmap.disputes.changes import ChangeKind, changes
from argmap.disputes.crux import crux
from argmap.disputes.speakers import speakers
from argmap.render.readings import crux_markdown, crux_text, speakers_markdown, speakers_text
from argmap.render.readings_page import crux_page, speakers_page
from tests.builders import component, map_of, post, relation

OPENING = post("p1", "We should close the bridge. It is old.", author="ana")
BEN = post("p2", "No, closing it would ruin the shops.", reply_to="p1", author="ben")
ANA = post("p3", "The shops gained customers elsewhere, not less.", reply_to="p2", author="ana")
CLOSE, OLD = component(OPENING, "We should close the bridge"), component(OPENING, "It is old", kind="premise")
RUIN = component(BEN, "No, closing it would ruin the shops")
GAIN = component(ANA, "The shops gained customers elsewhere, not less")
BEFORE = disputes(map_of([OPENING, BEN], [CLOSE, OLD, RUIN], [relation(OLD, CLOSE), relation(RUIN, CLOSE, "attack")]))
AFTER = disputes(
    map_of(
        [OPENING, BEN, ANA],
        [CLOSE, OLD, RUIN, GAIN],
        [relation(OLD, CLOSE), relation(RUIN, CLOSE, "attack"), relation(GAIN, RUIN, "attack")],
    )
)


def test_the_crux_is_the_exchange_and_the_reasons_for_its_steps():
    small = crux(AFTER, AFTER.disputes[0])
    assert [c.id for c in small.components] == [CLOSE.id, OLD.id, RUIN.id, GAIN.id]
    assert small.disputes[0].claims_for == (CLOSE.id, GAIN.id)
    assert small.disputes[0].claims_against == (RUIN.id,)
    assert small.disputes[0].last_word == GAIN.id


def test_what_has_no_part_in_the_exchange_is_left_out():
    other = post("p4", "Parks are nice.", author="carla")
    more = map_of(
        [OPENING, BEN, other],
        [CLOSE, OLD, RUIN, component(other, "Parks are nice")],
        [relation(OLD, CLOSE), relation(RUIN, CLOSE, "attack")],
    )
    made = disputes(more)
    assert {c.post for c in crux(made, made.disputes[0]).components} == {"p1", "p2"}


def test_runners_up_that_were_left_out_are_forgotten():
    other = component(post("p4", "Parks are nice."), "Parks are nice")
    weighed = replace(relation(RUIN, CLOSE, "attack"), alternatives=(Alternative(target=other.id, confidence=0.1),))
    made = disputes(map_of([OPENING, BEN, post("p4", "Parks are nice.")], [CLOSE, RUIN, other], [weighed]))
    assert crux(made, made.disputes[0]).relations[0].alternatives == ()


def test_speakers_stand_for_and_against():
    ana, ben = speakers(AFTER)
    assert (ana.name, ana.posts, ana.stands_for) == ("ana", ("p1", "p3"), (AFTER.disputes[0].id,))
    assert (ben.name, ben.stands_against) == ("ben", (AFTER.disputes[0].id,))


def test_who_stands_nowhere_is_named_after_those_who_do():
    posts = [OPENING, BEN, post("p3", "Hi.", author="dora"), post("p4", "Ho."), post("p5", "Hum.", author="[deleted]")]
    made = disputes(map_of(posts, [CLOSE, OLD, RUIN], [relation(OLD, CLOSE), relation(RUIN, CLOSE, "attack")]))
    found = speakers(made)
    assert [one.name for one in found] == ["ana", "ben", "dora", None, None]
    lines = speakers_text(found, made).splitlines()
    assert [line for line in lines if line and not line.startswith(" ")] == [
        "ana: 1 post, 1 claim", "ben: 1 post, 1 claim", "On no disputed point: dora, 2 posts of nobody known",
    ]  # fmt: skip
    assert "On no disputed point: dora" in speakers_markdown(found, made)
    assert "dora, 2 posts of nobody known" in speakers_page(found, made)


def test_unknown_speakers_are_not_one_person():
    posts = [post("p1", "Trams are cheap."), post("p2", "Buses are cheap.")]
    assert [(one.name, one.posts) for one in speakers(map_of(posts))] == [(None, ("p1",)), (None, ("p2",))]


def test_who_attacks_their_own_claim_contradicts_themselves():
    later = post("p3", "We should keep the bridge.", author="ana")
    keep = component(later, "We should keep the bridge")
    against = relation(keep, CLOSE, "attack")
    assert speakers(map_of([OPENING, later], [CLOSE, keep], [against]))[0].contradictions == (against.id,)


def test_who_denies_what_others_said_does_not_contradict_themselves():
    told = replace(CLOSE, commitment=Commitment.REPORTED)
    later = post("p3", "We should keep the bridge.", author="ana")
    keep = component(later, "We should keep the bridge")
    against = relation(keep, told, "attack", subtype="rebuttal")
    assert speakers(map_of([OPENING, later], [told, keep], [against]))[0].contradictions == ()


def test_an_answer_is_a_change():
    assert [(c.kind, c.dispute) for c in changes(BEFORE, AFTER)] == [(ChangeKind.ANSWERED, AFTER.disputes[0].id)]


def test_a_new_dispute_and_one_that_is_gone():
    empty = disputes(map_of([OPENING], [CLOSE, OLD]))
    assert [c.kind for c in changes(empty, AFTER)] == [ChangeKind.DISPUTED]
    assert [c.kind for c in changes(AFTER, empty)] == [ChangeKind.GONE]


def renamed(argument_map, name):
    """Return the map with the words of ben said by `name`, its disputes found again."""
    [discussion] = argument_map.discussions
    posts = tuple(replace(p, author=name) if p.author == "ben" else p for p in discussion.posts)
    return disputes(replace(argument_map, discussions=(replace(discussion, posts=posts),)))


def test_whose_name_only_one_map_knows_is_no_newcomer_and_their_point_is_not_gone():
    for unknown in (None, "[deleted]"):
        for one, other in ((renamed(AFTER, unknown), AFTER), (AFTER, renamed(AFTER, unknown))):
            assert changes(one, other) == ()


def test_somebody_who_says_what_another_named_person_said_is_a_newcomer():
    assert [(c.kind, c.joined) for c in changes(renamed(AFTER, "dora"), AFTER)] == [(ChangeKind.JOINED, ("ben",))]


def test_the_same_map_has_not_changed():
    assert changes(AFTER, AFTER) == ()


def test_a_reason_of_somebody_else_is_not_put_into_the_mouth_of_a_speaker():
    carla = post("p4", "Of course it is old.", reply_to="p1", author="carla")
    agreed = component(carla, "Of course it is old")
    links = [relation(agreed, CLOSE, subtype="agreement"), relation(RUIN, CLOSE, "attack")]
    made = disputes(map_of([OPENING, BEN, carla], [CLOSE, RUIN, agreed], links))
    small = crux(made, made.disputes[0])
    assert "     agreed with by carla: Of course it is old  [p4]" in crux_text(small).splitlines()
    assert "    - agreed with by carla: Of course it is old (p4)" in crux_markdown(small).splitlines()
    assert "because" not in crux_text(small)
    assert '<span class="kind">agreed with by</span>' in crux_page(small)


def test_a_step_of_the_crux_says_where_it_stands_and_that_it_was_asked():
    asked = post("p2", "Would closing it not ruin the shops?", reply_to="p1", author="ben")
    ruin = component(asked, "Would closing it not ruin the shops?", canonical="closing it would ruin the shops")
    made = disputes(
        map_of([OPENING, asked], [CLOSE, OLD, ruin], [relation(OLD, CLOSE), relation(ruin, CLOSE, "attack")])
    )
    said = crux_text(crux(made, made.disputes[0])).splitlines()
    assert "1. ana: We should close the bridge  [p1]" in said
    assert "     because It is old  [p1]" in said
    assert "2. ben: closing it would ruin the shops?  [p2]" in said
