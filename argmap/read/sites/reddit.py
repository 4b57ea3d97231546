"""Reddit: a thread's address with `.json`, then what its "more" stubs stand for, a hundred comments at a time."""

import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import SplitResult

from argmap.errors import ReadError
from argmap.read.jsontext import Record, objects
from argmap.read.sites import query
from argmap.read.web import Get

SITE = "https://www.reddit.com"
MOST_REQUESTS = 60
_AT_ONCE = 100
_THREAD = re.compile(r"/comments/(?P<thread>\w{1,12})(?:/[^/]*(?:/(?P<comment>\w{1,12}))?)?")
_SHORT = re.compile(r"/(?P<thread>\w{1,12})/?")
_RAW = {"raw_json": 1, "limit": 500}


def thread(address: SplitResult, get: Get) -> str | None:
    """Return the thread, or the part of it below one comment, as Reddit's JSON; None for another site.

    Stubs that are still there after MOST_REQUESTS answers stay in the JSON, where the reader counts them.
    """
    host = address.hostname or ""
    inside = re.search(_THREAD, address.path) if host == "reddit.com" or host.endswith(".reddit.com") else None
    match = inside or (_SHORT.fullmatch(address.path) if host == "redd.it" else None)
    if match is None:
        return None
    name, comment = match["thread"], match.groupdict().get("comment")
    first = get(_address(name, comment)).json
    if not isinstance(first, list):
        raise ReadError(f"{_address(name, comment)} is no thread; open it in a browser, add .json, save the page")
    return json.dumps([*first, *_expanded(first, name, get)])


def _address(name: str, comment: str | None) -> str:
    return f"{SITE}/comments/{name}{f'/_/{comment}' if comment else ''}.json?{query(_RAW)}"


def _expanded(first: list[Any], name: str, get: Get) -> Iterator[Any]:
    """Yield what the stubs stand for, and take those stubs out of the answers that held them."""
    ids, deeper = _taken(first)
    for _ in range(MOST_REQUESTS):
        if not ids and not deeper:
            return
        left = len(ids) // _AT_ONCE + len(deeper)
        if ids:
            now, ids = ids[:_AT_ONCE], ids[_AT_ONCE:]
            fields: dict[str, str | int] = {
                "api_type": "json",
                "link_id": f"t3_{name}",
                "children": ",".join(now),
                "raw_json": 1,
            }
            more = get(f"{SITE}/api/morechildren.json?{query(fields)}", left=left).json
        else:
            more = get(_address(name, deeper.pop()), left=left).json
        found = _taken(more)
        ids, deeper = ids + found[0], deeper + found[1]
        yield more
    yield from (_stub([one]) for one in ids + deeper)


def _taken(answer: Any) -> tuple[list[str], list[str]]:
    """Return the comments that stubs stand for, and those below which a thread goes on; the stubs go."""
    ids: list[str] = []
    deeper: list[str] = []
    for record in objects(answer):
        if record.get("kind") == "more" and isinstance(record.get("data"), dict):
            below = [str(one) for one in record["data"].get("children") or () if re.fullmatch(r"\w{1,12}", str(one))]
            parent = re.fullmatch(r"t1_(\w{1,12})", str(record["data"].get("parent_id")))
            ids += below
            deeper += [parent[1]] if parent and not below else []
            record["kind"], record["data"] = "followed", {}
    return ids, deeper


def _stub(ids: list[str]) -> Record:
    return {"kind": "more", "data": {"children": ids}}
