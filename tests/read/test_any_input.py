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


@pytest.mark.parametrize(
    "whole", ['[{"id": 1, "text": "Close it now"}, {"id": 2}]', '{"a": [1, {"b": "c d"}], "e": 2}']
)
def test_json_that_breaks_off_is_said_to(whole):
    for end in range(12, len(whole) - 1):
        with pytest.raises(ReadError, match="JSON"):
            read_text(whole[:end])


@pytest.mark.parametrize(
    "text", ["[12:00] <ana> hi", "{sic} he said so", "[deleted] wrote this.", '{"I do not know"} she said']
)
def test_brackets_alone_are_no_json(text):
    assert read_text(text).posts


LONG = "word " * 200_000


@pytest.mark.parametrize("reader", [None, *FORMATS.names()])
@pytest.mark.parametrize(
    "text", [LONG, f"ana · 3h ago\n{LONG}", f"<p>{LONG}", f'{{"id": 1, "text": "{LONG}"}}', f"> {LONG}"]
)
def test_a_line_of_a_megabyte_is_read_soon(reader, text):
    started = time.process_time()
    read_or_refused(text, reader)
    assert time.process_time() - started < 15


ENTITIES = """<?xml version="1.0"?>
<!DOCTYPE posts [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;"><!ENTITY file SYSTEM "file:///etc/passwd">]>
<posts>
<row Id="1" Body="&b; &file; We should close it." />
</posts>"""


@pytest.mark.parametrize("reader", [None, "stackexchange", "html", "page", "article"])
def test_no_entity_of_xml_is_followed(reader):
    try:
        found = read_text(ENTITIES, reader=reader)
    except ReadError:
        return
    assert not any("root:" in post.text or "hahaha" in post.text for post in found.posts)


def test_too_many_posts_are_refused(monkeypatch):
    for module in ("entries", "lines", "table"):
        monkeypatch.setattr(f"argmap.read.{module}.MAX_POSTS", 3)
    texts = (
        "ana: a\n  ben: b\n" * 2,
        "ana · 3h ago\nyes we do\nben · 2h ago\nno you don't\n" * 2,
        "id,text\n1,a\n2,b\n3,c\n4,d\n5,e\n",
    )
    for text in texts:
        with pytest.raises(ReadError, match="more than 3"):
            read_text(text)
