"""`argmap map`: sources in, a map out, as text, page or JSON."""

from pathlib import Path
from typing import Annotated

import typer

from argmap.cli.options import ComponentModel, MaxSize, Reader, RelationModel, Sources, slots


def map_(
    sources: Sources,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="FILE", help="Write here; the ending chooses the format.")
    ] = None,
    to: Annotated[
        str | None, typer.Option("--to", metavar="FORMAT", help="text, html or json; see `argmap formats`.")
    ] = None,
    reader: Reader = None,
    max_size: MaxSize = "50MB",  # type: ignore[assignment]
    components: ComponentModel = None,
    relations: RelationModel = None,
) -> None:
    """Map what is claimed in SOURCE and who supports or disputes it."""
    from argmap.cli.output import report, write
    from argmap.pipeline import map_sources
    from argmap.render import FORMATS, format_of

    render = FORMATS.get(to or format_of(output))
    chosen = slots(components, relations)
    argument_map = map_sources(sources, reader=reader, max_size=max_size, slots=chosen)
    report(argument_map)
    write(render(argument_map), output)
