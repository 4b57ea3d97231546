"""Options that several commands share, and sizes as people write them."""

import inspect
import re
from collections.abc import Callable
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from argmap.argument import ArgumentMap
    from argmap.nlp.models import Models
    from argmap.read import Columns

_UNITS = {"": 1, "K": 1_000, "M": 1_000_000, "G": 1_000_000_000}
_SIZE = re.compile(r"(?P<number>\d+(?:\.\d+)?)\s*(?P<unit>[KMG]?)B?", re.I)


def size(written: str) -> int:
    """Return the bytes that "50MB", "200k" or "1000" mean."""
    match = _SIZE.fullmatch(written.strip())
    if match is None:
        raise typer.BadParameter(f"{written!r} is not a size; write one such as 50MB")
    return int(Decimal(match["number"]) * _UNITS[match["unit"].upper()])


def columns(written: str) -> "Columns":
    """Return what "text=body,reply_to=parent" says of the columns of a table."""
    from argmap.errors import ReadError
    from argmap.read import named

    try:
        return named(written)
    except ReadError as error:
        raise typer.BadParameter(str(error)) from error


class Shape(StrEnum):
    """How what was asked for is printed: to be read, or for a program."""

    TEXT = "text"
    JSON = "json"


class Prose(StrEnum):
    """How a reading is printed."""

    TEXT = "text"
    JSON = "json"
    MARKDOWN = "markdown"
    HTML = "html"


Output = Annotated[
    Path | None,
    typer.Option("-o", "--output", metavar="FILE", help="Write here; .html, .md and .json choose how."),
]
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

_ENDINGS = {
    "": Prose.TEXT, ".txt": Prose.TEXT, ".html": Prose.HTML, ".htm": Prose.HTML, ".md": Prose.MARKDOWN,
    ".json": Prose.JSON,
}  # fmt: skip


def slots(syntax: str | None, components: str | None, relations: str | None) -> "Models":
    """Return the models named, and where none is named ours; say so where the rules must do."""
    from argmap.cli.output import note
    from argmap.nlp.models import default, models

    if default() == "rules" and not (components and relations):
        note("no trained argument model is installed; the rules judge instead")
    return models(syntax=syntax, components=components, relations=relations)


def prose(to: Prose | None, output: Path | None) -> Prose:
    """Return how a reading is written: as asked, or as the ending of the file says; raise WriteError for others."""
    from argmap.errors import WriteError

    ending = output.suffix.lower() if output else ""
    if to is None and ending not in _ENDINGS:
        known = ", ".join(filter(None, _ENDINGS))
        raise WriteError(f"cannot tell a form from {str(output)!r}; end it in {known}, or say --to")
    return to or _ENDINGS[ending]


def reads_a_map(command: Callable[..., None]) -> Callable[[], None]:
    """Give a command SOURCE... and the options of reading and mapping, and hand it the map as its first argument."""
    own = list(inspect.signature(command).parameters.values())[1:]
    mapping = inspect.signature(map_of).parameters

    def run(**values: Any) -> None:
        from argmap.cli.output import spare

        given = {name: values.pop(name) for name in mapping}
        if "output" in values:
            # A file that cannot be written is refused before the work.
            spare(given["sources"], values["output"])
            values["to"] = prose(values["to"], values["output"])
        command(map_of(**given), **values)

    sources, *options = mapping.values()
    shown = [one.replace(kind=inspect.Parameter.KEYWORD_ONLY) for one in (sources, *own, *options)]
    run.__name__, run.__doc__ = command.__name__, command.__doc__
    run.__annotations__ = {one.name: one.annotation for one in shown}
    run.__signature__ = inspect.Signature(shown)  # type: ignore[attr-defined]
    return run


def map_of(
    sources: Sources,
    *,
    reader: Reader = None,
    columns: TableColumns = None,
    max_size: MaxSize = "50MB",  # type: ignore[assignment]
    allow_private: AllowPrivate = False,
    pseudonyms: Pseudonyms = None,
    syntax: SyntaxModel = None,
    components: ComponentModel = None,
    relations: RelationModel = None,
) -> "ArgumentMap":
    """Return the map that the sources are, or the one made of them; no model is looked for where they are one."""
    from argmap.cli.output import report
    from argmap.cli.progress import fetching
    from argmap.cli.pseudonyms import disguise
    from argmap.pipeline import load_texts, map_texts
    from argmap.read import source_texts

    with fetching(sources, allow_private=allow_private) as web:
        texts = source_texts(sources, max_size=max_size, web=web)
    found = load_texts(texts, reader=reader) if pseudonyms is None else None
    if found is None:
        chosen = slots(syntax, components, relations)
        hidden = disguise(pseudonyms) if pseudonyms else None
        found = map_texts(texts, reader=reader, columns=columns, slots=chosen, disguise=hidden)
    report(found)
    return found
