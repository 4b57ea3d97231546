"""What goes out comes back: whole where our map rides along, and what a format says it keeps where it does not."""

import json
import re

import pytest
from hypothesis import HealthCheck, assume, given, settings

from argmap.formats import LOADERS, export, losses
from argmap.formats.document import plain
from argmap.formats.losses import FACETS
from tests.formats.maps import maps

OWN, BREAKS, BORDERS, CONTROLS, EDGES, BLANK = (
    "undercuts of an own step",
    "line breaks and runs of spaces",
    "borders of posts",
    "control signs in words",
    "white space at the edges of components",
    "blank components",
)
COUNTED = (OWN, BREAKS, BORDERS, CONTROLS, EDGES, BLANK, "labels over 200 signs", "texts that a spreadsheet would run")
CARRIERS = [name for name in LOADERS.builtin if name not in ("json", "aif")]
MANY = settings(max_examples=20, suppress_health_check=list(HealthCheck))


def alone(content, name):
    """Return the content without the map that rides along in it."""
    if isinstance(content, dict):
        bare = {
            file: re.sub(r' json="[^"]*"', "", text) if file == "map.xmi" else text for file, text in content.items()
        }
        return {file: text for file, text in bare.items() if file != "argmap.json"}
    if name == "argdown":
        return re.sub(r"\n/\* argmap .* \*/\n\Z", "\n", content)
    if name == "inception":
        return re.sub(
            r'"%TYPE"\s*:\s*"argmap.Map"(.*?)"json"\s*:\s*"(?:[^"\\]|\\.)*"',
            r'"%TYPE":"argmap.Map"\1"json":""',
            content,
            flags=re.S,
        )
    value = json.loads(content)
    if name == "label-studio":
        for task in value:
            task["data"].pop("argmap", None)
    elif name == "arguebuf":
        del value["userdata"]
    else:
        value.pop("argmap", None)
    return json.dumps(value)


@pytest.mark.parametrize("name", CARRIERS)
@MANY
@given(made=maps())
def test_a_map_comes_back_whole(name, made):
    assert LOADERS.get(name)(export(made, name), where="x") == made


@pytest.mark.parametrize("name", [*CARRIERS, "aif"])
@MANY
@given(made=maps())
def test_what_a_format_says_it_keeps_is_in_its_own_words(name, made):
    told = LOADERS.get(name)(alone(export(made, name), name), where="x")
    gone = {*losses(name).lost, *losses(name).beside}
    assume(BLANK not in gone or all(plain(one.text).strip() for one in made.components))
    assume(OWN not in gone or not any(FACETS[OWN](made)))
    for facet, values in FACETS.items():
        if BORDERS in gone and facet in ("texts of posts", "posts without components"):
            assert all(plain(post.text) in next(iter(told.posts().values())).text for post in made.posts().values())
        elif facet not in gone and facet not in COUNTED:
            assert tidy(facet, values(told), gone) == tidy(facet, values(made), gone), facet


def tidy(facet, values, gone):
    """Return the values without what the format says it changes in them."""
    if facet == "labels" and BREAKS in gone:
        return [" ".join(value.split()) or "…" for value in values]
    if facet == "relations":
        return sorted(values)
    if CONTROLS in gone:
        values = [plain(value) if isinstance(value, str) else value for value in values]
    if facet in ("words of components", "labels") and EDGES in gone:
        return [value.strip() for value in values]
    return list(values)
