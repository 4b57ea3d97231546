"""`argmap why`: what a relation of a map rests on, and what else was weighed."""

from typing import Annotated

import typer

from argmap.cli.options import ComponentModel, MaxSize, Reader, RelationModel, Shape, SyntaxModel, slots


def why(
    source: Annotated[str, typer.Argument(metavar="MAP", help="A map (JSON), or a source to map.")],
    name: Annotated[
        str,
        typer.Argument(
            metavar="ID",
            help="A dispute by its number, a post, component or relation by its id, or words of a component.",
        ),
    ],
    to: Annotated[Shape, typer.Option("--to", help="How to print them.")] = Shape.TEXT,
    reader: Reader = None,
    max_size: MaxSize = "50MB",  # type: ignore[assignment]
    syntax: SyntaxModel = None,
    components: ComponentModel = None,
    relations: RelationModel = None,
) -> None:
    """Show both passages of a relation, the evidence for it, the runners-up and how sure it is."""
    from argmap.cli.output import write
    from argmap.pipeline import map_sources
    from argmap.render.why import WHY, chosen

    argument_map = map_sources([source], reader=reader, max_size=max_size, slots=slots(syntax, components, relations))
    write(WHY[to.value](argument_map, chosen(argument_map, name)), None)
