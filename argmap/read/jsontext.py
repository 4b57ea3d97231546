"""JSON and JSON lines are parsed once: the readers that ask for the same text share one result."""

import json
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from argmap.errors import ReadError

Record = dict[str, Any]
_LEAST_SHARE = 0.9
_BEGINS = re.compile(r'(?:[\[{]\s*){0,3}\{\s*"[^"\n]{0,100}"\s*:\s*[\["{\dtfn-]')


@lru_cache(maxsize=1)
def parse(text: str) -> Any:
    """Return what `text` says as JSON, or as a list where every line is JSON; None where it is neither.

    Raise ReadError where it nests deeper than can be read.
    """
    start = text.lstrip("\ufeff \t\n")
    if start[:1] not in ("{", "["):
        return None
    try:
        return json.loads(start)
    except RecursionError:
        raise ReadError("the JSON is nested too deeply to be a discussion; split it, one thread a file") from None
    except ValueError:
        return _by_line(start)


def broken(text: str) -> str | None:
    """Return what is wrong with a text that begins as JSON of records does and is none; None for any other text."""
    start = text.lstrip("\ufeff \t\n")
    if _BEGINS.match(start) is None:
        return None
    try:
        json.loads(start)
    except json.JSONDecodeError as error:
        return f"line {error.lineno}, column {error.colno}: {error.msg}"
    except (ValueError, RecursionError) as error:
        return str(error)
    return None


def records(value: Any) -> list[Record]:
    """Return the objects of a list; nothing where it is no list."""
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def objects(value: Any) -> Iterator[Record]:
    """Yield every object in `value`, outer ones first."""
    waiting = [value]
    while waiting:
        here = waiting.pop()
        if isinstance(here, dict):
            yield here
            waiting += reversed(list(here.values()))
        elif isinstance(here, list):
            waiting += reversed(here)


def words(record: Record, *names: str) -> str | None:
    """Return the first of the named values that is a text with something in it."""
    return next((record[name] for name in names if isinstance(record.get(name), str) and record[name].strip()), None)


def identity(record: Record, *names: str) -> str | None:
    """Return the first of the named values that can be an id, as text."""
    for name in names:
        value = record.get(name)
        if isinstance(value, str | int) and not isinstance(value, bool) and str(value).strip():
            return str(value)
    return None


def _by_line(text: str) -> list[Record] | None:
    lines = [line for line in text.split("\n") if line.strip()]
    if _object(lines[0]) is None:
        return None
    found = [value for line in lines if (value := _object(line)) is not None]
    # A dump may be cut in the middle of its last line.
    return found if len(found) >= _LEAST_SHARE * (len(lines) - 1) else None


def _object(line: str) -> Record | None:
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) else None
