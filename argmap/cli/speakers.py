"""`argmap speakers`: who stands where, what they granted, and where they contradict themselves."""

from typing import TYPE_CHECKING, Annotated

import typer

from argmap.cli.options import Output, Prose, prose, reads_a_map

if TYPE_CHECKING:
    from argmap.argument import ArgumentMap


@reads_a_map
def speakers(
    argument_map: "ArgumentMap",
    output: Output = None,
    to: Annotated[Prose | None, typer.Option("--to", help="How to print them.")] = None,
) -> None:
    """List the speakers with the points that they stand for and against; unknown ones are never taken for one."""
    from argmap.cli.output import write
    from argmap.disputes.speakers import speakers as speakers_of
    from argmap.render.readings import SPEAKERS

    write(SPEAKERS[prose(to, output).value](speakers_of(argument_map), argument_map), output)
