"""Raw discussions whose posts quote each other: nobody labelled them, the quotes say what is answered."""

import gzip
import json
from collections.abc import Container, Iterator
from itertools import groupby
from pathlib import Path

from argmap.discussion import Discussion, Post
from argmap.errors import ReadError
from argmap.read import iac
from argmap.read.marks import marks

_MOST = 150


def iac_forum(folder: Path, *, without: Container[str] = ()) -> Iterator[tuple[str, Discussion]]:
    """Yield number and discussion of each thread of 4forums but those in `without`."""
    for path in sorted(folder.glob("v1/data/fourforum/discussions/*.json.gz"), key=lambda p: int(p.name.split(".")[0])):
        name = path.name.split(".")[0]
        if name in without:
            continue
        try:
            yield name, iac.read(gzip.decompress(path.read_bytes()).decode("utf-8"), path.name)
        except ReadError:
            continue


def raw(path: Path, *, without: Container[str] = ()) -> Iterator[tuple[str, Discussion]]:
    """Yield the threads of a file with a post a line, those with parents that came before."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    rows.sort(key=lambda row: str(row["thread_id"]))
    for thread, group in groupby(rows, key=lambda row: str(row["thread_id"])):
        posts: dict[str, Post] = {}
        for row in list(group)[:_MOST]:
            name, parent = str(row["id"]), str(row["parent_id"])
            if name not in posts:
                text = row["text"].strip()
                above = parent if parent in posts else None
                posts[name] = Post(id=name, author=row["speaker"], reply_to=above, text=text, marks=marks(text))
        if thread not in without and len(posts) > 1:
            yield thread, Discussion(id=thread, source=path.name, format="raw", posts=tuple(posts.values()))
