"""`argmap speakers`: who stands where, what they granted, and where they contradict themselves."""

from typing import TYPE_CHECKING, Annotated

import typer

from argmap.cli.options import Prose, reads_a_map

if TYPE_CHECKING:
    from argmap.argument import ArgumentMap


@reads_a_map
def speakers(
    argument_map: "ArgumentMap",
    to: Annotated[Prose, typer.Option("--to", help="How to print them.")] = Prose.TEXT,
) -> None:
    """List the speakers with the points that they stand for and against; unknown ones are never taken for one."""
    from argmap.cli.output import write
    from argmap.disputes.speakers import speakers as speakers_of
    from argmap.render.readings import SPEAKERS

    write(SPEAKERS[to.value](speakers_of(argument_map), argument_map), None)
