"""Headers glued into running text become lines again; sentences about ages and names stay whole."""

import pytest

from argmap.discussion import NoiseKind
from argmap.read import read_text
from argmap.read.glued import apart, recognises
from argmap.read.lines import lines

SAID = ("We should close the old bridge to cars.", "That is wrong. It is wide enough.", "Have you measured it? I did.")
NAMES = ("ana", "ben_42", "Cy-Dee")


def glued(form):
    """Return a thread on one line, each post in that form: name `n`, words `s`, number `i`."""
    rows = zip(NAMES, SAID, strict=True)
    return "".join(form.format(n=name, s=said, i=at) for at, (name, said) in enumerate(rows, start=2))


LAYOUTS = {
    "Hacker News": glued("{n} {i} hours ago | root | parent | next [–] {s} reply "),
    "Hacker News, lines": glued("{n} {i} hours ago | next [–] {s}\n"),
    "old Reddit": glued("[–]{n} {i} points {i} hours ago (1 child) {s} permalink embed save report reply "),
    "old Reddit, buttons": glued("[–]{n} {i} points {i} hours ago {s} permalinkembedsavereportreply "),
    "Lobsters": glued("[-] {n} {i} hours ago | link | flag {s} "),
    "dots": glued("{n} · {i}h ago {s} "),
    "French dots": glued("{n} · il y a {i} heures {s} "),
}


@pytest.mark.parametrize("site", LAYOUTS)
def test_posts_and_authors_are_found_in_running_text(site):
    found = read_text(LAYOUTS[site])
    assert [post.text for post in found.posts] == list(SAID)
    assert [post.author for post in found.posts] == list(NAMES)
    assert all(post.age for post in found.posts)


@pytest.mark.parametrize("site", LAYOUTS)
def test_offsets_point_into_the_source(site):
    found = read_text(LAYOUTS[site])
    assert [LAYOUTS[site][post.start : post.end] for post in found.posts] == list(SAID)
    assert {n.kind for n in found.noise} <= {NoiseKind.HEADER, NoiseKind.BOILERPLATE}


@pytest.mark.parametrize(
    "text",
    [
        "My friend ana moved here 3 hours ago and likes it.\nThe bridge, closed 2 years ago, is old.",
        "He had 12 points in the game. That was 3 hours ago.\nben had 3 points then.",
        "Bread · butter · jam: I ate it 3 hours ago.\nTea · milk.",
        "ana · 3h ago\nNo.\nben · 2h ago · edited\nYes.",
    ],
)
def test_nothing_else_is_cut(text):
    assert apart(lines(text)) == lines(text)
    assert not recognises(text)
