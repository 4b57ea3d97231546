"""Examples of many threads, made once: a file for every 256 threads, an example a line, kept to go on from."""

import gzip
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from argmap.argument import ArgumentMap
from argmap.train.arguments.examples import Example, Links, example
from argmap.train.corpora import Pair

AT_ONCE = 256
_LINKS = ("within", "across")


def shards(
    maps: Callable[[], Iterator[tuple[str, ArgumentMap]]], corpus: str, folder: Path, *, done: Callable[[str], None]
) -> list[Path]:
    """Return the files with the examples of maps; what `folder` lacks is made, and each told as it is `done`."""
    whole = folder / "shards.json"
    if not whole.is_file():
        folder.mkdir(parents=True, exist_ok=True)
        known = list(maps())
        names = [f"threads-{at // AT_ONCE:03}.jsonl.gz" for at in range(0, len(known), AT_ONCE)]
        for at, name in enumerate(names):
            if not (folder / name).is_file():
                write(folder / name, [example(n, corpus, one) for n, one in known[at * AT_ONCE : (at + 1) * AT_ONCE]])
                done(f"examples of unlabelled threads {at + 1}/{len(names)}")
        beside = whole.with_suffix(".new")
        beside.write_text(json.dumps(names), encoding="utf-8")
        beside.replace(whole)
    return [folder / name for name in json.loads(whole.read_text(encoding="utf-8"))]


def write(path: Path, examples: Sequence[Example]) -> None:
    """Write examples, without what teachers say, whole or not at all."""
    beside = path.with_suffix(".new")
    with gzip.open(beside, "wt", encoding="utf-8") as lines:
        lines.writelines(json.dumps(asdict(one)) + "\n" for one in examples)
    beside.replace(path)


def read(path: Path) -> list[Example]:
    """Return the examples of a file that have any unit."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        found = [_example(json.loads(line)) for line in lines]
    return [one for one in found if one.unit_labels]


def _example(row: Mapping[str, Any]) -> Example:
    plain: dict[str, Any] = {name: _tuples(value) for name, value in row.items() if name not in (*_LINKS, "pairs")}
    links: dict[str, Any] = {
        name: tuple(Links(**{k: _tuples(v) for k, v in one.items()}) for one in row[name]) for name in _LINKS
    }
    return Example(**plain, **links, pairs=tuple(Pair(**one) for one in row["pairs"]))


def _tuples(value: Any) -> Any:
    return tuple(_tuples(one) for one in value) if isinstance(value, list) else value
