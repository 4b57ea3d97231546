"""`argmap index`, `argmap search`, `argmap sql`: a dataset of `argmap batch` asked."""

import re
from pathlib import Path
from typing import Annotated

import typer

from argmap.cli.options import Shape

_DAY = re.compile(r"\d{4}(?:-\d\d(?:-\d\d(?:T[\d:.]+Z?)?)?)?")


def day(written: str) -> str:
    """Return a day, month or year as it stands in the tables, by whose letters it is compared."""
    if _DAY.fullmatch(written.strip()) is None:
        raise typer.BadParameter(f"{written!r} is no day; write one such as 2024-05-31, 2024-05 or 2024")
    return written.strip()


def claim(written: str) -> str:
    """Return what is searched for, which must have a word."""
    if re.search(r"\w", written) is None:
        raise typer.BadParameter('name a claim, such as "minority stakes avoid antitrust review"')
    return written


Folder = Annotated[Path, typer.Argument(metavar="FOLDER", help="A dataset that `argmap batch` wrote.")]


def index(folder: Folder) -> None:
    """Build the library of FOLDER, which `argmap search` looks in."""
    from argmap.cli.output import note
    from argmap.scale.index import index as build

    note(f"{folder}: {build(folder):,} claims")


def search(
    folder: Folder,
    query: Annotated[
        str, typer.Argument(metavar="CLAIM", parser=claim, help='Such as "minority stakes avoid antitrust review".')
    ],
    top: Annotated[int, typer.Option("--top", metavar="N", min=1, help="How many claims to print.")] = 10,
    author: Annotated[str | None, typer.Option("--author", help="Claims of this author alone.")] = None,
    since: Annotated[
        str | None, typer.Option("--since", metavar="DATE", parser=day, help="Not written before (2024-05).")
    ] = None,
    until: Annotated[str | None, typer.Option("--until", metavar="DATE", parser=day, help="Not written after.")] = None,
    source: Annotated[str | None, typer.Option("--source", help="Discussions whose name has this in it.")] = None,
    to: Annotated[Shape, typer.Option("--to", help="How to print them.")] = Shape.TEXT,
) -> None:
    """Find where else CLAIM is made, by words and by meaning, and what answered it."""
    from argmap.cli.output import note, write
    from argmap.scale.found import FOUND
    from argmap.scale.search import Wanted, find

    wanted = Wanted(author=author, since=since, until=until, source=source)
    hits, by_meaning = find(folder, query, top=top, wanted=wanted)
    if not by_meaning:
        note("searched by words alone: the dataset or this installation has no vectors, or others")
    write(FOUND[to.value](hits), None)


def sql(
    folder: Folder,
    query: Annotated[str, typer.Argument(metavar="QUERY", help="SQL over the tables; docs/batch.md names them.")],
) -> None:
    """Answer QUERY in SQL over the tables of FOLDER, as tab-separated lines."""
    from argmap.cli.output import write
    from argmap.scale.found import table
    from argmap.scale.sql import ask

    write(table(*ask(folder, query)), None)
