"""No change may bring the shipped argument models under their floors, on our seeds and on hand-made maps of real texts.

A figure "a post" is a ceiling: what is found where nobody argues. `models/floors.json` holds what was measured, less a
margin for neutral changes.
"""

import json
from pathlib import Path

import pytest

from argmap.evaluate import evaluate, pool
from argmap.native import load
from argmap.nlp.models import default, models
from argmap.pipeline import map_sources

ROOT = Path(__file__).parents[2]
FLOORS = json.loads((ROOT / "models" / "floors.json").read_text(encoding="utf-8"))["argument-encoder"]
QUIET = ("hn_hiring", "lobsters")


def scores(golds):
    """Return the mean scores of maps made from the texts beside gold maps, or that these name."""
    if default() != "argmap":
        pytest.skip("no encoder is shipped")
    slots = models()
    reports = []
    for path, folder in golds:
        gold = load(path.read_text(encoding="utf-8"), where=path.name)
        places = (folder / gold.discussions[0].source, path.with_suffix(".txt"))
        source = next(place for place in places if place.is_file())
        reports.append(evaluate(gold, map_sources([str(source)], slots=slots)))
    return pool(reports).by_name()


def hold(place, found):
    """Assert every floor of a place; those a post are ceilings."""
    for name, floor in FLOORS.items():
        where, _, score = name.partition("/")
        if where == place:
            value = found[score].value
            assert value is not None
            assert value <= floor if score.endswith("_per_post") else value >= floor, f"{name}: {value:.3f}, {floor}"


def test_the_seeds_are_over_their_floors():
    hold("seeds", scores([(path, ROOT / "seeds") for path in sorted((ROOT / "seeds").glob("*.json"))]))


@pytest.mark.data
def test_real_texts_are_over_their_floors(data):
    hold("gold", scores([(path, data / "seeds") for path in sorted((data / "gold").glob("*.json"))]))


@pytest.mark.data
def test_little_is_found_where_nobody_argues(data):
    hold("quiet", scores([(data / "gold-train" / f"{name}.json", data / "gold-train") for name in QUIET]))
