"""A project goes out and comes back: untouched it is the map, and what an annotator changed is in it, by name."""

import json
from dataclasses import replace

import pytest

from argmap.annotate import Order, Tool, bring, project
from argmap.annotate.tasks import tasks, window
from argmap.argument import Kind, RelationKind
from argmap.errors import InvalidError
from tests.builders import component, map_of, post, relation

FIRST = post("p1", "The bridge is old. It must be closed. The shops live from it.", author="ana")
SECOND = post("p2", "No, the bridge is safe.", author="ben", reply_to="p1")
THIRD = post("p3", "It was tested in May, so it is safe.", author="carla", reply_to="p2")
OLD, CLOSE = component(FIRST, "The bridge is old.", kind="premise"), component(FIRST, "It must be closed.")
SAFE = component(SECOND, "the bridge is safe.", confidence=0.5)
TESTED = component(THIRD, "It was tested in May", kind="premise")
AGAIN = component(THIRD, "it is safe.")
MAP = map_of(
    [FIRST, SECOND, THIRD],
    [OLD, CLOSE, SAFE, TESTED, AGAIN],
    [
        relation(OLD, CLOSE),
        relation(SAFE, OLD, "attack", confidence=0.4),
        relation(TESTED, AGAIN),
        relation(AGAIN, CLOSE, "attack"),
    ],
)


def ends(argument_map):
    return {(r.source, r.target, r.kind) for r in argument_map.relations}


def test_a_task_shows_the_parent_and_whatever_the_post_speaks_to():
    assert list(window(MAP, "p2").posts()) == ["p1", "p2"]
    assert list(window(MAP, "p3").posts()) == ["p1", "p2", "p3"]


def test_the_most_doubtful_post_comes_first_where_that_is_asked():
    assert [task.post for task in tasks(MAP)] == ["p1", "p2", "p3"]
    assert next(task.post for task in tasks(MAP, Order.UNCERTAIN)) == "p2"


def test_a_project_holds_guidelines_the_map_and_a_task_a_post():
    files = project(MAP, Tool.BRAT)
    assert "claim" in files["guidelines.md"]
    assert {name.split("/")[1] for name in files if name.startswith("tasks/")} == {"1-p1", "2-p2", "3-p3"}
    assert "the bridge is safe." in files["tasks/2-p2/map.ann"]


@pytest.mark.parametrize("tool", Tool)
def test_untouched_it_comes_back_as_it_was(tool):
    if tool is Tool.INCEPTION:
        pytest.importorskip("cassis", reason="needs dkpro-cassis: install argmap[inception]")
    found = bring(project(MAP, tool), by="ana")
    assert found.lost == 0
    assert found.missing == ()
    assert [(c.id, c.text, c.kind) for c in found.map.components] == [(c.id, c.text, c.kind) for c in MAP.components]
    assert ends(found.map) == ends(MAP)
    assert found.map.generator.name == "ana"
    assert {r.evidence for r in found.map.relations} == {("annotator",)}
    assert {c.confidence for c in found.map.components} == {1.0}


def changed(edit):
    """Return what comes back when `edit` rewrites the standoff of the second post's task."""
    files = project(MAP, Tool.BRAT)
    name = "tasks/2-p2/map.ann"
    return bring({**files, name: edit(files[name])}, by="ben")


def test_what_an_annotator_adds_takes_away_and_turns_is_in_the_map():
    text = project(MAP, Tool.BRAT)["tasks/2-p2/map.txt"]
    at = text.index("The shops live")
    end = at + len("The shops live from it.")

    def edit(standoff):
        lines = [line.replace("attacks", "supports") for line in standoff.split("\n")]
        lines += [f"T90\tClaim {at} {end}\tThe shops live from it."]
        return "\n".join(lines) + "\n"

    found = changed(edit)
    assert (SAFE.id, OLD.id, RelationKind.SUPPORT) in ends(found.map)
    assert "The shops live from it." in {c.text for c in found.map.components}


def test_the_kind_of_a_component_is_what_the_task_of_its_own_post_says():
    found = changed(lambda standoff: standoff.replace("Claim", "Premise"))
    kinds = {c.id: c.kind for c in found.map.components}
    assert kinds[SAFE.id] is Kind.PREMISE
    assert kinds[CLOSE.id] is Kind.CLAIM


def test_a_relation_to_what_its_own_task_took_away_is_counted():
    files = project(MAP, Tool.BRAT)
    name = "tasks/1-p1/map.ann"
    kept = [line for line in files[name].split("\n") if "The bridge is old." not in line and "Arg1:T1" not in line]
    kept = [line for line in kept if "\tT1\t" not in line.replace(" ", "\t") and "R1" not in line]
    found = bring({**files, name: "\n".join(kept)}, by="ben")
    assert OLD.id not in found.map.by_id()
    assert found.lost == 1


def test_a_post_whose_task_did_not_come_back_has_no_marks():
    files = {name: text for name, text in project(MAP, Tool.BRAT).items() if not name.startswith("tasks/3-")}
    found = bring(files, by="ben")
    assert {c.post for c in found.map.components} == {"p1", "p2"}
    assert found.missing == ("p3",)


def test_a_project_of_which_no_task_came_back_is_refused():
    files = {name: text for name, text in project(MAP, Tool.BRAT).items() if not name.startswith("tasks/")}
    with pytest.raises(InvalidError, match="no task of ana came back"):
        bring(files, by="ben", where="ana")


def test_label_studio_tasks_may_come_back_in_any_order():
    files = project(MAP, Tool.LABEL_STUDIO)
    turned = json.dumps(json.loads(files["tasks.json"])[::-1])
    assert ends(bring({**files, "tasks.json": turned}, by="ana").map) == ends(MAP)


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({}, "is no project"),
        ({"map.json": "{}", "project.json": "{}"}, "not a map"),
        ({"project.json": '{"tool": "pen", "tasks": []}'}, "damaged"),
    ],
)
def test_what_is_no_project_is_said(files, said):
    whole = project(MAP, Tool.BRAT)
    given = {**whole, **files} if "project.json" in files and "map.json" not in files else files
    with pytest.raises(InvalidError, match=said):
        bring(given, by="ana")


def test_a_copy_of_a_post_is_not_asked_for():
    twice = replace(THIRD, same_as="p2")
    assert [task.post for task in tasks(map_of([FIRST, SECOND, twice], [OLD], []))] == ["p1", "p2"]
