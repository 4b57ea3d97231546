"""Whatever text any reader is given, a Discussion or a ReadError comes out, and soon."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argmap.discussion import Discussion
from argmap.errors import ReadError
from argmap.read import FORMATS, read_text

PIECES = (
    "\n", "\n\n", " ", "\t", ">", "> ", "- ", "# ", "```",
    "`", "[", "](", ")", "<p>", "</p>", "<div>", "<a href='x'>", "</a>",
    "<blockquote data-quotes='1'>", "<table><tr><td class=default>",
    "<span class=comhead>", "<li class='comments_subtree'>",
    "<div class='comment' data-shortid='a'>", "<div class='post_container'>", "<aside class='quote' data-post='1'>",
    "<!doctype html><html><head><title>", "news.ycombinator.com", "lobste.rs",
    "mediawiki", "<!--", "-->", "<row Id='1' ",
    "<comments>\n<row ", 'Text="', '"',
    "/>", "From ana Wed Apr 1 10:00:00 2020\n", "From: ana\n", "Message-ID: <a@b>\n",
    "References: <a@b>\n", "Content-Transfer-Encoding: base64\n",
    "Content-Type: multipart/mixed; boundary=x\n", "--x\n", "-- \n",
    "On Monday ana wrote:\n", "WEBVTT\n\n", "00:00:01.000 --> 00:00:02.000\n",
    "Ana Bo: ", "ana: ", "[12:00] <ana> ", "=== x\n",
    "#1\n", "2020-01-01\n", "ana · 3h ago\n", "id,text\n", "1,",
    "== x ==\n", "[[User:Ana]]", "12:00, 1 January 2020 (UTC)\n", "{{",
    "}}", "----\n", "''", "ana | 2020-01-01 00:00:00 UTC | #1\n", '[quote="a, post:1"]',
    "[/quote]", "{", "}", '"id": 1,',
    '"text": "x"', "\x00", "\ud800", "\u202e", "\ufeff", "é", "words", "1" * 30,
)  # fmt: skip


def read_or_refused(text, reader):
    try:
        found = read_text(text, reader=reader)
    except ReadError:
        return
    assert isinstance(found, Discussion)
    assert all(0 <= n.start < n.end <= len(text) for n in found.noise)
    assert all(p.start is None or 0 <= p.start <= p.end <= len(text) for p in found.posts)


@pytest.mark.parametrize("reader", [None, *FORMATS.names()])
@settings(deadline=None, max_examples=60)
@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join) | st.text(max_size=80))
def test_any_text(reader, text):
    read_or_refused(text, reader)


HOSTILE = {
    "brackets": "[" * 50_000, "braces": '{"a":' * 50_000, "elements": "<div>" * 50_000, "tags": "<a " * 50_000,
    "comments": "<!--" * 50_000, "quotes": "> " * 50_000, "stars": "*a **b " * 10_000, "links": "[a](b " * 20_000,
    "templates": "{{a|" * 20_000, "mails": "From a 1999\nFrom: b\n\n" * 10_000, "cells": "id,text\n" + '1,"' * 20_000,
    "rows": "<comments><row " + 'A="b" ' * 20_000, "turns": "Ana Bo: hi\n" * 10_000, "zeros": "\x00" * 10_000,
    "surrogates": "\ud800 x\n" * 5_000, "numbers": "[" + "9" * 50_000 + "]", "blank": "\n" * 200_000 + "x",
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_is_done_soon(name):
    started = time.perf_counter()
    for reader in (None, *FORMATS.names()):
        read_or_refused(HOSTILE[name], reader)
    assert time.perf_counter() - started < 60
