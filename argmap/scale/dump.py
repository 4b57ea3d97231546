"""A dump is a file with many threads: which rows are of which thread is listed once, in a small SQLite file.

JSON Lines are read where they lie. Parquet is written out as JSON Lines first, a batch of rows at a time.
"""

import hashlib
import json
import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from argmap.errors import ReadError, WriteError

THREADS = (
    "thread_id", "thread", "link_id", "conversation_id", "root_id", "discussion_id", "discussion", "topic_id", "root",
)  # fmt: skip
UNPLACED = "rows without a thread"
LINES = (".jsonl", ".ndjson")
PARQUET = (".parquet", ".pq")
_BATCH = 10_000
_LONGEST_LINE = 64_000_000


class Dump:
    """The threads of one dump by number, in order of their first row."""

    def __init__(self, path: Path, listing: Path) -> None:
        self.path, self.listing = path, listing
        # The workers' threads take turns to ask for the next thread of a dump.
        self._rows = sqlite3.connect(f"file:{listing}?mode=ro", uri=True, check_same_thread=False)

    @contextmanager
    def _asked(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise ReadError(f"the listing {self.listing} is damaged ({error}); delete it and run again") from error

    def threads(self) -> Iterator[tuple[int, str, int]]:
        """Yield number, name and size in bytes of every thread."""
        query = (
            "SELECT t.number, t.name, (SELECT SUM(r.size) FROM rows r WHERE r.thread = t.number) "
            "FROM threads t ORDER BY t.number"
        )
        with self._asked():
            yield from self._rows.execute(query)

    def thread(self, number: int) -> bytes:
        """Return the rows of one thread as JSON Lines, in their order."""
        query = "SELECT start, size FROM rows WHERE thread = ? ORDER BY start"
        with self._asked():
            places = self._rows.execute(query, (number,)).fetchall()
        with self.path.open("rb") as file:
            return b"".join(_slice(file, start, size) for start, size in places)

    def close(self) -> None:
        """Close the listing."""
        self._rows.close()


def is_dump(path: Path) -> bool:
    """Return whether a file holds rows of many threads: Parquet, or JSON Lines with a column that names the thread."""
    if path.suffix in PARQUET:
        return True
    return path.suffix in LINES and _column(path) is not None


def dump_of(path: Path, scratch: Path, *, each: str | None = None) -> Dump:
    """Return the dump at `path`, its listing kept in `scratch`; `each` is "line" or the column that names the thread.

    Raise ReadError where no row has that column.
    """
    state = path.stat()
    mark = f"{path.resolve()}|{state.st_size}|{state.st_mtime_ns}|{each}"
    name = hashlib.sha256(mark.encode("utf-8", "surrogateescape")).hexdigest()[:24]
    scratch.mkdir(parents=True, exist_ok=True)
    lines = _spooled(path, scratch / f"{name}.jsonl") if path.suffix in PARQUET else path
    listing = scratch / f"{name}.sqlite"
    if not listing.exists():
        _list(lines, listing, each if each is not None else _column(lines))
    return Dump(lines, listing)


def _list(path: Path, listing: Path, column: str | None) -> None:
    """Write which rows are of which thread, whole or not at all."""
    if column is None:
        raise ReadError(f"{path.name} has no column that names the thread ({', '.join(THREADS)}); name it with --each")
    fresh = listing.with_suffix(".new")
    fresh.unlink(missing_ok=True)
    rows = sqlite3.connect(fresh)
    try:
        rows.executescript(
            "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;"
            "CREATE TABLE threads (number INTEGER PRIMARY KEY, name TEXT UNIQUE);"
            "CREATE TABLE rows (thread INTEGER, start INTEGER, size INTEGER);"
        )
        if not _fill(rows, path, column):
            raise ReadError(f"no row of {path.name} has a column {column!r}; name another with --each")
        rows.execute("CREATE INDEX by_thread ON rows (thread, start)")
        rows.commit()
    except sqlite3.Error as error:
        raise WriteError(f"cannot write in {listing.parent}: {error}; make room and run it again") from error
    finally:
        rows.close()
    fresh.replace(listing)


def _fill(rows: sqlite3.Connection, path: Path, column: str) -> int:
    numbers = 0
    for at, (start, line) in enumerate(_lines(path)):
        # A row that is broken or says no thread is kept with its like: mapped if it can be, else an error row.
        name = f"line {at + 1}" if column == "line" else _value(line, column) or UNPLACED
        found = rows.execute("SELECT number FROM threads WHERE name = ?", (name,)).fetchone()
        if found is None:
            rows.execute("INSERT INTO threads VALUES (?, ?)", (numbers, name))
            found, numbers = (numbers,), numbers + 1
        rows.execute("INSERT INTO rows VALUES (?, ?, ?)", (found[0], start, len(line)))
    return numbers


def _lines(path: Path) -> Iterator[tuple[int, bytes]]:
    start = 0
    with path.open("rb") as file:
        while line := file.readline(_LONGEST_LINE):
            if line.strip():
                yield start, line
            start += len(line)


def _column(path: Path) -> str | None:
    """Return the column that names the thread, where the first row has one."""
    try:
        with path.open("rb") as file:
            first = json.loads(file.readline(_LONGEST_LINE))
    except (OSError, ValueError, RecursionError):
        return None
    return next((name for name in THREADS if isinstance(first, dict) and first.get(name) is not None), None)


def _value(line: bytes, column: str) -> str | None:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        return None
    value = row.get(column) if isinstance(row, dict) else None
    return re.sub(r"\s+", " ", str(value)) if isinstance(value, str | int) else None


def _slice(file: Any, start: int, size: int) -> bytes:
    file.seek(start)
    data: bytes = file.read(size)
    return data if data.endswith(b"\n") else data + b"\n"


def _spooled(path: Path, lines: Path) -> Path:
    """Write the rows of a Parquet file as JSON Lines, whole or not at all."""
    if lines.exists():
        return lines
    from argmap.scale.tables import rows

    fresh = lines.with_suffix(".new")
    try:
        with fresh.open("w", encoding="utf-8") as file:
            for row in rows(path, batch=_BATCH):
                file.write(json.dumps(row, ensure_ascii=False, default=str) + "\n")
        fresh.replace(lines)
    except OSError as error:
        raise WriteError(f"cannot write in {lines.parent}: {error.strerror}; make room and run it again") from error
    return lines
