"""A folder for annotators: guidelines, a task a post in their tool's format, the map; and the way back."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from argmap.annotate.gathered import Gathered, gathered
from argmap.annotate.tasks import Order, tasks
from argmap.annotate.tools import Tool, read, written
from argmap.argument import ArgumentMap
from argmap.errors import InvalidError
from argmap.native import dump, load

MAP, LIST, GUIDELINES = "map.json", "project.json", "guidelines.md"
_HERE = Path(__file__).resolve().parent


@dataclass(frozen=True, slots=True, kw_only=True)
class _Listed:
    """What was exported: for which tool, and the post of each task."""

    tool: Tool
    posts: Mapping[str, str]


def project(argument_map: ArgumentMap, to: Tool, order: Order = Order.READING) -> dict[str, str]:
    """Return the files of a project folder by their paths; the machine's marks are there to be corrected."""
    asked = tasks(argument_map, order)
    listed = [{"task": one.name, "post": one.post, "doubt": one.doubt} for one in asked]
    files = {
        GUIDELINES: guidelines(),
        MAP: dump(argument_map),
        LIST: json.dumps({"tool": to.value, "order": order.value, "tasks": listed}, indent=1) + "\n",
    }
    return files | written(to, asked)


def bring(files: Mapping[str, str], *, by: str, where: str = "the project") -> Gathered:
    """Return the map that annotators made of a project, its marks with their name; raise InvalidError for none.

    `files` are those of the folder by path; for Label Studio `tasks.json` is what it exported.
    """
    if MAP not in files or LIST not in files:
        raise InvalidError(f"{where} is no project: {MAP} or {LIST} is missing; name the folder that export wrote")
    given = load(files[MAP], where=f"{where}/{MAP}")
    listed = _listed(files[LIST], where)
    windows = dict(read(listed.tool, files, listed.posts, where))
    if not windows:
        raise InvalidError(f"no task of {where} came back; put what {listed.tool} wrote where the tasks were")
    missing = tuple(post for post in listed.posts.values() if post not in windows)
    return replace(gathered(given, windows, by), missing=missing)


def guidelines() -> str:
    """Return the annotation guidelines, as they came along with the package or stand in the checkout."""
    places = (_HERE / GUIDELINES, _HERE.parent.parent / "docs" / "annotation-guidelines.md")
    return next((place.read_text(encoding="utf-8") for place in places if place.is_file()), "")


def _listed(text: str, where: str) -> _Listed:
    try:
        found = json.loads(text)
        return _Listed(tool=Tool(found["tool"]), posts={str(one["task"]): str(one["post"]) for one in found["tasks"]})
    except (ValueError, KeyError, TypeError) as error:
        raise InvalidError(f"{where}/{LIST} is damaged ({error}); export the project again") from error
