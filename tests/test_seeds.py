"""The discussions in seeds/ read as their gold maps say, and their text maps are the goldens."""

import os
from pathlib import Path

import pytest

from argmap.evaluate import evaluate
from argmap.native import load
from argmap.nlp.models import models
from argmap.pipeline import map_sources
from argmap.quotes import key
from argmap.read import read
from argmap.render.text import render_text

SEEDS = Path(__file__).parent.parent / "seeds"
GOLDENS = Path(__file__).parent / "goldens"
SOURCES = sorted(path for path in SEEDS.iterdir() if path.suffix in (".txt", ".html"))
RULES = models(syntax="rules", components="rules", relations="rules")


def gold(source):
    return load(source.with_suffix(".json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.stem)
def test_the_text_map_is_the_golden(source):
    golden = GOLDENS / f"{source.stem}.txt"
    made = render_text(map_sources([str(source)], slots=RULES))
    if os.environ.get("ARGMAP_REGENERATE"):
        golden.write_text(made, encoding="utf-8")
    assert made == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.stem)
def test_posts_and_authors_are_those_of_the_gold_map(source):
    wanted, got = gold(source).discussions[0].posts, read(str(source)).posts
    assert [post.author for post in got] == [post.author for post in wanted]
    assert key(" ".join(post.text for post in got)) == key(" ".join(post.text for post in wanted))


def test_the_argument_about_minority_stakes_beats_no_map_at_all():
    source = SEEDS / "minority-stakes.txt"
    scores = evaluate(gold(source), map_sources([str(source)], slots=RULES)).by_name()
    assert (scores["component_f1"].value or 0) > 0.6
    assert (scores["relation_f1"].value or 0) > 0.1


def test_where_nothing_is_argued_nothing_is_disputed():
    argument_map = map_sources([str(SEEDS / "bike-repair.txt")], slots=RULES)
    assert argument_map.disputes == ()
