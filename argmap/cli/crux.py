"""`argmap crux`: the smallest part of a map on which one disagreement turns."""

from typing import TYPE_CHECKING, Annotated

import typer

from argmap.cli.options import Output, Prose, prose, reads_a_map

if TYPE_CHECKING:
    from argmap.argument import ArgumentMap


@reads_a_map
def crux(
    argument_map: "ArgumentMap",
    number: Annotated[int, typer.Option("--dispute", metavar="RANK", min=1, help="Which disputed point.")] = 1,
    output: Output = None,
    to: Annotated[Prose | None, typer.Option("--to", help="How to print it.")] = None,
) -> None:
    """Show what one disagreement turns on: the claim, the exchange over it, the reason for each step."""
    from argmap.cli.output import note, write
    from argmap.disputes.crux import crux as crux_of
    from argmap.errors import UnknownNameError
    from argmap.render.disputes import nothing_disputed
    from argmap.render.readings import CRUX

    if not argument_map.disputes:
        note(nothing_disputed(argument_map))
        return
    if number > len(argument_map.disputes):
        raise UnknownNameError(f"no dispute has rank {number}; `argmap disputes` lists {len(argument_map.disputes)}")
    small = crux_of(argument_map, argument_map.disputes[number - 1])
    write(CRUX[prose(to, output).value](small), output)
