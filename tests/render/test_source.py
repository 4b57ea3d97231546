"""The source beside the picture reads as what people wrote: paragraphs, quotes without their signs, code as it was."""

from dataclasses import replace

import pytest

from argmap.discussion import Post
from argmap.read.marks import marks
from argmap.render.source import discussions, paragraphs
from tests.builders import map_of, post

LONG = "Two cyclists were hit on the old bridge in the last year alone, and"


def shown(text, *components):
    found = paragraphs(Post(id="p1", text=text, marks=marks(text)), components)
    return [(one.look, "".join(run.text for run in one.runs)) for one in found]


@pytest.mark.parametrize(("title", "titled"), [("Close the bridge?", True), ("The bridge", False), (None, False)])
def test_a_title_with_which_the_first_post_begins_is_said_once(title, titled):
    made = map_of([post("p1", "Close the  bridge?\n\nIt is old.")])
    [view] = discussions(replace(made, discussions=(replace(made.discussions[0], title=title),)), {"p1": "1"})
    assert view.titled is titled


def test_lines_of_one_width_are_one_paragraph():
    assert shown("\n".join([LONG] * 4)) == [("", " ".join([LONG] * 4))]


def test_lines_that_somebody_broke_stay_lines():
    assert shown("roses are red\nviolets are blue") == [("", "roses are red\nviolets are blue")]
    assert shown("Roses are red.\nViolets are blue.") == [("", "Roses are red."), ("", "Violets are blue.")]


def test_a_quote_is_shown_without_its_signs():
    quoted = "\n".join(f"> {LONG}" for _ in range(4))
    assert shown(f"{quoted}\nNo.") == [("quote", " ".join([LONG] * 4)), ("", "No.")]


def test_code_is_shown_line_by_line():
    assert shown("```\nx > y\nand z\n```") == [("code", line) for line in ("```", "x > y", "and z", "```")]


def test_a_component_over_the_lines_of_a_quote_is_one_stretch():
    text = "\n".join(f"> {LONG}" for _ in range(4))
    [found] = paragraphs(Post(id="p1", text=text, marks=marks(text)), [(2, len(text), 0, "claim")])
    assert {run.inside for run in found.runs} == {(0,)}
    assert [run.starts for run in found.runs][:2] == [True, False]
