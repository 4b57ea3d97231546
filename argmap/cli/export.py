"""`argmap export`: a map in another program's format, and what of it that format cannot hold."""

from pathlib import Path
from typing import Annotated

import typer

from argmap.cli.options import MaxSize, Quiet, Reader


def export(
    source: Annotated[str, typer.Argument(metavar="MAP", help="A map: JSON, or a format that argmap reads maps from.")],
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="FILE", help="Write here: a file, or the folder of brat, csv."),
    ] = None,
    to: Annotated[str | None, typer.Option("--to", metavar="FORMAT", help="See `argmap formats`.")] = None,
    reader: Reader = None,
    max_size: MaxSize = "50MB",  # type: ignore[assignment]
    quiet: Quiet = False,
) -> None:
    """Write MAP in the format of another program; what that format drops is said on stderr."""
    from argmap.cli.output import deliver, left_out, spare
    from argmap.pipeline import load_map

    spare([source], output)
    argument_map = load_map(source, reader=reader, max_size=max_size)
    left_out(argument_map)
    deliver(argument_map, to, output, quiet=quiet)
