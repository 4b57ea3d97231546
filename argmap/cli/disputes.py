"""`argmap disputes`: the contested points of sources or of a map, most contested first."""

from enum import StrEnum
from typing import Annotated

import typer

from argmap.cli.options import ComponentModel, MaxSize, Reader, RelationModel, Sources, SyntaxModel, slots


class Shape(StrEnum):
    """How the disputes are printed."""

    TABLE = "table"
    JSON = "json"
    MARKDOWN = "markdown"


def disputes(
    sources: Sources,
    top: Annotated[int, typer.Option("--top", metavar="N", min=1, help="How many points to print.")] = 10,
    to: Annotated[Shape, typer.Option("--to", help="How to print them.")] = Shape.TABLE,
    explain: Annotated[bool, typer.Option("--explain", help="Show the parts of each score.")] = False,
    formal: Annotated[
        bool, typer.Option("--lens", help="Show instead how claims come out by DF-QuAD and the grounded extension.")
    ] = False,
    reader: Reader = None,
    max_size: MaxSize = "50MB",  # type: ignore[assignment]
    syntax: SyntaxModel = None,
    components: ComponentModel = None,
    relations: RelationModel = None,
) -> None:
    """List the points on which the text stands for and against, and what stayed unanswered."""
    from argmap.cli.output import report, write
    from argmap.pipeline import load_texts, map_texts
    from argmap.read import source_texts
    from argmap.render.disputes import DISPUTES, lens

    texts = source_texts(sources, max_size=max_size)
    argument_map = load_texts(texts, reader=reader)
    if argument_map is None:
        argument_map = map_texts(texts, reader=reader, slots=slots(syntax, components, relations))
    report(argument_map)
    shown = lens(argument_map, top=top) if formal else DISPUTES[to.value](argument_map, top=top, explain=explain)
    write(shown, None)
