"""Disputes at a terminal: as wide as it is, coloured, linked to their posts, and nothing steers the terminal."""

from dataclasses import replace
from io import StringIO

import pytest
from rich.console import Console

from argmap.render.disputes import markdown, nothing_disputed, sides, table
from argmap.render.terminal import disputes_shown
from tests.builders import component, dispute, map_of, post, relation
from tests.render.maps import doubtful, ordinary, undisputed


def shown(argument_map, *, width=80, colour=None, explain=False):
    console = Console(file=StringIO(), width=width, force_terminal=colour is not None, color_system=colour)
    console.print(disputes_shown(argument_map, top=10, explain=explain))
    return console.file.getvalue()


@pytest.mark.parametrize("width", [40, 60, 80, 160])
def test_no_line_is_wider_than_the_terminal(width):
    assert max(map(len, shown(ordinary(), width=width).splitlines())) <= width


@pytest.mark.parametrize("width", [40, 160])
def test_all_words_are_there_at_every_width(width):
    said = " ".join(shown(ordinary(), width=width).split())
    assert all(word in said for word in ("trams", "cheap", "expensive", "fortune", "decades", "ana", "ben", "chi"))


def test_both_sides_say_how_many_they_are():
    said = shown(ordinary())
    assert "for: 1 comment, 1 author" in said
    assert "against: 2 comments, 2 authors" in said


def test_a_post_with_an_address_is_a_link():
    made = ordinary()
    (one,) = made.discussions
    posts = (replace(one.posts[0], url="https://example.org/p1"), *one.posts[1:])
    linked = replace(made, discussions=(replace(one, posts=posts),))
    assert "https://example.org/p1" in shown(linked, colour="truecolor")


def test_an_address_that_is_no_web_page_is_no_link():
    made = ordinary()
    (one,) = made.discussions
    posts = (replace(one.posts[0], url="javascript:alert(1)"), *one.posts[1:])
    assert "javascript" not in shown(replace(made, discussions=(replace(one, posts=posts),)), colour="truecolor")


def test_nothing_from_outside_steers_the_terminal():
    made = ordinary()
    evil = replace(made.disputes[0], point="\x1b[2JAre trams cheap?")
    assert "\x1b[2J" not in shown(replace(made, disputes=(evil,)), colour="truecolor")


def test_where_nothing_is_disputed_it_says_so():
    one = post("p1", "Trams run.")
    assert "Nothing is disputed" in shown(map_of([one], [component(one, "Trams run")]))


def test_nobody_is_said_to_agree_where_attacks_are_only_doubtful():
    said = nothing_disputed(doubtful())
    assert "1 possible contradiction between people is too doubtful" in said
    assert "nobody contradicts" not in said
    assert "nobody contradicts another" in nothing_disputed(undisputed())


def test_the_plain_table_has_the_same_claims_and_no_colour():
    plain = table(ordinary(), top=10, explain=False)
    assert "\x1b" not in plain
    assert all(c.said in plain for d in ordinary().disputes for side in sides(d, ordinary()) for c in side.claims)


def disputed(*more, relations=()):
    """Return a map in which ben asks whether trams are cheap, ana says so, and others say `more`."""
    posts = [
        post("p1", "Trams are cheap.", author="ana"),
        post("p2", "Are trams cheap at all?", author="ben", reply_to="p1"),
        *more,
    ]
    claims = [component(one, one.text, canonical=one.text.rstrip("?."), name=f"c{one.id}") for one in posts]
    point = replace(dispute(1, [claims[0]], [claims[1]]), point="Are trams cheap?", last_word="cp2")
    return map_of(posts, claims, relations, [point])


def test_what_was_asked_keeps_its_sign():
    assert "ben: Are trams cheap at all?  [p2]" in table(disputed(), top=1, explain=False)


def test_who_spoke_last_is_told():
    assert "last word against: ben, p2" in table(disputed(), top=1, explain=False)
    assert "last word against: ben, p2" in markdown(disputed(), top=1, explain=False)


def test_who_only_agrees_is_counted():
    third = post("p3", "Trams are cheap, I agree.", author="cyd", reply_to="p1")
    claim = component(third, third.text, name="cp3")
    made = disputed(third)
    agrees = relation(claim, made.components[0], "support", subtype="agreement")
    said = table(replace(made, relations=(agrees,)), top=1, explain=False)
    assert "for (2 comments, 2 authors)" in said
    assert "and 1 comment that agrees" in said


def test_who_attacks_it_less_surely_is_counted_apart():
    third = post("p3", "Trams cost a lot.", author="cyd", reply_to="p1")
    claim = component(third, third.text, name="cp3")
    made = disputed(third)
    attacks = relation(claim, made.components[0], "attack")
    said = table(replace(made, relations=(attacks,)), top=1, explain=False)
    assert (
        "against (1 comment, 1 author)\n        ben: Are trams cheap at all?  [p2]\n        and perhaps 1 other comment"
        in said
    )
