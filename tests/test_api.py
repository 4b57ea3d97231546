"""What a program calls: everything is there by name, typed, fast to import, and its examples are true."""

import doctest
import subprocess
import sys
from pathlib import Path

import pytest

import argmap
import argmap.api

SEEDS = Path(__file__).parent.parent / "seeds"


@pytest.mark.parametrize("module", [argmap, argmap.api], ids=lambda module: module.__name__)
def test_the_examples_are_true(module):
    done = doctest.testmod(module)
    assert done.attempted > 0
    assert done.failed == 0


@pytest.mark.parametrize("name", argmap.__all__)
def test_every_public_name_is_there(name):
    assert getattr(argmap, name).__doc__
    assert name in dir(argmap)


def test_what_is_not_public_is_no_attribute():
    with pytest.raises(AttributeError, match="nothing_of_the_kind"):
        _ = argmap.nothing_of_the_kind


def test_importing_brings_in_no_library():
    asked = (
        "import argmap, sys; print([m for m in ('spacy', 'numpy', 'networkx', 'pandas', 'typer') if m in sys.modules])"
    )
    assert subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True).stdout == "[]\n"


def test_a_source_is_mapped_and_a_map_is_loaded():
    made = argmap.map(SEEDS / "town-hall.txt", components="rules", relations="rules")
    assert made.disputes
    assert argmap.load(SEEDS / "town-hall.json") == argmap.map([SEEDS / "town-hall.json"])
    with pytest.raises(argmap.ArgmapError, match="is no map"):
        argmap.load(SEEDS / "town-hall.txt")


def test_a_map_becomes_data_frames():
    frames = argmap.load(SEEDS / "town-hall.json").to_frames()
    assert set(frames) == {"posts", "components", "relations", "disputes"}
    assert set(frames["components"]["kind"]) == {"claim", "premise"}
    merged = frames["components"].merge(frames["posts"], left_on="post", right_on="id")
    assert all(words in post for words, post in zip(merged["text_x"], merged["text_y"], strict=True))


def test_the_package_says_that_it_is_typed():
    assert Path(argmap.__file__).with_name("py.typed").exists()
