"""Sources become items, one discussion each: a place to read it from, never the text of all at once.

A file is one discussion. A dump (JSON Lines or Parquet with a column that says which thread a row is of) is many: its
rows are listed by thread on disk once, so that threads whose rows lie apart need no memory either.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from argmap.errors import ReadError
from argmap.read import MAX_SIZE
from argmap.read.decoding import decode
from argmap.scale.dump import Dump, dump_of, is_dump
from argmap.scale.store import RUN

_WILD = frozenset("*?[")


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One discussion to map: `key` names it in every table; `thread` is its number in the dump listed at `listing`."""

    key: str
    path: str
    size: int
    stamp: int
    listing: str | None = None
    thread: int | None = None

    def plain(self) -> dict[str, Any]:
        """Return the item as JSON can hold it."""
        return {name: getattr(self, name) for name in self.__slots__ if getattr(self, name) is not None}


def items(sources: Sequence[str], scratch: Path, *, each: str | None = None) -> Iterator[Item]:
    """Yield the discussions of files, folders and globs, in order of name; `each` is "file", "line" or a column.

    Raise ReadError where a source is missing, or a dump has no row.
    """
    for path in paths(sources):
        if each != "file" and (each is not None or is_dump(path)):
            yield from _threads(path, dump_of(path, scratch, each=each))
        else:
            state = path.stat()
            yield Item(key=str(path), path=str(path), size=state.st_size, stamp=state.st_mtime_ns)


def paths(sources: Sequence[str]) -> Iterator[Path]:
    """Yield the files that the sources name, each once; hidden files of a folder and datasets in it are left out."""
    seen: set[bytes] = set()
    for source in sources:
        for path in _named(source):
            place = hashlib.blake2b(str(path.resolve()).encode("utf-8", "surrogateescape"), digest_size=12).digest()
            if place not in seen:
                seen.add(place)
                yield path


def text_of(item: Item, *, max_size: int = MAX_SIZE) -> str:
    """Return the text of one discussion; raise ReadError where it is gone, too large or binary."""
    if item.size > max_size:
        raise ReadError(f"{item.key} is larger than {max_size / 1e6:g} MB; raise the limit with --max-size")
    try:
        if item.listing is None:
            data = Path(item.path).read_bytes()
        else:
            with closing(Dump(Path(item.path), Path(item.listing))) as dump:
                data = dump.thread(item.thread or 0)
    except OSError as error:
        raise ReadError(f"cannot read {item.key}: {error.strerror or error}") from error
    return decode(data, item.key)


def digest(chunk: Sequence[Item]) -> str:
    """Return what tells this chunk from one with other items, or of files that were changed since."""
    words = json.dumps([one.plain() for one in chunk], sort_keys=True)
    return hashlib.sha256(words.encode("utf-8", "surrogateescape")).hexdigest()[:24]


def _threads(path: Path, dump: Dump) -> Iterator[Item]:
    stamp = path.stat().st_mtime_ns
    with closing(dump):
        for number, name, size in dump.threads():
            yield Item(
                key=f"{path}#{name}",
                path=str(dump.path),
                size=size,
                stamp=stamp,
                listing=str(dump.listing),
                thread=number,
            )


def _named(source: str) -> Iterator[Path]:
    if not source.strip():
        raise ReadError("an empty name names no file or folder; check the path")
    path = Path(source)
    if path.is_dir():
        every = (p for p in sorted(path.rglob("*")) if p.is_file() and not _is_hidden(p.relative_to(path)))
        yield from _no_output(every)
    elif path.is_file():
        yield path
    else:
        found = sorted(_matching(source)) if _WILD & set(source) else []
        if not found:
            raise ReadError(f"{source} names no file or folder; check the path")
        yield from _no_output(one for one in found if one.is_file())


def _no_output(found: Iterable[Path]) -> Iterator[Path]:
    """Yield the files that lie in no dataset: what this run or another wrote among its sources is none."""
    known: dict[Path, bool] = {}
    for path in found:
        folders = path.resolve().parents
        for folder in folders:
            if folder not in known:
                known[folder] = (folder / RUN).is_file()
        if not any(known[folder] for folder in folders):
            yield path


def _matching(pattern: str) -> Iterator[Path]:
    parts = Path(pattern).parts
    fixed = next(at for at, part in enumerate(parts) if _WILD & set(part))
    yield from Path(*parts[:fixed]).glob("/".join(parts[fixed:]))


def _is_hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts)
