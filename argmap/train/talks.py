"""Threads whose replies are known become talks: what each post says itself and which one it answers.

Half of the trees that reply links are judged on are left out, and so is every thread that is not here in full.
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from zlib import crc32

from argmap.train.arguments_examples import Talk
from argmap.train.corpora.threads import Row, Told, aita, grouped, rumoureval

_RUN, _LEAST, _LONG = 120, 3, 700
_QUOTED = re.compile(r"^[ \t]*>.*$", re.M)
_OFTEN = {"aita": 4, "rumoureval": 4, "cornell": 3}
_BY_TIME = (
    ("iac-4forums", "iac-4forums-unannotated"), ("20newsgroups", "20newsgroups-original"),
    ("delving", "delving-bitcoin"), ("history", "history-meta-stackexchange"),
    ("wikipedia", "wikipedia-talk-wikiconv-sample"),
)  # fmt: skip


def talks_of(corpora: Path) -> list[Talk]:
    """Return the talks of every corpus of threads; trees, of which there are few, several times."""
    raw = corpora / "raw-discussions"
    trees = [
        *(rumoureval(corpora / "rumoureval2019") if (corpora / "rumoureval2019").is_dir() else ()),
        *aita(corpora / "reddit-aita-trees"),
        *_grouped("cornell", raw / "reddit-cornell-convokit.jsonl.gz", depth_first=True),
    ]
    found = [talk for told in trees if not held(told.name) for talk in runs(told, nested=True) * _OFTEN[told.source]]
    for source, name in _BY_TIME:
        found += [
            talk
            for told in _grouped(source, raw / f"{name}.jsonl.gz", depth_first=False)
            for talk in runs(told, nested=False)
        ]
    return found


def held(name: str) -> bool:
    """Return whether the tree of this name is kept for judging reply links."""
    return crc32(f"asks {name}".encode()) % 2 == 1


def runs(told: Told, *, nested: bool) -> list[Talk]:
    """Return the thread in runs of at most 120 posts; a parent in an earlier run is not known."""
    found = []
    for first in range(0, len(told.rows), _RUN):
        rows = told.rows[first : first + _RUN]
        if len(rows) >= _LEAST:
            parents = tuple(-1 if row.parent is None or row.parent < first else row.parent - first for row in rows)
            found.append(Talk(name=told.name, posts=tuple(_own(rows)), parents=parents, nested=nested))
    return found


def _own(rows: Iterable[Row]) -> Iterator[str]:
    for row in rows:
        yield " ".join(_QUOTED.sub("", row.text).split())[:_LONG] or "."


def _grouped(source: str, path: Path, *, depth_first: bool) -> Iterator[Told]:
    return grouped(source, path, depth_first=depth_first) if path.is_file() else iter(())
