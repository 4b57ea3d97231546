"""`argmap crux`: the smallest part of a map on which one disagreement turns."""

from typing import Annotated

import typer

from argmap.cli.options import ComponentModel, MaxSize, Prose, Reader, RelationModel, Sources, SyntaxModel, slots


def crux(
    sources: Sources,
    number: Annotated[int, typer.Option("--dispute", metavar="RANK", min=1, help="Which disputed point.")] = 1,
    to: Annotated[
        Prose, typer.Option("--to", help="How to print it; map: as a map of its own, argmap/1.")
    ] = Prose.TEXT,
    reader: Reader = None,
    max_size: MaxSize = "50MB",  # type: ignore[assignment]
    syntax: SyntaxModel = None,
    components: ComponentModel = None,
    relations: RelationModel = None,
) -> None:
    """Show what one disagreement turns on: the claim, the exchange over it, the reason for each step."""
    from argmap.cli.output import note, write
    from argmap.disputes.crux import crux as crux_of
    from argmap.errors import UnknownNameError
    from argmap.pipeline import load_texts, map_texts
    from argmap.read import source_texts
    from argmap.render.disputes import nothing_disputed
    from argmap.render.readings import CRUX

    texts = source_texts(sources, max_size=max_size)
    argument_map = load_texts(texts, reader=reader)
    if argument_map is None:
        argument_map = map_texts(texts, reader=reader, slots=slots(syntax, components, relations))
    if not argument_map.disputes:
        note(nothing_disputed(argument_map))
        return
    if number > len(argument_map.disputes):
        raise UnknownNameError(f"no dispute has rank {number}; `argmap disputes` lists {len(argument_map.disputes)}")
    small = crux_of(argument_map, argument_map.disputes[number - 1])
    write(CRUX[to.value](small), None)
