"""`argmap disputes`: the contested points of sources or of a map, most contested first."""

import sys
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from argmap.cli.options import reads_a_map

if TYPE_CHECKING:
    from argmap.argument import ArgumentMap


class Shape(StrEnum):
    """How the disputes are printed."""

    TABLE = "table"
    JSON = "json"
    MARKDOWN = "markdown"


@reads_a_map
def disputes(
    argument_map: "ArgumentMap",
    top: Annotated[int, typer.Option("--top", metavar="N", min=1, help="How many points to print.")] = 10,
    to: Annotated[Shape, typer.Option("--to", help="How to print them.")] = Shape.TABLE,
    explain: Annotated[bool, typer.Option("--explain", help="Show the parts of each score.")] = False,
    formal: Annotated[
        bool, typer.Option("--lens", help="Show instead how claims come out by DF-QuAD and the grounded extension.")
    ] = False,
) -> None:
    """List the points on which the text stands for and against, and what stayed unanswered."""
    from argmap.cli.output import show, write
    from argmap.render.disputes import DISPUTES, lens

    if to is Shape.TABLE and not formal and sys.stdout.isatty():
        from argmap.render.terminal import disputes_shown

        show(disputes_shown(argument_map, top=top, explain=explain))
        return
    shown = lens(argument_map, top=top) if formal else DISPUTES[to.value](argument_map, top=top, explain=explain)
    write(shown, None)
