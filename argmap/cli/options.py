"""Options that several commands share, and sizes as people write them."""

import re
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from argmap.nlp.models import Models
    from argmap.read import Columns

_UNITS = {"": 1, "K": 1_000, "M": 1_000_000, "G": 1_000_000_000}
_SIZE = re.compile(r"(?P<number>\d+(?:\.\d+)?)\s*(?P<unit>[KMG]?)B?", re.I)


def size(written: str) -> int:
    """Return the bytes that "50MB", "200k" or "1000" mean."""
    match = _SIZE.fullmatch(written.strip())
    if match is None:
        raise typer.BadParameter(f"{written!r} is not a size; write one such as 50MB")
    return int(float(match["number"]) * _UNITS[match["unit"].upper()])


def columns(written: str) -> "Columns":
    """Return what "text=body,reply_to=parent" says of the columns of a table."""
    from argmap.errors import ReadError
    from argmap.read import named

    try:
        return named(written)
    except ReadError as error:
        raise typer.BadParameter(str(error)) from error


class Prose(StrEnum):
    """How a reading is printed."""

    TEXT = "text"
    JSON = "json"
    MARKDOWN = "markdown"


Sources = Annotated[
    list[str],
    typer.Argument(metavar="SOURCE...", help="A file, a folder, an address, or - for standard input; or a map."),
]
Reader = Annotated[
    str | None, typer.Option("--from", metavar="READER", help="Read as this format instead of looking at the content.")
]
TableColumns = Annotated[
    Any,
    typer.Option(
        "--columns",
        metavar="TEXT=NAME,...",
        parser=columns,
        help="Read a table, with these columns as id, text, author, reply_to, written, url or title.",
    ),
]
MaxSize = Annotated[
    int, typer.Option("--max-size", metavar="SIZE", parser=size, help="Refuse a source larger than this.")
]
Pseudonyms = Annotated[
    Path | None,
    typer.Option(
        "--pseudonyms", metavar="KEY", help="Replace authors' names, in texts too; KEY keeps who is who (mode 0600)."
    ),
]
AllowPrivate = Annotated[
    bool, typer.Option("--allow-private", help="Fetch from addresses that are not on the public internet, too.")
]
SyntaxModel = Annotated[
    str | None,
    typer.Option("--syntax", metavar="MODEL", help="What reads sentences: argmap, rules, or a spaCy pipeline."),
]
Quiet = Annotated[bool, typer.Option("--quiet", help="Do not say what the format cannot hold.")]
ComponentModel = Annotated[
    str | None, typer.Option("--components", metavar="MODEL", help="What finds claims and premises: argmap or rules.")
]
RelationModel = Annotated[
    str | None,
    typer.Option(
        "--relations", metavar="MODEL", help="What links them, for or against: argmap, rules, hf:FOLDER, llm:MODEL."
    ),
]


def slots(syntax: str | None, components: str | None, relations: str | None) -> "Models":
    """Return the models named, and where none is named ours; say so where the rules must do."""
    from argmap.cli.output import note
    from argmap.nlp.models import default, models

    if default() == "rules" and not (components and relations):
        note("no trained argument model is installed; the rules judge instead")
    return models(syntax=syntax, components=components, relations=relations)
