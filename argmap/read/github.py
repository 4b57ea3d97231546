"""A GitHub issue, pull request or discussion as JSON: of the REST or GraphQL interface, of `gh`, or of an archive."""

import re
from collections.abc import Iterator
from typing import Any

from argmap.discussion import Discussion, ReplyEvidence
from argmap.errors import ReadError
from argmap.read.entries import Entry, assemble
from argmap.read.jsontext import Record, identity, objects, parse, records, words
from argmap.read.prose import from_markdown, titled
from argmap.read.times import when

_BELONGS = 0.5
_LISTS = ("comments", "reviews", "replies")
_SITE = re.compile(r"https://(?:api\.)?github\.com/")
_WRITTEN = ("createdAt", "created_at", "submittedAt", "submitted_at")


def recognises(text: str) -> bool:
    """Return whether the JSON holds a GitHub thread or its comments."""
    return bool(_found(parse(text)))


def read(text: str, source: str) -> Discussion:
    """Read GitHub JSON: an issue, pull request or discussion with its comments.

    Keeps: authors, times, ids, addresses, links, code, quotes, known replies.
    Loses: reactions, labels, events, diffs.
    """
    found = _found(parse(text))
    if not found:
        raise ReadError(f"{source} is not the JSON of a GitHub issue or discussion; see `argmap formats`")
    threads = [record for record in found if _is_thread(record)]
    title = words(threads[0], "title") if len(threads) == 1 else None
    entries = _entries(found, several=len(threads) > 1)
    return assemble(entries, source=source, format="github", title=title)


def _found(value: Any) -> list[Record]:
    """Return the threads in `value`, and the comments that stand in no thread."""
    found: list[Record] = []
    inside: set[int] = set()
    for record in objects(value):
        if id(record) in inside:
            continue
        if _is_thread(record) or _is_comment(record):
            found.append(record)
            inside.update(id(below) for name in _LISTS for below in objects(record.get(name)))
    return found


def _is_thread(record: Record) -> bool:
    listed = isinstance(record.get("comments"), list | dict) and words(record, *_WRITTEN) is not None
    known = _SITE.match(words(record, "html_url", "url") or "") is not None
    return "title" in record and "body" in record and (listed or known) and ("author" in record or "user" in record)


def _is_comment(record: Record) -> bool:
    known = _SITE.match(words(record, "html_url", "url") or "") is not None
    return known and "body" in record and ("author" in record or "user" in record) and bool(words(record, *_WRITTEN))


def _entries(found: list[Record], *, several: bool) -> Iterator[Entry]:
    count = 0
    for top in found:
        waiting: list[tuple[Record, str | None, bool]] = [(top, None, False)]
        while waiting:
            record, parent, known = waiting.pop()
            count += 1
            name = identity(record, "id", "databaseId", "node_id") or f"post {count}"
            own = identity(record, "in_reply_to_id")
            yield _entry(record, name, own or parent, known=known or own is not None)
            # The comments of a review answer it; those of a thread only belong to it.
            within = name if several or not _is_thread(record) else None
            below = [(child, within, not _is_thread(record)) for child in _below(record)]
            waiting += reversed(below)


def _below(record: Record) -> list[Record]:
    return [child for name in _LISTS for child in _listed(record.get(name)) if "body" in child]


def _listed(value: Any) -> list[Record]:
    """Return the objects of a list, of GraphQL's `nodes`, or of its `edges`."""
    if isinstance(value, dict):
        edges = [edge["node"] for edge in records(value.get("edges")) if isinstance(edge.get("node"), dict)]
        return records(value.get("nodes")) or edges
    return records(value)


def _entry(record: Record, name: str, parent: str | None, *, known: bool) -> Entry:
    body = from_markdown(words(record, "body") or "", breaks=True)
    return Entry(
        prose=titled(words(record, "title"), body) if _is_thread(record) else body,
        source_id=identity(record, "id", "databaseId", "node_id"),
        key=name,
        parent=parent,
        evidence=ReplyEvidence.SOURCE if known else ReplyEvidence.ORDER,
        confidence=1.0 if known else _BELONGS,
        author=_author(record),
        written=when(words(record, *_WRITTEN)),
        url=words(record, "html_url", "url"),
        gone=not body.text and not _is_thread(record),
    )


def _author(record: Record) -> str | None:
    said = record.get("author") or record.get("user")
    return words(said, "login", "name") if isinstance(said, dict) else said if isinstance(said, str) else None
