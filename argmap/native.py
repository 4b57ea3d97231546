"""The native JSON, `argmap/1`: a map in, a map out, its JSON Schema, and what a file holds beyond it."""

import hashlib
import json
import math
import types
import typing
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any

from argmap.argument import ArgumentMap
from argmap.errors import InvalidError

SCHEMA = "argmap/1"
_MAPPINGS = (dict, types.MappingProxyType)
_latest: tuple[ArgumentMap | None, str] = (None, "")


def dump(argument_map: ArgumentMap) -> str:
    """Return the map as `argmap/1` JSON: the same map gives the same bytes."""
    global _latest
    # A map never changes, and its page is named by the hash of the JSON that was just written.
    of, text = _latest
    if of is not argument_map:
        text = _written(argument_map) + "\n"
        _latest = argument_map, text
    return text


def _written(argument_map: ArgumentMap) -> str:
    from pydantic_core import PydanticSerializationError, to_json

    data = {"schema": SCHEMA} | {field.name: getattr(argument_map, field.name) for field in fields(argument_map)}
    with suppress(PydanticSerializationError):
        # Four times as fast as Python's, the same signs.
        text: str = to_json(data, indent=1, fallback=plain).decode("utf-8")
        if "NaN" not in text and "Infinity" not in text:
            return text
    # Half a surrogate pair, which UTF-8 cannot hold, or perhaps a number that is none.
    return json.dumps(plain(data), ensure_ascii=False, indent=1, allow_nan=False)


def fingerprint(argument_map: ArgumentMap) -> str:
    """Return what tells one map from every other: 16 hexadecimal digits of the hash of its JSON."""
    return hashlib.sha256(dump(argument_map).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def load(text: str, *, where: str = "the map") -> ArgumentMap:
    """Return the map that `argmap/1` JSON describes, ignoring unknown keys; raise InvalidError naming the place."""
    from pydantic import ValidationError

    data = parse(text, where=where)
    if (place := next(_infinite(data, ""), None)) is not None:
        raise InvalidError(f"{where}: {place}: a number must be finite")
    try:
        loaded: ArgumentMap = _adapter().validate_json(json.dumps(data), strict=True)
    except ValidationError as error:
        raise InvalidError(_first_line(error, where)) from error
    return loaded


def parse(text: str, *, where: str = "the map") -> dict[str, Any]:
    """Return the JSON object of an `argmap/1` file; raise InvalidError where it is none."""
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise InvalidError(
            f"{where} is not JSON ({error}); a map is a file that `argmap map --to json` wrote"
        ) from error
    if not isinstance(data, dict) or data.get("schema") != SCHEMA:
        raise InvalidError(f'{where} is not a map: its "schema" is not "{SCHEMA}"')
    return data


def looks_like_map(text: str) -> bool:
    """Return whether `text` begins as an `argmap/1` file does."""
    return text.lstrip()[:1] == "{" and f'"{SCHEMA}"' in text[:200]


def schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of `argmap/1`."""
    described: dict[str, Any] = _adapter().json_schema()
    described["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    described["title"] = SCHEMA
    described["properties"] = {"schema": {"const": SCHEMA}, **described["properties"]}
    described["required"] = ["schema", *described["required"]]
    return described


def unknown_keys(data: dict[str, Any]) -> tuple[str, ...]:
    """Name the keys of a parsed map that `argmap/1` does not know, such as "components[0].colour"."""
    return tuple(_strangers({key: value for key, value in data.items() if key != "schema"}, ArgumentMap, ""))


@cache
def _adapter() -> Any:
    from pydantic import TypeAdapter

    return TypeAdapter(ArgumentMap)


def plain(value: Any) -> Any:
    """Return a map, or a part of one, as the lists, objects, texts and numbers that its JSON holds."""
    if is_dataclass(value):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple):
        return [plain(item) for item in value]
    return {key: plain(item) for key, item in value.items()} if isinstance(value, _MAPPINGS) else value


def _infinite(value: Any, path: str) -> Iterator[str]:
    if isinstance(value, float) and not math.isfinite(value):
        yield path
    elif isinstance(value, dict | list):
        for key, item in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _infinite(item, f"{path}.{key}".lstrip("."))


def _strangers(value: Any, expected: Any, path: str) -> Iterator[str]:
    if isinstance(value, list):
        for index, item in enumerate(value):
            yield from _strangers(item, _item_type(expected), f"{path}[{index}]")
    elif isinstance(value, dict) and (kind := _dataclass_in(expected)) is not None:
        known = typing.get_type_hints(kind)
        for key, item in value.items():
            place = f"{path}.{key}".lstrip(".")
            if key not in known:
                yield place
            else:
                yield from _strangers(item, known[key], place)


def _item_type(expected: Any) -> Any:
    options = [expected, *typing.get_args(expected)]
    found = [option for option in options if typing.get_origin(option) is tuple]
    return typing.get_args(found[0])[0] if found else None


def _dataclass_in(expected: Any) -> type | None:
    options = [expected, *typing.get_args(expected)]
    return next((option for option in options if isinstance(option, type) and is_dataclass(option)), None)


def _first_line(error: Any, where: str) -> str:
    problems = error.errors(include_url=False)
    first = problems[0]
    place = ".".join(str(part) for part in first["loc"]) or "the map"
    message = first["msg"].removeprefix("Value error, ")
    more = f" (and {len(problems) - 1} more problems)" if len(problems) > 1 else ""
    return f"{where}: {place}: {message}{more}"
