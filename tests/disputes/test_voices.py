"""How many say it: comments and people are counted once, and the unknown are nobody in particular."""

from dataclasses import replace

from argmap.disputes.voices import voices
from tests.builders import component, map_of, post, relation

TEXT = "Trams are cheap to run."


def spoken(*authors, subtype="restate"):
    posts = [post(f"p{at}", TEXT, author=author) for at, author in enumerate(authors, start=1)]
    claims = [component(one, TEXT) for one in posts]
    return map_of(posts, claims, [relation(c, claims[0], subtype=subtype) for c in claims[1:]]), claims


def test_who_restates_a_claim_is_counted_with_it():
    made, claims = spoken("ana", "ben", "ana", "chi")
    assert str(voices([claims[0].id], made)) == "4 comments, 3 authors"


def test_the_unknown_are_never_one_person():
    made, claims = spoken("ana", None, None)
    assert str(voices([claims[0].id], made)) == "3 comments, 1 author, 2 unknown"


def test_who_gives_a_reason_is_not_counted():
    made, claims = spoken("ana", "ben", subtype="evidence")
    assert str(voices([claims[0].id], made)) == "1 comment, 1 author"


def test_nobody_is_counted_for_what_they_stand_against():
    made, claims = spoken("ana", "ben")
    assert voices([claims[0].id], made, against=[claims[1].id]).comments == 1


def test_a_copy_of_a_post_is_no_second_voice():
    made, claims = spoken("ana", None)
    (one,) = made.discussions
    twice = replace(made, discussions=(replace(one, posts=(one.posts[0], replace(one.posts[1], same_as="p1"))),))
    assert str(voices([claims[0].id], twice)) == "1 comment, 1 author"
