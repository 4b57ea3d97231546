"""The only place that catches errors: one line on stderr and exit code 1; wrong usage is 2."""

import os
import sys
from typing import Annotated

import typer

from argmap import __version__
from argmap.cli.annotate import annotate
from argmap.cli.batch import batch
from argmap.cli.check import check
from argmap.cli.compare import compare
from argmap.cli.crux import crux
from argmap.cli.diff import diff
from argmap.cli.disputes import disputes
from argmap.cli.evaluate import evaluate
from argmap.cli.export import export
from argmap.cli.fetch import fetch
from argmap.cli.formats import formats
from argmap.cli.library import index, search, sql
from argmap.cli.map import map_
from argmap.cli.mcp import mcp
from argmap.cli.models import models
from argmap.cli.review import review
from argmap.cli.speakers import speakers
from argmap.cli.train import train
from argmap.cli.why import why
from argmap.errors import ArgmapError
from argmap.process import settle
from argmap.render.printable import printable

app = typer.Typer(
    name="argmap",
    help="Map a discussion: what is claimed, who supports or disputes it, and what stays open.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.command("map")(map_)
app.command()(disputes)
app.command()(batch)
app.command()(index)
app.command()(search)
app.command()(sql)
app.command()(crux)
app.command()(speakers)
app.command()(diff)
app.command()(check)
app.command()(evaluate)
app.command()(why)
app.command()(fetch)
app.command()(export)
app.command()(compare)
app.command()(formats)
app.command()(mcp)
app.add_typer(annotate, name="annotate")
app.add_typer(review, name="review")
app.add_typer(train, name="train")
app.add_typer(models, name="models")


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"argmap {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and stop.")
    ] = False,
) -> None:
    del version


def main() -> None:
    """Run the command line; whatever the locale, text is UTF-8."""
    settle()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        app()
        sys.stdout.flush()
    except ArgmapError as error:
        fail(" ".join(str(error).split()))
    except BrokenPipeError:
        # The reader of a pipe (such as `head`) has enough; stdout is gone, so nothing may flush it at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except KeyboardInterrupt:
        fail("stopped; nothing was written")
    except RecursionError:
        fail("the input is nested too deeply; nothing was written")
    except OSError as error:
        fail(f"cannot go on: {error.strerror or error}{f' ({error.filename})' if error.filename else ''}")


def fail(message: str) -> None:
    """Say one line on stderr and leave with exit code 1."""
    print(f"argmap: {printable(message)}", file=sys.stderr)  # noqa: T201
    sys.exit(1)
