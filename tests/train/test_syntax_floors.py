"""No change may bring the shipped pipeline under its floors; the corpora are needed to see it."""

import json
import os
from pathlib import Path

import pytest

from argmap.nlp.syntax import load_syntax
from argmap.train.scores import text_figures
from argmap.train.treebanks import tests as treebanks

MODELS = Path(__file__).parents[2] / "models"


def test_the_scores_said_are_over_the_floors():
    said = json.loads((MODELS / "en_argmap_syntax" / "scores.json").read_text())
    for place, floor in json.loads((MODELS / "floors.json").read_text())["en_argmap_syntax"].items():
        corpus, _, metric = place.partition("/")
        assert said["text"][corpus][metric]["f1"] >= floor, place


@pytest.mark.data
def test_the_scores_measured_are_over_the_floors():
    corpora = Path(os.environ.get("ARGMAP_CORPORA", ""))
    if not (corpora / "ud-ewt").is_dir() or not os.environ.get("ARGMAP_CORPORA"):
        pytest.skip("ARGMAP_CORPORA names no folder with ud-ewt")
    syntax, sets = load_syntax(), treebanks(corpora, "test")
    for place, floor in json.loads((MODELS / "floors.json").read_text())["en_argmap_syntax"].items():
        corpus, _, metric = place.partition("/")
        assert text_figures(syntax, sets[corpus])[metric]["f1"] >= floor, place
