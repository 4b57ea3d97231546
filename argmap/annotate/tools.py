"""The annotation tools: what a task looks like in the files of each, and what comes back of it."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from enum import StrEnum
from typing import Any

from argmap.annotate.tasks import Task
from argmap.argument import ArgumentMap
from argmap.errors import InvalidError
from argmap.formats import LOADERS, WRITERS
from argmap.formats.label_studio import CONFIG

TASKS = "tasks"
Files = Mapping[str, str]
Posts = Mapping[str, str]


class Tool(StrEnum):
    """What people annotate with."""

    BRAT = "brat"
    LABEL_STUDIO = "label-studio"
    INCEPTION = "inception"


def written(tool: Tool, asked: Sequence[Task]) -> dict[str, str]:
    """Return the files of the tasks, by path."""
    return _WRITTEN[tool](asked)


def read(tool: Tool, files: Files, posts: Posts, where: str) -> Iterator[tuple[str, ArgumentMap]]:
    """Yield the post of each task that came back and the map it holds now; `posts` are those of the tasks by name."""
    yield from _READ[tool](files, posts, where)


def _brat(asked: Sequence[Task]) -> dict[str, str]:
    return {f"{TASKS}/{one.name}/{name}": text for one in asked for name, text in WRITERS.get("brat")(one.map).items()}


def _label_studio(asked: Sequence[Task]) -> dict[str, str]:
    found = []
    for one in asked:
        (task,) = json.loads(WRITERS.get("label-studio")(one.map))
        task["data"] |= {"task": one.name, "post": one.post}
        found.append(task)
    return {f"{TASKS}.json": json.dumps(found, ensure_ascii=False, indent=1) + "\n", "labelling.xml": CONFIG}


def _inception(asked: Sequence[Task]) -> dict[str, str]:
    return {f"{TASKS}/{one.name}.json": WRITERS.get("inception")(one.map) for one in asked}


def _from_brat(files: Files, posts: Posts, where: str) -> Iterator[tuple[str, ArgumentMap]]:
    for task, post in posts.items():
        folder = f"{TASKS}/{task}/"
        mine = {name.removeprefix(folder): text for name, text in files.items() if name.startswith(folder)}
        if mine:
            yield post, LOADERS.get("brat")(mine, where=f"{where}/{folder}")


def _from_label_studio(files: Files, posts: Posts, where: str) -> Iterator[tuple[str, ArgumentMap]]:
    name = f"{TASKS}.json"
    if name not in files:
        raise InvalidError(f"{where} has no {name}; put there what Label Studio exported as JSON")
    for task in _array(files[name], f"{where}/{name}"):
        post = posts.get(str(task.get("data", {}).get("task", "")))
        if post is not None:
            yield post, LOADERS.get("label-studio")(json.dumps([task]), where=f"{where}/{name}")


def _from_inception(files: Files, posts: Posts, where: str) -> Iterator[tuple[str, ArgumentMap]]:
    for task, post in posts.items():
        name = f"{TASKS}/{task}.json"
        if name in files:
            yield post, LOADERS.get("inception")(files[name], where=f"{where}/{name}")


def _array(text: str, where: str) -> list[dict[str, Any]]:
    try:
        found = json.loads(text)
    except ValueError as error:
        raise InvalidError(f"{where} is not JSON ({error}); export as JSON from Label Studio") from error
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []


_WRITTEN: Mapping[Tool, Callable[[Sequence[Task]], dict[str, str]]] = {
    Tool.BRAT: _brat,
    Tool.LABEL_STUDIO: _label_studio,
    Tool.INCEPTION: _inception,
}
_READ: Mapping[Tool, Callable[[Files, Posts, str], Iterator[tuple[str, ArgumentMap]]]] = {
    Tool.BRAT: _from_brat,
    Tool.LABEL_STUDIO: _from_label_studio,
    Tool.INCEPTION: _from_inception,
}
