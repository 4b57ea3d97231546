"""A library of claims from a dataset: words in SQLite FTS5, meaning as int8 vectors and their signs as bits.

`library/claims.sqlite` holds each claim with its place, and what answered it; `vectors.npy` an int8 row a claim (row
0 is claim 1); `bits.npy` six words of 64 sign bits a claim, column by column, which a search looks through first.
"""

import shutil
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import numpy as np

from argmap.errors import ReadError, WriteError
from argmap.scale import tables
from argmap.scale.store import Store

LIBRARY = "library"
CLAIMS, VECTORS, BITS = "claims.sqlite", "vectors.npy", "bits.npy"
_WORDS = tables.WIDTH // 64
_TABLES = """
PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-64000;
CREATE TABLE posts (id INTEGER PRIMARY KEY, discussion TEXT, post TEXT, author TEXT, written TEXT, url TEXT);
CREATE TABLE claims (id INTEGER PRIMARY KEY, post INTEGER, component TEXT, kind TEXT, canonical TEXT, text TEXT,
  starts INTEGER, ends INTEGER);
CREATE TABLE answers (target INTEGER, source INTEGER, kind TEXT, subtype TEXT, confidence REAL);
CREATE VIRTUAL TABLE words USING fts5(canonical, text, content='', tokenize="unicode61 remove_diacritics 2");
"""
_AFTER = """
CREATE INDEX answered ON answers (target);
CREATE INDEX said ON posts (author);
CREATE INDEX placed ON claims (post);
CREATE VIRTUAL TABLE spread USING fts5vocab(words, row);
CREATE TABLE terms (term TEXT PRIMARY KEY, claims INTEGER) WITHOUT ROWID;
INSERT INTO terms SELECT term, doc FROM spread WHERE doc > 1;
DROP TABLE spread;
"""


def index(folder: Path) -> int:
    """Build the library of the dataset in `folder` anew; return how many claims it holds.

    The library that was there stays until the new one is whole. Raise ReadError where `folder` holds no dataset or a
    damaged one, WriteError where there is no room.
    """
    store = Store(folder=folder)
    parts = store.parts("components")
    fresh, old = folder / f"{LIBRARY}.new", folder / f"{LIBRARY}.old"
    try:
        for left in (fresh, old):
            shutil.rmtree(left, ignore_errors=True)
        fresh.mkdir()
        count = _build(store.folder, parts, fresh)
        if (folder / LIBRARY).exists():
            (folder / LIBRARY).rename(old)
        fresh.rename(folder / LIBRARY)
    except (OSError, sqlite3.Error) as error:
        raise WriteError(f"cannot write in {folder}: {error}; make room and run it again") from error
    finally:
        for left in (fresh, old):
            shutil.rmtree(left, ignore_errors=True)
    return count


def _build(folder: Path, parts: Sequence[Path], fresh: Path) -> int:
    with closing(sqlite3.connect(fresh / CLAIMS)) as claims, _Vectors(fresh) as vectors:
        claims.executescript(_TABLES)
        count = 0
        for path in parts:
            count = _add(claims, vectors, folder, path.name, count)
        claims.executescript(_AFTER)
        claims.commit()
    return count


def _add(claims: sqlite3.Connection, vectors: "_Vectors", folder: Path, part: str, count: int) -> int:
    """Add the claims of one part, numbered on from `count`; return the number after the last."""
    first = claims.execute("SELECT COALESCE(MAX(id), 0) FROM posts").fetchone()[0] + 1
    said = list(_rows(folder, "posts", part, "discussion", "post", "author", "written", "url"))
    posts = {(row[0], row[1]): at for at, row in enumerate(said, first)}
    claims.executemany("INSERT INTO posts VALUES (?,?,?,?,?,?)", ((posts[row[0], row[1]], *row) for row in said))
    names = ("discussion", "post", "component", "kind", "canonical", "text", "start", "end", "quote_of")
    found = list(_rows(folder, "components", part, *names))
    # A copy of somebody's words is not said once more.
    own = [at for at, row in enumerate(found) if row[8] is None]
    vectors.add(folder / "components" / part, own)
    ids = {(found[at][0], found[at][2]): number for number, at in enumerate(own, count + 1)}
    rows = [found[at] for at in own]
    claims.executemany(
        "INSERT INTO claims VALUES (?,?,?,?,?,?,?,?)", ((ids[r[0], r[2]], posts[r[0], r[1]], *r[2:8]) for r in rows)
    )
    claims.executemany(
        "INSERT INTO words (rowid, canonical, text) VALUES (?,?,?)", ((ids[r[0], r[2]], r[4], r[5]) for r in rows)
    )
    links = _rows(folder, "relations", part, "discussion", "source", "target", "kind", "subtype", "confidence")
    ends = ((ids.get((r[0], r[2])), ids.get((r[0], r[1])), *r[3:]) for r in links)
    claims.executemany("INSERT INTO answers VALUES (?,?,?,?,?)", (r for r in ends if r[0] and r[1]))
    return count + len(own)


def _rows(folder: Path, table: str, part: str, *names: str) -> Iterator[tuple[Any, ...]]:
    columns = tables.columns(folder / table / part, names)
    return zip(*(columns[name] for name in names), strict=True)


class _Vectors:
    """Rows of vectors as they come, then one array of them and one of their sign bits."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._count = folder, 0
        self._raw = folder / "vectors.raw"
        self._file = self._raw.open("wb")

    def __enter__(self) -> "_Vectors":
        return self

    def add(self, part: Path, own: list[int]) -> None:
        """Add the vectors of the rows `own` of a part, if it has any: a run has them for all its claims or for none."""
        found = tables.vectors(part)
        if found is not None:
            self._file.write(np.ascontiguousarray(found[own]).tobytes())
            self._count += len(own)

    def __exit__(self, kind: object, *_: object) -> None:
        self._file.close()
        if self._count and kind is None:
            rows = np.memmap(self._raw, dtype=np.int8, mode="r", shape=(self._count, tables.WIDTH))
            np.save(self._folder / VECTORS, rows, allow_pickle=False)
            np.save(self._folder / BITS, bits(rows), allow_pickle=False)
            del rows
        self._raw.unlink()


def bits(rows: "np.ndarray[Any, Any]") -> "np.ndarray[Any, Any]":
    """Return the signs of vectors as six rows of 64-bit words, a column a vector."""
    found = np.empty((_WORDS, len(rows)), dtype=np.uint64)
    for start in range(0, len(rows), 100_000):
        some = rows[start : start + 100_000]
        found[:, start : start + len(some)] = np.packbits(some > 0, axis=1).view(np.uint64).T
    return found


def library(folder: Path) -> Path:
    """Return the folder of the library of a dataset; raise ReadError where it was not made."""
    place = folder / LIBRARY
    if not (place / CLAIMS).is_file():
        raise ReadError(f"{folder} has no library yet; make it with argmap index {folder}")
    return place
