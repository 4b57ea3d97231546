"""No text takes minutes: what grows, grows in step with the text, whatever somebody pastes."""

import time
from contextlib import suppress

import pytest

from argmap.errors import ReadError
from argmap.native import dump
from argmap.nlp.models import models
from argmap.pipeline import argue
from argmap.read import read_text

RULES = models(components="rules", relations="rules")
SECONDS = 15
# Parsing is linear but not free: 60,000 words take some seconds, and a busy machine takes twice as many.
MAPPED = 45
SAID = "We think that the old bridge is bad because it is narrow"
HEADED = "".join(f"u{n % 90} · {n % 23}h ago\n" + "{}\n" for n in range(1_500))


def said(number):
    """Return a sentence of its own, mostly in words of its own."""
    place, road, lane = number % 97, number % 89, number % 83
    return f"The {number} bridge{place} is not a road{road} but a {number % 79}lane{lane}, so we close it."


HOSTILE = {
    "one endless word": "a" * 300_000,
    "one endless address": "https://" * 40_000,
    "one endless line": "we say so much because " * 6_000,
    "one letter with marks above it": "a" + "\u0301" * 200_000,
    "footnotes that never end": "[1] " + "https://a" * 40 + " x",
    "one long comment": " ".join(map(said, range(4_000))),
    "semicolons": "a b c d; " * 8_000,
    "brackets": "We say (" * 20_000,
    "quotation marks": '" ' * 60_000 + "so it is.",
    "spaces": "We say" + " " * 200_000 + "(so it is).",
    "openings": "and " * 60_000 + "it is so.",
    "paragraphs": f"{SAID}.\n\n" * 5_000,
    "bullets": f"- {SAID}.\n" * 5_000,
    "headings": f"A heading\n{SAID}.\n" * 4_000,
    "empty lines": "\n" * 300_000 + SAID,
    "quoted lines": "> word\n" * 20_000 + SAID,
    "code in lines": "`a` " * 20_000 + SAID,
    "fences": "```a" * 20_000,
    "paragraphs in HTML": f"<p>{SAID}." * 3_000,
    "line breaks in HTML": "so<br>" * 20_000,
    "links in HTML": "<p>See <a href='https://a.b/c'>https://a.b/c</a> now." * 4_000,
    "everybody agrees": HEADED.replace("{}", "I agree with you that this old bridge is narrow."),
    "everybody quotes the same": HEADED.replace("{}", f"> {SAID}\nI do not think so, it is wide."),
    "everybody speaks": HEADED.format(*map(said, range(1_500))),
    "turns, all on top": "".join(f"u{n % 7}: {said(n)}\n" for n in range(4_000)),
    "turns, each below the last": "".join(" " * n + f"u{n % 7}: {said(n)}\n" for n in range(1_200)),
}

NESTED = {
    "tags that never close": "<p>Words <a " * 20_000,
    "elements in each other": "<div>" * 50_000 + SAID,
    "quotes in each other": "<blockquote>" * 50_000 + SAID + "</blockquote>" * 50_000,
    "brackets in each other": "[" * 100_000 + "]" * 100_000,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_it_is_mapped_in_seconds(text):
    started = time.process_time()
    made = argue([read_text(text)], RULES)
    assert time.process_time() - started < MAPPED
    for component in made.components:
        assert len((component.canonical or "").split()) <= 14
    assert dump(made)


@pytest.mark.parametrize("text", NESTED.values(), ids=NESTED.keys())
def test_what_nests_too_deep_is_read_or_refused_in_seconds(text):
    started = time.process_time()
    with suppress(ReadError):
        assert read_text(text).posts
    assert time.process_time() - started < SECONDS


def test_the_same_long_posts_in_two_sources_are_tied_in_seconds():
    thread = read_text(HEADED.format(*(f"{said(n)} {said(n + 1)} {said(n + 2)}" for n in range(1_500))))
    started = time.process_time()
    made = argue([thread, thread], RULES)
    assert time.process_time() - started < 2 * SECONDS
    assert [post.same_as for post in made.discussions[1].posts] == [post.id for post in made.discussions[0].posts]
