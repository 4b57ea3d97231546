"""`argmap/1` JSON: what goes out comes back, the schema holds, and errors name the place."""

import json
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.errors import InvalidError
from argmap.native import SCHEMA, dump, load, looks_like_map, schema, unknown_keys
from tests.builders import component, map_of, post

SEEDS = Path(__file__).parent.parent / "seeds"
GOLD = sorted(SEEDS.glob("*.json"))
TEXTS = st.text(st.characters(codec="utf-8"), min_size=1, max_size=80)


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.stem)
def test_gold_comes_back_and_fits_the_schema(path):
    text = path.read_text(encoding="utf-8")
    assert load(dump(load(text))) == load(text)
    jsonschema.validate(json.loads(text), schema())


@given(texts=st.lists(TEXTS, min_size=1, max_size=5), author=st.none() | TEXTS)
def test_any_map_comes_back(texts, author):
    posts = [post(f"p{i}", text, author=author) for i, text in enumerate(texts)]
    made = map_of(posts, [component(one, one.text) for one in posts])
    again = load(dump(made))
    assert again == made
    assert dump(again) == dump(made)
    jsonschema.validate(json.loads(dump(made)), schema())


@pytest.mark.data
def test_the_real_gold_maps_validate(data):
    for path in sorted((data / "gold").glob("*.json")):
        text = path.read_text(encoding="utf-8")
        assert load(dump(load(text))) == load(text)
        jsonschema.validate(json.loads(text), schema())


def test_unknown_keys_are_ignored_and_named():
    data = json.loads(GOLD[0].read_text(encoding="utf-8"))
    data["colour"] = "red"
    data["discussions"][0]["posts"][0]["mood"] = "bad"
    assert load(json.dumps(data)) == load(GOLD[0].read_text(encoding="utf-8"))
    assert set(unknown_keys(data)) == {"colour", "discussions[0].posts[0].mood"}


@pytest.mark.parametrize(
    ("change", "place"),
    [
        (lambda data: data.pop("generator"), "generator"),
        (lambda data: data["components"][0].update(kind="opinion"), "components.0.kind"),
        (lambda data: data["components"][0].update(start="0"), "components.0.start"),
        (lambda data: data["components"][0].update(text="other words"), "is not the text of"),
        (lambda data: data["discussions"][0]["posts"][0].update(reply_to="p99"), "p99"),
    ],
)
def test_an_error_names_the_place(change, place):
    data = json.loads((SEEDS / "town-hall.json").read_text(encoding="utf-8"))
    change(data)
    with pytest.raises(InvalidError, match=place):
        load(json.dumps(data), where="map.json")


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", '{"schema": "argmap/2"}', "[" * 100_000])
def test_what_is_no_map_is_refused(text):
    with pytest.raises(InvalidError):
        load(text)


def test_a_map_is_known_by_its_schema():
    assert looks_like_map(f'{{"schema": "{SCHEMA}"}}')
    assert not looks_like_map("ana: argmap/1 is a format")
