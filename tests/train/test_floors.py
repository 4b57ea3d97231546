"""No change may bring a shipped model under its floors: said in its scores, measured by `argmap models floors`."""

import json
from pathlib import Path

import pytest

from argmap.errors import ReadError
from argmap.train.floors import MEASURES, Held, floors_of, held

MODELS = Path(__file__).parents[2] / "models"


def test_the_scores_said_of_the_syntax_are_over_the_floors():
    said = json.loads((MODELS / "en_argmap_syntax" / "scores.json").read_text())
    for place, floor in floors_of()["en_argmap_syntax"].items():
        corpus, _, metric = place.partition("/")
        assert said["text"][corpus][metric]["f1"] >= floor, place


def test_a_figure_below_its_floor_fails_and_says_so():
    fell = Held(model="m", name="EWT/LAS", floor=0.8, value=0.79)
    assert not fell.ok
    assert fell.line() == "FAILED m EWT/LAS: 0.7900 (floor 0.8)"


def test_a_figure_a_post_has_a_ceiling():
    assert Held(model="m", name="quiet/false_edges_per_post", floor=0.5, value=0.4).ok
    assert not Held(model="m", name="quiet/false_edges_per_post", floor=0.5, value=0.6).ok


def test_what_cannot_be_measured_is_told_and_does_not_fail():
    nothing = dict.fromkeys(MEASURES, lambda place: {})
    found = list(held(nothing))
    assert {floor.model for floor in found} == set(MEASURES)
    assert all(floor.ok and "not measured" in floor.line() for floor in found)


def test_a_model_that_nothing_measures_is_named():
    with pytest.raises(ReadError, match="en_argmap_syntax"):
        list(held({}))
