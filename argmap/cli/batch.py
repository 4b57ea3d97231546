"""`argmap batch`: many discussions into one Parquet dataset, resumable."""

import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING, Annotated

import typer

from argmap.cli.options import ComponentModel, MaxSize, Reader, RelationModel, SyntaxModel

if TYPE_CHECKING:
    from argmap.scale.batch import Progress

_MOST_POSTS = 20_000
_SHOWN = 3


def batch(
    sources: Annotated[
        list[str], typer.Argument(metavar="SOURCE...", help="Files, folders, globs, or dumps (JSON Lines, Parquet).")
    ],
    output: Annotated[Path, typer.Option("-o", "--output", metavar="FOLDER", help="The dataset; run again to go on.")],
    engine: Annotated[str, typer.Option("--engine", help="local: this machine; ray: a cluster.")] = "local",
    workers: Annotated[int, typer.Option("--workers", min=1, help="How many processes map side by side.")] = 2,
    each: Annotated[
        str | None,
        typer.Option("--each", metavar="WHAT", help="One discussion a `file`, a `line`, or a value of this column."),
    ] = None,
    reader: Reader = None,
    max_size: MaxSize = "50MB",  # type: ignore[assignment]
    max_posts: Annotated[int, typer.Option("--max-posts", min=1, help="Refuse a larger discussion.")] = _MOST_POSTS,
    patience: Annotated[
        float, typer.Option("--patience", min=1, help="Seconds after which a discussion is given up.")
    ] = 900.0,
    embeddings: Annotated[bool, typer.Option(help="Write a vector for each component, for `argmap search`.")] = True,
    syntax: SyntaxModel = None,
    components: ComponentModel = None,
    relations: RelationModel = None,
) -> None:
    """Map every discussion of SOURCE into tables; a run that was ended goes on where it was."""
    from argmap.cli.output import note
    from argmap.errors import ReadError
    from argmap.scale.batch import batch as run
    from argmap.scale.tables import TABLES
    from argmap.scale.work import Settings

    settings = Settings(
        models={"syntax": syntax, "components": components, "relations": relations},
        reader=reader, max_size=max_size, max_posts=max_posts, embeddings=embeddings,
    )  # fmt: skip
    with _bar() as hear:
        end = run(
            sources, output, settings, engine=engine, workers=workers, each=each, patience=patience, hear=hear
        )  # fmt: skip
    note(f"{output}: {_counted(end.counts, *TABLES)}")
    if wrong := end.counts.get("errors", 0):
        note("\n".join(_reasons(output, wrong)))
    if not end.counts.get("discussions"):
        raise ReadError("no discussion gave a map; give files that hold discussions")


def _counted(counts: "Mapping[str, int]", *names: str) -> str:
    """Return how many rows the tables have: "14 discussions, 1 error"."""
    return ", ".join(f"{(n := counts.get(name, 0)):,} {name.removesuffix('s') if n == 1 else name}" for name in names)


def _reasons(output: Path, wrong: int) -> "Iterator[str]":
    """Yield which discussions gave no map and why, the first of them, and how to see the others."""
    from argmap.scale.store import Store
    from argmap.scale.tables import rows

    every = (row for part in Store(folder=output).parts("errors") for row in rows(part))
    yield from (f"no map: {row['discussion']}: {row['reason']}" for row in islice(every, _SHOWN))
    if wrong > _SHOWN:
        yield f'and {wrong - _SHOWN:,} more: argmap sql {quote(str(output))} "SELECT * FROM errors"'


@contextmanager
def _bar() -> "Iterator[Callable[[Progress], None]]":
    """Show a bar with rate and time left where stderr is a terminal, else a line now and then."""
    if not sys.stderr.isatty():
        yield _lines()
        return
    from rich import progress as shown
    from rich.console import Console

    columns = (shown.BarColumn(), shown.TaskProgressColumn(), shown.TextColumn("{task.fields[rate]}"))
    with shown.Progress(*columns, shown.TimeRemainingColumn(), console=Console(stderr=True)) as bar:
        task = bar.add_task("", total=None, rate="")

        def hear(at: "Progress") -> None:
            speed = bar.tasks[0].speed
            rate = f"{speed / 1000:,.0f} kB/s, {_counted(at.counts, 'discussions')}" if speed else ""
            bar.update(task, completed=at.size, total=at.of_size, rate=rate)

        yield hear


def _lines() -> "Callable[[Progress], None]":
    from argmap.cli.output import note

    told = [0]

    def hear(at: "Progress") -> None:
        tenth = 10 * at.size // max(1, at.of_size)
        if tenth > told[0]:
            told[0] = tenth
            note(f"{10 * tenth}%: {_counted(at.counts, 'discussions', 'errors')}")

    return hear
