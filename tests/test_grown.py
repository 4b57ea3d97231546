"""A thread that grew pays only for what is new, and gives the bytes of a fresh run."""

import json
from pathlib import Path

import pytest

from argmap.native import dump
from argmap.nlp.arguments import NAME, ComponentEncoder, RelationEncoder
from argmap.nlp.cache import Cache
from argmap.nlp.encoder import Encoder
from argmap.nlp.models import Models
from argmap.nlp.remembered import RememberingParser
from argmap.nlp.sealed import is_here, sealed
from argmap.nlp.syntax import OwnSyntax
from argmap.pipeline import argue
from argmap.read import read_text
from argmap.render.document import render_html

POSTS = [
    "We should close the old bridge to cars. It carries twice what it was built for, and nobody pays for a new one.",
    "No, that isn't true: the bridge was strengthened in 1998, e.g. with new cables. I don't think it would fall.",
    "> the bridge was strengthened in 1998\n\nThose cables rust. They can't hold for ever, so closing it is prudent.",
    "Agreed. However, buses should still be allowed, because the hospital is on the other side.",
    "Why should buses be lighter than cars?! That makes no sense.",
    "The old bridge to cars should be closed, as the report of the engineers says. It is not safe, and it never was.",
    "We don’t need the bridge. There's a tunnel, which the city built for exactly this (and which stands empty).",
    "The tunnel floods every spring, so it cannot replace the bridge; whoever says otherwise hasn't used it.",
]


class Counting(Encoder):
    """The shipped encoder, which counts what it runs."""

    ran = 0

    def _heads(self, window):
        self.ran += 1
        return super()._heads(window)


class CountingParser(OwnSyntax):
    ran = 0

    def parse(self, texts):
        texts = list(texts)
        self.ran += len(texts)
        return super().parse(texts)


def thread(count):
    rows = [
        {"id": f"c{at}", "author": f"a{at % 3}", "reply_to": f"c{max(0, at - 2)}" if at else None, "text": text}
        for at, text in enumerate(POSTS[:count])
    ]
    return read_text("".join(json.dumps(row) + "\n" for row in rows), source="thread.jsonl")


def mapped(count, cache, monkeypatch):
    """Return the JSON and the page of the thread of so many posts, and how much the models ran for it."""
    if not (is_here(NAME) and is_here("en_argmap_syntax")):
        pytest.skip("no models are shipped")
    for stage in ("canonical", "segment"):
        monkeypatch.setattr(f"argmap.{stage}.shared", lambda: cache)
    encoder, parser = Counting(sealed(NAME), digest="1", memory=cache), CountingParser()
    syntax = RememberingParser(parser, parser.digest, cache) if cache else parser
    slots = Models(syntax=syntax, components=ComponentEncoder(encoder), relations=RelationEncoder(encoder))
    made = argue([thread(count)], slots)
    return dump(made), render_html(made), encoder.ran, parser.ran


def test_a_grown_thread_gives_the_bytes_of_a_fresh_run_and_costs_what_is_new(tmp_path, monkeypatch):
    cache = Cache(tmp_path / "c.sqlite")
    _, _, first, parsed = mapped(6, cache, monkeypatch)
    grown = mapped(8, cache, monkeypatch)
    fresh = mapped(8, None, monkeypatch)
    assert grown[:2] == fresh[:2]
    assert 0 < grown[2] < first / 2 < fresh[2]
    assert 0 < grown[3] < parsed < fresh[3]
    assert mapped(8, cache, monkeypatch) == (*fresh[:2], 0, 0)


def test_a_damaged_memory_changes_nothing(tmp_path, monkeypatch):
    path = tmp_path / "c.sqlite"
    cache = Cache(path)
    fresh = mapped(8, cache, monkeypatch)[:2]
    cache.close()
    hurt(path)
    assert mapped(8, Cache(path), monkeypatch)[:2] == fresh


def hurt(path: Path) -> None:
    data = bytearray(path.read_bytes())
    for at in range(5_000, len(data), 997):
        data[at] ^= 255
    path.write_bytes(bytes(data))
