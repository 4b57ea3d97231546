import json
from dataclasses import replace

import pytest

from argmap.argument import Kind, RelationKind, Subtype, Verdict
from argmap.errors import InvalidError
from argmap.patch import Change, Contested, Link, Patch, Spot, Step, load_patch
from argmap.review import review
from tests.builders import component, map_of, post, relation
from tests.render import maps

MAP = maps.ordinary()


def spot(number, **other):
    one = MAP.components[number]
    here = MAP.posts()[one.post]
    given = {"id": one.id, "post": one.post, "text": one.text, "kind": one.kind, "start": one.start}
    return Spot(**{**given, "author": here.author, "source_id": here.source_id, **other})


def link(source, target, kind="support", **other):
    return Link(id="l", source=spot(source), target=spot(target), kind=RelationKind(kind), **other)


def applied(*changes, to=MAP):
    return review(to, Patch(schema="argmap-review/1", map="", by="rita", changes=changes))


def grown():
    """Return the map of the same thread, told by author and words alone: posts renumbered, one more before them."""
    posts = [post("p1", "I was here first.", author="zoe")]
    renamed = {"p1": "p2", "p2": "p3", "p3": "p4", "p4": "p5"}
    posts += [replace(one, id=renamed[one.id], reply_to=renamed.get(one.reply_to)) for one in MAP.posts().values()]
    kept = MAP.components[0]
    claims = [component(posts[1], kept.text), component(posts[2], MAP.components[3].text)]
    return map_of(posts, claims, [relation(claims[1], claims[0], "attack")])


def test_a_verdict_is_signed_and_the_mark_stays():
    done = applied(Change(verdict=Verdict.ACCEPTED, component=spot(0)))
    assert done.applied == 1
    made = done.map.components[0]
    assert (made.review.verdict, made.review.by, made.review.was) == ("accepted", "rita", None)
    assert replace(made, review=None) == MAP.components[0]


def test_an_edit_keeps_what_was():
    done = applied(Change(verdict=Verdict.EDITED, component=spot(0), kind="premise", canonical="trams cost little"))
    made = done.map.components[0]
    assert (made.kind, made.canonical) == (Kind.PREMISE, "trams cost little")
    assert made.review.was == "kind=claim\ncanonical=trams are cheap to run"


def test_a_relation_changes_its_kind():
    change = Change(verdict=Verdict.EDITED, relation=link(4, 3), kind="attack", subtype=Subtype.CONCESSION)
    made = applied(change).map.relations[2]
    assert (made.kind, made.subtype, made.review.was) == ("attack", "concession", "kind=support\nsubtype=")


def test_an_undercut_is_found_by_the_ends_of_its_step():
    step = Step(source=spot(1), target=spot(0))
    undercut = Link(id="u", source=spot(5), target=spot(1), kind=RelationKind.ATTACK, step=step)
    done = applied(Change(verdict=Verdict.REJECTED, relation=undercut))
    assert [r.review.verdict for r in done.map.relations if r.subtype is Subtype.UNDERCUT] == ["rejected"]


def test_a_dispute_is_found_by_its_claim():
    contested = Contested(id="d1", point="Are trams cheap?", claim=spot(0))
    done = applied(Change(verdict=Verdict.REJECTED, dispute=contested))
    assert [d.review.verdict for d in done.map.disputes if d.review] == ["rejected"]


def test_a_grown_thread_takes_the_verdicts_where_the_words_still_stand():
    changes = [
        Change(verdict=Verdict.ACCEPTED, component=spot(0)),
        Change(verdict=Verdict.REJECTED, relation=link(3, 0, "attack")),
        Change(verdict=Verdict.EDITED, component=spot(6), canonical="trams are dear"),
        Change(verdict=Verdict.ADDED, relation=link(7, 0)),
        Change(verdict=Verdict.REJECTED, component=spot(5)),
    ]
    done = applied(*changes[:3], changes[4], to=grown())
    assert done.leftovers == ()
    assert [c.review.verdict for c in done.map.components if c.review] == ["accepted", "edited"]
    assert done.map.components[2].post == "p4"
    assert done.map.relations[0].review.verdict == "rejected"


def test_what_a_person_added_comes_back_even_where_the_machine_has_lost_its_ends():
    kept = Change(verdict=Verdict.ACCEPTED, component=spot(7))
    done = applied(kept, Change(verdict=Verdict.ADDED, relation=link(7, 0)), to=grown())
    assert done.leftovers == ()
    made = done.map.relations[-1]
    assert (made.source, made.target, made.confidence) == ("p5:0-22", "p2:0-15", 1.0)


def test_a_source_id_is_surer_than_author_and_words():
    posts = [
        post("p1", "Same words here", author="ana"),
        replace(post("p2", "Same words here", author="ana"), source_id="77"),
    ]
    claims = [component(one, one.text) for one in posts]
    wanted = Spot(id="x", post="p9", text="Same words here", kind=Kind.CLAIM, source_id="77", author="ana")
    done = applied(Change(verdict=Verdict.ACCEPTED, component=wanted), to=map_of(posts, claims))
    assert [c.review is not None for c in done.map.components] == [False, True]


def test_what_no_longer_fits_is_listed_and_nothing_else_is_lost():
    lost = [
        Change(verdict=Verdict.ACCEPTED, component=spot(0, text="never written")),
        Change(verdict=Verdict.ACCEPTED, component=spot(3)),
        Change(verdict=Verdict.ACCEPTED, relation=Link(
            id="l", source=spot(0), target=spot(1, text="nor this"), kind=RelationKind.SUPPORT,
        )),
        Change(verdict=Verdict.REJECTED, dispute=Contested(id="d", point="What?", claim=spot(2))),
    ]  # fmt: skip
    done = applied(*lost)
    assert done.applied == 1
    assert len(done.leftovers) == 3
    assert 'accepted "never written"' in done.leftovers[0]


def test_a_patch_reads_back_and_says_where_it_is_wrong():
    plain = {"schema": "argmap-review/1", "map": "0", "by": "rita", "changes": [
        {"verdict": "accepted", "component": {"id": "a", "post": "p1", "text": "x", "kind": "claim", "new": 1}},
    ]}  # fmt: skip
    assert load_patch(json.dumps(plain)).changes[0].component.text == "x"
    for text, said in [
        ("{", "is not JSON"), ('{"schema": "argmap/1"}', "is not a patch"),
        (json.dumps({**plain, "changes": [{"verdict": "accepted"}]}), "changes.0: a change names one"),
        (json.dumps({**plain, "changes": [{**plain["changes"][0], "kind": "attack"}]}), "is no kind"),
        (json.dumps({**plain, "changes": [{"verdict": "loved"}]}), "changes.0.verdict"),
    ]:  # fmt: skip
        with pytest.raises(InvalidError, match=said):
            load_patch(text)
