"""A discussion of the Internet Argument Corpus: rows of id, side, author, text, annotations, parent, category, time."""

from typing import Any

from argmap.discussion import Discussion
from argmap.errors import ReadError
from argmap.read.entries import Entry, assemble
from argmap.read.jsontext import identity, parse, words
from argmap.read.prose import plain
from argmap.read.times import when

_FIELDS = range(6, 12)


def recognises(text: str) -> bool:
    """Return whether the JSON is a discussion of the corpus."""
    return bool(_rows(parse(text)))


def read(text: str, source: str) -> Discussion:
    """Read a discussion of the Internet Argument Corpus.

    Keeps: replies, authors, times, ids, title.
    Loses: the annotations.
    """
    said = parse(text)
    rows = _rows(said)
    if not rows:
        raise ReadError(f"{source} is not a discussion of the Internet Argument Corpus")
    about = next((part for part in said[1:] if isinstance(part, dict) and part.get("title")), {})
    entries = [_entry(row) for row in rows]
    return assemble(entries, source=source, format="iac", title=words(about, "title"), nested=False)


def _rows(value: Any) -> list[list[Any]]:
    posts = value[0] if isinstance(value, list) and value and isinstance(value[0], list) else []
    fitting = all(isinstance(row, list) and len(row) in _FIELDS and isinstance(row[3], str) for row in posts)
    known = all(isinstance(row[0], str | int) and isinstance(row[4], dict) for row in posts) if fitting else False
    return posts if known else []


def _entry(row: list[Any]) -> Entry:
    return Entry(
        prose=plain(row[3]),
        source_id=identity({"id": row[0]}, "id"),
        parent=identity({"id": row[5]}, "id"),
        author=identity({"by": row[2]}, "by"),
        written=when(row[7]) if len(row) > 7 else None,
    )
