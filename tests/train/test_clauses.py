"""`argmap train clauses`: edges of marked components teach where sentences are cut."""

import json
from pathlib import Path

from typer.testing import CliRunner

from argmap.argument import ArgumentMap, Component, Generator, Kind
from argmap.cli.app import app
from argmap.discussion import Post
from argmap.nlp.models import syntax_model
from argmap.parse import parse
from argmap.train.clauses import rows
from tests.builders import discussion

SEEDS = Path(__file__).parents[2] / "seeds"
TEXT = "The council says that it is safe, but the people in the valley do not believe it."


def marked(*parts):
    places = [(TEXT.index(part), TEXT.index(part) + len(part)) for part in parts]
    return ArgumentMap(
        generator=Generator(name="hand", version="1"),
        discussions=(discussion([Post(id="p1", text=TEXT)]),),
        components=tuple(
            Component(id=f"p1:{a}-{b}", post="p1", start=a, end=b, text=TEXT[a:b], kind=Kind.CLAIM, confidence=1.0)
            for a, b in places
        ),
    )


def edges(*parts):
    known = marked(*parts)
    found = rows(known, parse(known.discussions, syntax_model("argmap")))
    return [next(name for name in seen if name.startswith("word ")) for seen, cut in found if cut]


def test_the_edge_of_a_component_is_a_cut_with_or_without_its_joining_word():
    assert edges("but the people in the valley do not believe it.") == ["word but"]
    assert edges("the people in the valley do not believe it.") == ["word but"]
    assert edges("The council says that it is safe") == ["word but"]


def test_a_component_that_is_the_sentence_cuts_nothing():
    assert edges(TEXT) == []


def test_weights_are_fitted_on_hand_made_maps(tmp_path):
    (tmp_path / "cmv-modes").mkdir()
    out = tmp_path / "cuts.json"
    asked = ["train", "clauses", "--corpora", str(tmp_path), "--gold", str(SEEDS), "-o", str(out)]
    assert CliRunner().invoke(app, asked).exit_code == 0
    assert "bias" in json.loads(out.read_text(encoding="utf-8"))
