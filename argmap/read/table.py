"""Comments as rows: CSV, TSV, JSON lines, or any JSON of records that say who wrote what."""

import csv
import html
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields
from itertools import islice
from typing import Any

from argmap.discussion import Discussion
from argmap.errors import ReadError
from argmap.read import columns
from argmap.read.columns import Columns
from argmap.read.entries import Entry, assemble
from argmap.read.jsontext import Record, identity, parse, words
from argmap.read.lines import MAX_POSTS
from argmap.read.prose import Prose, from_html, plain, titled
from argmap.read.times import elapsed, when

_DELIMITERS = "\t,;|"
_SEEN_ROWS = 20
_FITTING = 0.8
_MARKED_UP = 0.2
_BELOW = frozenset("replies children comments responses answers kids thread".split())
_ENTITY = re.compile(r"&(?:amp|lt|gt|quot|nbsp|#x?[\da-f]{1,6});", re.I)
_TAG = re.compile(r"</?(?:p|a|i|b|em|strong|br|div|span|pre|code|blockquote|ul|ol|li)\b[^<>]{0,500}>", re.I)
_LONGEST_CELL = 50_000_000
_Row = tuple[Record, str | None]


def recognises(text: str) -> bool:
    """Return whether the text is a table of comments, or JSON with records that say who wrote what."""
    said = parse(text)
    if said is not None:
        return next(_records(said), None) is not None
    return _delimiter(text) is not None


def read(text: str, source: str, chosen: Columns | None = None) -> Discussion:
    """Read a table of comments: CSV, TSV, JSON lines or other JSON.

    Keeps: ids, replies, authors, times, addresses and titles, by the columns' names or --columns.
    Loses: the other columns.
    """
    said = parse(text)
    rows = list(_records(said, chosen) if said is not None else _cells(text, source, chosen))
    names = dict.fromkeys(name for record, _ in islice(rows, 1_000) for name in record)
    meant = columns.find(names, chosen)
    if meant is None or not rows:
        raise ReadError(f"{source} has no column that says what was written; name it with --columns text=NAME")
    _refuse_unknown(chosen, names, source)
    marked_up = _is_marked_up(rows, meant)
    entries = [_entry(record, parent, meant, marked_up=marked_up) for record, parent in rows]
    titles = {name for record, _ in rows if (name := words(record, *meant.title))}
    title = titles.pop() if len(titles) == 1 else None
    return assemble(entries, source=source, format="table", title=title)


def _refuse_unknown(chosen: Columns | None, names: Iterable[str], source: str) -> None:
    missing = [name for one in fields(chosen) for name in getattr(chosen, one.name)] if chosen else []
    missing = [name for name in missing if name not in names]
    if missing:
        raise ReadError(f"{source} has no column {missing[0]!r}; it has {', '.join(islice(names, 30))}")


def _cells(text: str, source: str, chosen: Columns | None) -> Iterator[_Row]:
    delimiter = _delimiter(text, chosen)
    if delimiter is None:
        wanted = "the columns chosen" if chosen else "a column text, comment or body"
        raise ReadError(f"{source} is no table of comments: its first row must name {wanted}")
    rows = _rows(text, delimiter)
    names = next(rows, [])
    try:
        for count, row in enumerate(rows):
            if count > MAX_POSTS:
                raise ReadError(f"{source} holds more than {MAX_POSTS:,} rows; split it, one thread a file")
            if any(cell.strip() for cell in row):
                yield dict(zip(names, row, strict=False)), None
    except csv.Error as error:
        raise ReadError(f"{source} is a broken table: {error}; save it again as CSV") from error


def _rows(text: str, delimiter: str) -> Iterator[list[str]]:
    csv.field_size_limit(_LONGEST_CELL)
    return csv.reader(text.lstrip("\ufeff").split("\n") if '"' not in text else _lines(text), delimiter=delimiter)


def _lines(text: str) -> Iterator[str]:
    yield from (f"{line}\n" for line in text.lstrip("\ufeff").split("\n"))


def _delimiter(text: str, chosen: Columns | None = None) -> str | None:
    """Return the sign between the cells, where the first row names columns and the next ones have as many cells."""
    head = text.lstrip("\ufeff\n ")
    first = head.split("\n", 1)[0]
    for sign in _DELIMITERS:
        if sign in first and len(first) < 10_000 and _is_table(head[:1_000_000], sign, chosen):
            return sign
    return None


def _is_table(head: str, sign: str, chosen: Columns | None) -> bool:
    try:
        rows = list(islice(_rows(head, sign), _SEEN_ROWS))
    except csv.Error:
        return False
    filled = [row for row in rows[1:] if row]
    fitting = sum(len(row) == len(rows[0]) for row in filled)
    return (
        len(rows[0]) > 1
        and fitting > 0
        and fitting >= _FITTING * len(filled)
        and columns.find(rows[0], chosen) is not None
    )


def _records(value: Any, chosen: Columns | None = None) -> Iterator[_Row]:
    """Yield every object in `value` that says who wrote what, with the id of the one it is nested in."""
    waiting: list[tuple[Any, str | None]] = [(value, None)]
    count = 0
    while waiting:
        here, parent = waiting.pop()
        if isinstance(here, list):
            waiting += [(item, parent) for item in reversed(here) if isinstance(item, dict | list)]
        elif isinstance(here, dict):
            below = parent
            if _says(here, chosen):
                count += 1
                below = _name(here, chosen) or f"record {count}"
                yield (here if _name(here, chosen) else {**here, "id": below}), parent
                nested = [here[key] for key in here if columns.plain(key) in _BELOW]
            else:
                nested = list(here.values())
            waiting += [(item, below) for item in reversed(nested) if isinstance(item, dict | list)]


def _says(record: Record, chosen: Columns | None) -> bool:
    found = columns.find(record, chosen)
    return found is not None and any(isinstance(record.get(name), str) for name in found.text)


def _name(record: Record, chosen: Columns | None) -> str | None:
    found = columns.find(record, chosen)
    return _id(columns.value(record, found.id)) if found else None


def _entry(record: Record, parent: str | None, meant: Columns, *, marked_up: bool) -> Entry:
    moment = columns.value(record, meant.written)
    own = _id(columns.value(record, meant.id))
    answered = _id(columns.value(record, meant.reply_to)) or parent
    prose = _prose(columns.value(record, meant.text), marked_up=marked_up)
    return Entry(
        prose=prose if answered else titled(words(record, *meant.title), prose),
        source_id=None if own is None or own.startswith("record ") else own,
        key=own,
        parent=answered,
        author=_author(columns.value(record, meant.author)),
        written=when(moment),
        age=elapsed(moment),
        url=words(record, *meant.url),
    )


def _id(value: Any) -> str | None:
    name = identity({"id": int(value) if isinstance(value, float) and value.is_integer() else value}, "id")
    # A column of numbers with gaps is often saved as decimals.
    return re.sub(r"^(\d+)\.0$", r"\1", name.strip()) if name else None


def _author(value: Any) -> str | None:
    if isinstance(value, dict):
        return identity(value, "username", "login", "name", "display_name", "id")
    return identity({"by": value}, "by")


def _prose(value: Any, *, marked_up: bool) -> Prose:
    said = value if isinstance(value, str) else ""
    if marked_up:
        return from_html(said)
    return plain(html.unescape(said) if _ENTITY.search(said) else said)


def _is_marked_up(rows: Sequence[_Row], meant: Columns) -> bool:
    said = [text for record, _ in islice(rows, 200) if isinstance(text := columns.value(record, meant.text), str)]
    return sum(_TAG.search(text) is not None for text in said) > _MARKED_UP * len(said)
