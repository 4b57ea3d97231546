"""Stack Exchange: the rows of a dump (`Posts.xml`, `Comments.xml`), or the JSON of its interface."""

import html
import re
from collections.abc import Iterator
from typing import Any

from argmap.discussion import Discussion, ReplyEvidence
from argmap.errors import ReadError
from argmap.read.entries import Entry, assemble
from argmap.read.jsontext import Record, identity, parse, records, words
from argmap.read.prose import from_html, from_markdown, titled
from argmap.read.times import when

_ROW = re.compile(r"<row\s(?P<attributes>(?:[^<>\"]|\"[^<>\"]*\")*)/?>")
_ATTRIBUTE = re.compile(r"\b(?P<name>[A-Z]\w{0,40})=\"(?P<value>[^\"]*)\"")
_HOLDS_POSTS = re.compile(r"<row\s[^<>]{0,200}\bPostTypeId=", re.I)
_NEXT = 0.5
_DUMP = re.compile(r"<(?:comments|posts)>\s*<row\s", re.I)
_IDS = ("question_id", "answer_id", "comment_id", "post_id")


def recognises(text: str) -> bool:
    """Return whether the text is a dump of posts or comments, or the interface's JSON of them."""
    said = parse(text)
    if said is not None:
        return bool(_items(said))
    return _DUMP.search(text[:2_000]) is not None


def read(text: str, source: str) -> Discussion:
    """Read Stack Exchange: dump rows in XML, or the JSON of its interface.

    Keeps: questions, answers and comments with what they answer, authors, times, ids, addresses.
    Loses: votes, tags, the history of edits.
    """
    said = parse(text)
    items = _items(said)
    if said is not None and not items:
        raise ReadError(f"{source} is not JSON of Stack Exchange questions, answers or comments")
    entries = list(_of_items(items) if items else _of_rows(text))
    title = next((words(item, "title") for item in items if words(item, "title")), None)
    return assemble(entries, source=source, format="stackexchange", title=html.unescape(title or ""))


def _of_rows(text: str) -> Iterator[Entry]:
    # Where a dump of comments comes without its posts, those on one post are a talk: each answers the one before it.
    before: dict[str, str] | None = None if _HOLDS_POSTS.search(text) else {}
    for row in _ROW.finditer(text):
        said = {m["name"]: html.unescape(m["value"]) for m in _ATTRIBUTE.finditer(row["attributes"])}
        comment = "PostId" in said
        body = from_markdown(said.get("Text", "")) if comment else from_html(said.get("Body", ""))
        name, above = said.get("Id"), said.get("PostId") or said.get("ParentId")
        told = before is None or above is None
        if before is not None and above is not None:
            previous, before[above] = before.get(above), f"comment {name}"
            above = previous
        yield Entry(
            prose=titled(said.get("Title"), body),
            source_id=name,
            key=f"comment {name}" if comment else name,
            parent=above,
            evidence=ReplyEvidence.SOURCE if told else ReplyEvidence.ORDER,
            confidence=1.0 if told else _NEXT,
            author=said.get("UserDisplayName")
            or said.get("OwnerDisplayName")
            or said.get("UserId")
            or said.get("OwnerUserId"),
            written=when(said.get("CreationDate")),
            start=row.start(),
            end=row.end(),
            gone=not body.text,
        )


def _items(value: Any) -> list[Record]:
    items = records(value.get("items") if isinstance(value, dict) else value)
    return [
        item for item in items if "owner" in item and "creation_date" in item and any(name in item for name in _IDS)
    ]


def _of_items(items: list[Record]) -> Iterator[Entry]:
    waiting: list[tuple[Record, str | None]] = [(item, None) for item in reversed(items)]
    while waiting:
        item, parent = waiting.pop()
        kind = next((name for name in ("comment_id", "answer_id", "question_id", "post_id") if name in item), "post_id")
        name = identity(item, kind)
        above = parent or (identity(item, "post_id") if kind == "comment_id" else identity(item, "question_id"))
        yield _entry(item, name, f"comment {name}" if kind == "comment_id" else name, above)
        below = [*records(item.get("comments")), *records(item.get("answers"))]
        waiting += [(child, name) for child in reversed(below)]


def _entry(item: Record, name: str | None, key: str | None, parent: str | None) -> Entry:
    rendered = words(item, "body")
    body = from_html(rendered) if rendered else from_markdown(html.unescape(words(item, "body_markdown") or ""))
    owner = item.get("owner")
    author = words(owner, "display_name") if isinstance(owner, dict) else None
    return Entry(
        prose=titled(html.unescape(words(item, "title") or ""), body),
        source_id=name,
        key=key,
        parent=parent if parent != key else None,
        author=html.unescape(author) if author else None,
        written=when(item.get("creation_date")),
        url=words(item, "link", "share_link"),
        gone=not body.text,
    )
