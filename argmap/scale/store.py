"""The folder of a run: six tables in parts, one part a chunk; a chunk is there whole or not at all.

A part is written beside the tables and renamed into them; the chunk's mark in `chunks/` is written last. What has no
mark was cut off and is done again, under the same names: nothing is lost, nothing stands twice.
"""

import fcntl
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from argmap.errors import ReadError, WriteError
from argmap.scale import tables

RUN = "argmap-batch.json"
SCHEMA = "argmap-batch/1"
_MARKS = "chunks"
_SCRATCH = "scratch"


@dataclass(frozen=True, slots=True, kw_only=True)
class Store:
    """The output folder of a run."""

    folder: Path

    @property
    def scratch(self) -> Path:
        """Where unfinished parts and listings of dumps lie."""
        return self.folder / _SCRATCH

    @contextmanager
    def held(self, about: Mapping[str, Any]) -> Iterator[None]:
        """Hold the folder for one run about these settings; raise WriteError where another holds it or made it."""
        try:
            for name in (_MARKS, _SCRATCH, *tables.TABLES):
                (self.folder / name).mkdir(parents=True, exist_ok=True)
            lock = (self.folder / "lock").open("w")
        except OSError as error:
            raise WriteError(f"cannot write in {self.folder}: {error.strerror}; choose another folder") from error
        with lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError as error:
                raise WriteError(f"another run is at work in {self.folder}; wait for it, or choose another") from error
            self._agree(about)
            yield

    def done(self, number: int, digest: str) -> dict[str, int] | None:
        """Return the counts of a chunk that is finished and of the same items, else None."""
        try:
            mark = json.loads(self._mark(number).read_text(encoding="utf-8"))
            return dict(mark["counts"]) if mark["digest"] == digest else None
        except (OSError, ValueError, TypeError, KeyError):
            # Damaged: as good as not there.
            return None

    def commit(self, number: int, digest: str, rows: tables.Rows) -> dict[str, int]:
        """Write the rows of a chunk, its mark last; return how many rows each table got. Raise WriteError."""
        name = f"{number:08d}"
        counts = {table: len(found) for table, found in rows.items()}
        fresh = {table: self.scratch / f"{name}-{table}-{os.getpid()}" for table in rows}
        try:
            self._mark(number).unlink(missing_ok=True)
            for table, found in rows.items():
                tables.write(found, table, fresh[table])
                _settle(fresh[table])
            for table, path in fresh.items():
                path.replace(self.folder / table / f"{name}.parquet")
            _write(self._mark(number), {"digest": digest, "counts": counts})
        except OSError as error:
            for path in fresh.values():
                with suppress(OSError):
                    path.unlink(missing_ok=True)
            raise WriteError(f"cannot write in {self.folder}: {error.strerror}; make room and run it again") from error
        return counts

    def finish(self, chunks: int) -> None:
        """Remove what an earlier run with more chunks left, and what was cut off."""
        last = f"{chunks:08d}"
        for folder in (self.folder / name for name in (_MARKS, *tables.TABLES)):
            for path in folder.iterdir():
                if path.stem >= last:
                    path.unlink()
        for path in self.scratch.iterdir():
            if path.suffix not in (".jsonl", ".sqlite"):
                path.unlink()

    def parts(self, table: str) -> list[Path]:
        """Return the Parquet files of a table, those of finished chunks only; raise ReadError where there is no run."""
        if not (self.folder / RUN).is_file():
            raise ReadError(f"{self.folder} holds no run; make one with argmap batch SOURCES... -o {self.folder}")
        return [self.folder / table / f"{mark.stem}.parquet" for mark in sorted((self.folder / _MARKS).glob("*.json"))]

    def about(self) -> dict[str, Any]:
        """Return the settings that the run was made with."""
        try:
            found: dict[str, Any] = json.loads((self.folder / RUN).read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise ReadError(f"{self.folder} holds no run; make one with argmap batch SOURCES...") from error
        return found

    def _mark(self, number: int) -> Path:
        return self.folder / _MARKS / f"{number:08d}.json"

    def _agree(self, about: Mapping[str, Any]) -> None:
        wanted = {"schema": SCHEMA, **about}
        if not (self.folder / RUN).exists():
            _write(self.folder / RUN, wanted)
            return
        known = self.about()
        other = [name for name in {**known, **wanted} if known.get(name) != wanted.get(name)]
        if other:
            raise WriteError(f"{self.folder} holds a run with other {', '.join(sorted(other))}; choose another folder")


def _write(path: Path, value: Mapping[str, Any]) -> None:
    fresh = path.with_suffix(f".{os.getpid()}")
    fresh.write_text(json.dumps(value, sort_keys=True) + "\n", encoding="utf-8")
    _settle(fresh)
    fresh.replace(path)


def _settle(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())
