"""`argmap/1` JSON: what goes out comes back, the schema holds, and errors name the place."""

import json
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argmap.argument import Alternative, Borrowed, Commitment, RelationKind, Review, Status, Verdict
from argmap.discussion import Mark, MarkKind, ReplyEvidence
from argmap.errors import InvalidError
from argmap.native import SCHEMA, dump, load, looks_like_map, plain, schema, unknown_keys
from tests.builders import component, dispute, map_of, post, relation

SEEDS = Path(__file__).parent.parent / "seeds"
GOLD = sorted(SEEDS.glob("*.json"))
VALID = jsonschema.Draft202012Validator(schema())
TEXTS = st.text(st.characters(codec="utf-8"), min_size=1, max_size=80)


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.stem)
def test_gold_comes_back_and_fits_the_schema(path):
    text = path.read_text(encoding="utf-8")
    assert load(dump(load(text))) == load(text)
    VALID.validate(json.loads(text))


CHANCES = st.floats(0, 1)
KINDS = st.sampled_from(["claim", "premise"])


@st.composite
def maps(draw):
    """Return maps with every kind of item in them, and with every optional field set or not."""
    posts = [
        replace(
            post(f"p{at}", text, author=draw(st.none() | TEXTS), reply_to=f"p{at - 1}" if at else None),
            reply_evidence=draw(st.none() | st.sampled_from(ReplyEvidence)),
            reply_confidence=draw(st.none() | CHANCES),
            same_as=draw(st.sampled_from([None, "p0"])),
            marks=(Mark(start=0, end=1, kind=draw(st.sampled_from(MarkKind)), href=draw(st.none() | TEXTS)),),
        )
        for at, text in enumerate(draw(st.lists(TEXTS, min_size=1, max_size=4)))
    ]
    components = [
        replace(
            component(one, one.text, kind=draw(KINDS), canonical=draw(st.none() | TEXTS), confidence=draw(CHANCES)),
            commitment=draw(st.none() | st.sampled_from(Commitment)),
            canonical_from=draw(st.sampled_from([None, (), (Borrowed(start=0, end=1, post="p0"),)])),
            review=draw(st.sampled_from([None, Review(verdict=Verdict.EDITED, by="ana", was="x")])),
        )
        for one in posts
    ]
    links = [
        relation(
            source,
            target,
            draw(st.sampled_from(RelationKind)),
            evidence=draw(st.lists(TEXTS)),
            alternatives=draw(st.sampled_from([(), (Alternative(target=target.id, confidence=0.25),)])),
        )
        for target, source in pairwise(components)
    ]
    undercuts = [relation(components[0], links[0], "attack", subtype="undercut")] if links else []
    point = replace(
        dispute(1, components[:1], components[1:]),
        status=draw(st.none() | st.sampled_from(Status)),
        parts=draw(st.none() | st.dictionaries(TEXTS, CHANCES)),
        authors_for=draw(st.none() | st.just(("ana",))),
    )
    return map_of(posts, components, [*links, *undercuts], [point])


@settings(max_examples=60, deadline=None)
@given(maps())
def test_any_map_comes_back(made):
    again = load(dump(made))
    assert again == made
    assert dump(again) == dump(made)
    assert unknown_keys(json.loads(dump(made))) == ()
    VALID.validate(json.loads(dump(made)))


def test_the_schema_refuses_what_the_loader_refuses():
    data = json.loads((SEEDS / "town-hall.json").read_text(encoding="utf-8"))
    for broken in ({**data, "schema": "argmap/2"}, {**data, "components": [{}]}, {"schema": SCHEMA}):
        assert not VALID.is_valid(broken)
        with pytest.raises(InvalidError):
            load(json.dumps(broken))


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "1e999"])
def test_a_number_that_is_none_is_refused_by_its_place(number):
    text = dump(map_of([post("p1", "Roads.")], [component(post("p1", "Roads."), "Roads.", confidence=0.25)]))
    with pytest.raises(InvalidError, match=r"map\.json: components\.0\.confidence: a number must be finite"):
        load(text.replace("0.25", number), where="map.json")


def test_a_number_of_many_digits_is_refused():
    with pytest.raises(InvalidError, match="is not JSON"):
        load('{"schema": "argmap/1", "size": ' + "1" * 10_000 + "}")


def test_what_cannot_be_written_in_utf8_is_refused():
    text = dump(map_of([post("p1", "Roads.", author="ana")])).replace("ana", "\\ud800")
    with pytest.raises(InvalidError):
        load(text)


@pytest.mark.data
def test_the_real_gold_maps_validate(data):
    for path in sorted((data / "gold").glob("*.json")):
        text = path.read_text(encoding="utf-8")
        assert load(dump(load(text))) == load(text)
        VALID.validate(json.loads(text))


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


@pytest.mark.parametrize("author", ["ana", "an\ud800a", '\u2028\x7f\t"é'])
def test_the_signs_are_those_of_pythons_json(author):
    made = map_of([post("p1", "Roads.", author=author)], [component(post("p1", "Roads."), "Roads.", confidence=0.25)])
    data = {"schema": SCHEMA, **plain(made)}
    assert dump(made) == json.dumps(data, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def test_a_number_that_is_none_is_never_written():
    made = map_of([post("p1", "NaN.")], [component(post("p1", "NaN."), "NaN.", confidence=0.25)])
    assert load(dump(made)) == made
    with pytest.raises(ValueError, match="JSON"):
        dump(replace(made, components=(replace(made.components[0], confidence=float("nan")),)))
