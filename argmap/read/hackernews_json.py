"""Hacker News as JSON: an Algolia item with its children, Algolia search hits, or Firebase items in a list."""

from collections.abc import Iterable, Iterator
from typing import Any

from argmap.discussion import Discussion
from argmap.errors import ReadError
from argmap.read.entries import Entry, assemble
from argmap.read.hackernews import GONE, ITEM, comment
from argmap.read.jsontext import Record, identity, objects, parse, records, words
from argmap.read.prose import Prose, titled
from argmap.read.times import when

_TYPES = frozenset("story comment poll pollopt job ask show".split())


def recognises(text: str) -> bool:
    """Return whether the JSON holds Hacker News items."""
    return bool(_items(parse(text)))


def read(text: str, source: str) -> Discussion:
    """Read Hacker News JSON, an Algolia item or hits, or Firebase items.

    Keeps: replies, authors, times, ids, addresses; deleted comments that somebody answers.
    Loses: scores, deleted comments that nobody answers (counted as noise).
    """
    items = _items(parse(text))
    if not items:
        raise ReadError(f"{source} is not the JSON of a Hacker News thread; see `argmap formats`")
    title = next((words(item, "title", "story_title") for item in items if words(item, "title", "story_title")), None)
    return assemble(_entries(items), source=source, format="hackernews-json", title=title, text=text)


def _items(value: Any) -> list[Record]:
    if isinstance(value, dict) and _is_algolia(value):
        return list(_algolia(value))
    if isinstance(value, dict) and records(value.get("hits")):
        return [hit for hit in records(value["hits"]) if "objectID" in hit and "created_at_i" in hit]
    some: Iterable[Any] = value if isinstance(value, list) else [value]
    if isinstance(value, dict) and not _is_firebase(value):
        some = value.values()
    # A tree of the same items, children in place of ids, is a list of items too.
    found = [
        item for item in objects([v for v in some if isinstance(v, dict) and _is_firebase(v)]) if _is_firebase(item)
    ]
    algolia = [v for v in some if isinstance(v, dict) and _is_algolia(v)]
    return found or [item for one in algolia for item in _algolia(one)]


def _is_algolia(item: Record) -> bool:
    return "created_at_i" in item and isinstance(item.get("children"), list) and item.get("type") in _TYPES


def _is_firebase(item: Record) -> bool:
    return item.get("type") in _TYPES and "id" in item and "time" in item and ("by" in item or "deleted" in item)


def _algolia(story: Record) -> Iterator[Record]:
    waiting = [story]
    while waiting:
        item = waiting.pop()
        yield item
        waiting += [{"parent_id": item.get("id"), **child} for child in reversed(records(item.get("children")))]


def _entries(items: list[Record]) -> Iterator[Entry]:
    for item in _in_order(items):
        number = identity(item, "id", "objectID")
        author = words(item, "by", "author")
        prose = comment(words(item, "text", "comment_text", "story_text") or "")
        gone = bool(item.get("deleted")) or (author is None and not prose.text) or GONE.match(prose.text) is not None
        shown = titled(words(item, "title"), prose)
        yield Entry(
            prose=shown if shown.text or not gone else Prose(text="[deleted]"),
            source_id=number,
            parent=identity(item, "parent", "parent_id", "story_id"),
            author=author,
            written=when(item.get("time", item.get("created_at_i"))),
            url=f"{ITEM}{number}" if number and number.isdigit() else None,
            gone=gone,
        )


def _in_order(items: list[Record]) -> list[Record]:
    """Return the items with the answers to one in the order that its `kids` give."""
    known = [kids for item in items if isinstance(kids := item.get("kids"), list)]
    rank = {str(kid): at for kids in known for at, kid in enumerate(kids) if isinstance(kid, int | str)}
    return sorted(items, key=lambda item: rank.get(str(item.get("id")), -1)) if rank else items
