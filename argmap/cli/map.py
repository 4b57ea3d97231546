"""`argmap map`: sources in, a map out, as text, page or JSON."""

from pathlib import Path
from typing import Annotated

import typer

from argmap.cli.options import (
    AllowPrivate,
    ComponentModel,
    MaxSize,
    Pseudonyms,
    Quiet,
    Reader,
    RelationModel,
    Sources,
    SyntaxModel,
    TableColumns,
    slots,
)


def map_(
    sources: Sources,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="FILE", help="Write here; the ending chooses the format.")
    ] = None,
    to: Annotated[
        str | None, typer.Option("--to", metavar="FORMAT", help="text, html, json and more; see `argmap formats`.")
    ] = None,
    reader: Reader = None,
    columns: TableColumns = None,
    max_size: MaxSize = "50MB",  # type: ignore[assignment]
    allow_private: AllowPrivate = False,
    pseudonyms: Pseudonyms = None,
    syntax: SyntaxModel = None,
    components: ComponentModel = None,
    relations: RelationModel = None,
    full: Annotated[
        bool,
        typer.Option("--report", help="Say on stderr where every word went and which posts gave nothing, and why."),
    ] = False,
    quiet: Quiet = False,
) -> None:
    """Map what is claimed in SOURCE and who supports or disputes it."""
    from argmap.cli.output import deliver, note, report, spare
    from argmap.cli.progress import fetching
    from argmap.cli.pseudonyms import disguise
    from argmap.formats import WRITERS, format_of
    from argmap.pipeline import map_texts
    from argmap.read import source_texts
    from argmap.report import report as full_report

    WRITERS.get(to or format_of(output))  # A name that nobody knows is said before the work, not after it.
    spare(sources, output)
    chosen = slots(syntax, components, relations)
    with fetching(sources, allow_private=allow_private) as web:
        texts = source_texts(sources, max_size=max_size, web=web)
    argument_map = map_texts(
        texts, reader=reader, columns=columns, slots=chosen, disguise=disguise(pseudonyms) if pseudonyms else None
    )
    if full:
        note(full_report(argument_map, texts))
    else:
        report(argument_map)
    deliver(argument_map, to, output, quiet=quiet)
