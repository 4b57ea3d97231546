"""What models made of texts, kept on disk by the hash of what they read: a grown thread pays for what is new alone.

One SQLite file. Every entry carries its own hash; one that does not fit is as good as not there. Losing the cache, or
being unable to write it, costs time and nothing else.
"""

import hashlib
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from functools import cache as once
from pathlib import Path

from argmap.caches import cache_folder

_SEAL = 16
_LARGEST = 400_000_000
_ASKED_AT_ONCE = 500


class Cache:
    """A file of entries; `largest` is in bytes, past which the older half is dropped."""

    def __init__(self, path: Path, *, largest: int = _LARGEST) -> None:
        self._path, self._largest = path, largest
        self._file: sqlite3.Connection | None = None
        self._file = self._opened()

    def get(self, keys: Sequence[bytes]) -> dict[bytes, bytes]:
        """Return the entries there are, whole ones only."""
        found: dict[bytes, bytes] = {}
        if self._file is None:
            return found
        for start in range(0, len(keys), _ASKED_AT_ONCE):
            some = keys[start : start + _ASKED_AT_ONCE]
            asked = ",".join("?" * len(some))
            try:
                rows = self._file.execute(f"SELECT key, value FROM entries WHERE key IN ({asked})", some).fetchall()
            except sqlite3.Error:
                self._renew()
                return {}
            found |= {key: value[_SEAL:] for key, value in rows if value[:_SEAL] == _seal(key, value[_SEAL:])}
        return found

    def put(self, entries: Mapping[bytes, bytes] | Iterable[tuple[bytes, bytes]]) -> None:
        """Keep the entries, if there is room."""
        if self._file is None:
            return
        pairs = entries.items() if isinstance(entries, Mapping) else entries
        try:
            with self._file:
                rows = ((key, _seal(key, value) + value) for key, value in pairs)
                self._file.executemany("INSERT OR REPLACE INTO entries (key, value) VALUES (?, ?)", rows)
                self._shrink()
        except sqlite3.Error:
            # A full disk, or another process that writes: the next run finds less.
            pass

    def close(self) -> None:
        """Let go of the file."""
        if self._file is not None:
            self._file.close()
            self._file = None

    def _opened(self) -> sqlite3.Connection | None:
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            file = sqlite3.connect(self._path, timeout=2, check_same_thread=False)
            file.execute("PRAGMA journal_mode=WAL")
            file.execute("PRAGMA synchronous=OFF")
            file.execute("CREATE TABLE IF NOT EXISTS entries (id INTEGER PRIMARY KEY, key BLOB UNIQUE, value BLOB)")
            return file
        except sqlite3.DatabaseError as error:
            if isinstance(error, sqlite3.OperationalError):
                return None
            return self._renew()
        except OSError:
            return None

    def _renew(self) -> sqlite3.Connection | None:
        """Make the file anew where it is no database any more."""
        self.close()
        with suppress(OSError):
            self._path.unlink(missing_ok=True)
            if not self._path.exists():
                self._file = self._opened()
        return self._file

    def _shrink(self) -> None:
        assert self._file is not None
        pages, free, each = (
            self._file.execute(f"PRAGMA {name}").fetchone()[0] for name in ("page_count", "freelist_count", "page_size")
        )
        if (pages - free) * each <= self._largest:
            # Adding up the entries reads them all.
            return
        (size,) = self._file.execute("SELECT COALESCE(SUM(LENGTH(value)), 0) FROM entries").fetchone()
        if size > self._largest:
            self._file.execute("DELETE FROM entries WHERE id <= (SELECT (MIN(id) + MAX(id)) / 2 FROM entries)")


def key(*parts: bytes) -> bytes:
    """Return the name of an entry: a hash of all it depends on."""
    whole = hashlib.blake2b(digest_size=20)
    for part in parts:
        whole.update(len(part).to_bytes(8, "little"))
        whole.update(part)
    return whole.digest()


@once
def shared() -> Cache | None:
    """Return the cache of this user, or None where ARGMAP_CACHE is `off`; ARGMAP_CACHE may name another folder."""
    folder = cache_folder("models")
    return None if folder is None else Cache(folder / "read.sqlite")


def _seal(name: bytes, value: bytes) -> bytes:
    return hashlib.blake2b(name + value, digest_size=_SEAL).digest()
