"""Reddit as JSON: a thread's listing with nested replies, "more" answers, and dumps in JSON or JSON lines."""

import html
import re
from collections.abc import Iterator
from typing import Any

from argmap.discussion import Discussion, Noise, NoiseKind
from argmap.errors import ReadError
from argmap.read.entries import Entry, assemble
from argmap.read.jsontext import Record, identity, objects, parse, words
from argmap.read.prose import Prose, from_markdown, titled
from argmap.read.times import when

_SITE = "https://www.reddit.com"
_GONE = frozenset(("[deleted]", "[removed]", "[ removed by reddit ]", "[deleted by user]", "[removed by moderator]"))
_STUB = re.compile(r'(?<!\\)"kind"\s*:\s*"more"')
_ESCAPED = re.compile(r"&(?:amp|lt|gt|#39|#x27|quot);")
_THING = re.compile(r"t[1-6]_")


def recognises(text: str) -> bool:
    """Return whether the JSON holds Reddit things: a listing, or comments with `link_id` and `parent_id`."""
    return next(_things(parse(text)), None) is not None


def read(text: str, source: str) -> Discussion:
    """Read Reddit JSON: a thread's `.json`, a `morechildren` answer, a dump.

    Keeps: replies, authors, times, ids, addresses, links, code, quotes; deleted comments that somebody answers.
    Loses: scores, flair, awards, pictures; what "more" stubs stand for (counted as noise).
    """
    things = list(_things(parse(text)))
    if not things:
        raise ReadError(f"{source} is not the JSON of a Reddit thread; add .json to the thread's address and save that")
    title = next((words(thing, "title") for thing in things if words(thing, "title")), None)
    stubs = [Noise(start=m.start(), end=m.end(), kind=NoiseKind.MISSING) for m in _STUB.finditer(text)]
    entries = [_entry(thing) for thing in things]
    name = _unescaped(title or "")
    return assemble(entries, source=source, format="reddit", title=name, noise=stubs, text=text)


def _things(value: Any) -> Iterator[Record]:
    """Yield the submissions and comments in `value`, in the order they stand."""
    listed: set[int] = set()
    for record in objects(value):
        data = record.get("data")
        if record.get("kind") in ("t1", "t3") and isinstance(data, dict):
            listed.add(id(data))
            if _is_thing(data):
                yield data
        elif id(record) not in listed and _is_thing(record) and _is_dumped(record):
            yield record


def _is_thing(record: Record) -> bool:
    comment = "body" in record and "parent_id" in record
    submission = "title" in record and ("selftext" in record or "num_comments" in record) and "author" in record
    return "id" in record and (comment or submission)


def _is_dumped(record: Record) -> bool:
    """Return whether a thing outside a listing is of Reddit."""
    link = str(record.get("link_id") or record.get("parent_id") or record.get("name") or "")
    return ("link_id" in record and _THING.match(link) is not None) or ("selftext" in record and "subreddit" in record)


def _entry(thing: Record) -> Entry:
    comment = "body" in thing
    said = words(thing, "body" if comment else "selftext") or ""
    body = _prose(said)
    author = words(thing, "author")
    return Entry(
        prose=body if comment else titled(_unescaped(words(thing, "title") or ""), body),
        source_id=_full_id(thing, comment=comment),
        parent=_parent(thing) if comment else None,
        author=None if author is None or author in _GONE else author.removeprefix("u/"),
        written=when(thing.get("created_utc")),
        url=_url(thing, comment=comment),
        gone=comment and (said.strip().casefold() in _GONE or not said.strip()),
    )


def _full_id(thing: Record, *, comment: bool) -> str | None:
    name = words(thing, "name")
    if name and _THING.match(name):
        return name
    own = identity(thing, "id")
    return own if own is None or _THING.match(own) else f"{'t1' if comment else 't3'}_{own}"


def _url(thing: Record, *, comment: bool) -> str | None:
    link, thread, own = words(thing, "permalink"), words(thing, "link_id"), identity(thing, "id")
    if link:
        return f"{_SITE}{link}" if link.startswith("/") else link
    known = comment and thread is not None and own is not None
    return f"{_SITE}/comments/{str(thread).removeprefix('t3_')}/_/{str(own).removeprefix('t1_')}/" if known else None


def _parent(thing: Record) -> str | None:
    parent = thing.get("parent_id")
    # Old dumps give the number that the id's letters stand for.
    if isinstance(parent, int) and not isinstance(parent, bool):
        return f"t1_{_base36(parent)}"
    if not isinstance(parent, str) or not parent:
        return identity(thing, "link_id")
    return parent if _THING.match(parent) else f"t1_{parent}"


def _base36(number: int) -> str:
    digits = ""
    while number > 0 and len(digits) < 20:
        number, rest = divmod(number, 36)
        digits = "0123456789abcdefghijklmnopqrstuvwxyz"[rest] + digits
    return digits


def _prose(said: str) -> Prose:
    if said.strip().casefold() in _GONE:
        return Prose(text=said.strip())
    return from_markdown(_unescaped(said))


def _unescaped(said: str) -> str:
    return html.unescape(said) if _ESCAPED.search(said) else said
