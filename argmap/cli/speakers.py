"""`argmap speakers`: who stands where, what they granted, and where they contradict themselves."""

from typing import Annotated

import typer

from argmap.cli.options import ComponentModel, MaxSize, Prose, Reader, RelationModel, Sources, SyntaxModel, slots


def speakers(
    sources: Sources,
    to: Annotated[Prose, typer.Option("--to", help="How to print them.")] = Prose.TEXT,
    reader: Reader = None,
    max_size: MaxSize = "50MB",  # type: ignore[assignment]
    syntax: SyntaxModel = None,
    components: ComponentModel = None,
    relations: RelationModel = None,
) -> None:
    """List the speakers with the points that they stand for and against; unknown ones are never taken for one."""
    from argmap.cli.output import write
    from argmap.disputes.speakers import speakers as speakers_of
    from argmap.pipeline import load_texts, map_texts
    from argmap.read import source_texts
    from argmap.render.readings import SPEAKERS

    texts = source_texts(sources, max_size=max_size)
    argument_map = load_texts(texts, reader=reader)
    if argument_map is None:
        argument_map = map_texts(texts, reader=reader, slots=slots(syntax, components, relations))
    write(SPEAKERS[to.value](speakers_of(argument_map), argument_map), None)
