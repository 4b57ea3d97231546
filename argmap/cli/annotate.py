"""`argmap annotate`: to annotators and back, and how far they agree."""

from pathlib import Path
from typing import Annotated

import typer

from argmap.cli.options import MaxSize

annotate = typer.Typer(help="Have people annotate, and measure how far they agree.", no_args_is_help=True)


@annotate.callback()
def _group() -> None:
    """Keep `argmap annotate` a group whatever the number of its commands."""


@annotate.command()
def agree(
    maps: Annotated[
        list[str], typer.Argument(metavar="MAP...", help="Maps (JSON) of the same posts, an annotator each.")
    ],
    top: Annotated[int, typer.Option("--top", metavar="N", min=0, help="How many disagreements to print.")] = 10,
    max_size: MaxSize = "50MB",  # type: ignore[assignment]
) -> None:
    """Measure agreement (alpha_U, alpha, kappa, CASS) and list the disagreements, worst first."""
    from argmap.annotate import agree as measure
    from argmap.annotate import differences, table
    from argmap.cli.output import write
    from argmap.evaluate import lines
    from argmap.native import load
    from argmap.read import source_text
    from argmap.render.printable import printable

    stems = [Path(one).stem for one in maps]
    names = stems if len(set(stems)) == len(stems) else maps
    found = {name: load(source_text(one, max_size=max_size), where=one) for name, one in zip(names, maps, strict=True)}
    write(table(measure(found)), None)
    if top:
        write("\n" + printable("\n".join(lines(differences(found), top=top))) + "\n", None)
