"""`argmap compare`: where two maps of one source disagree, worst first."""

from typing import Annotated

import typer

from argmap.cli.annotate import named
from argmap.cli.options import MaxSize


def compare(
    first: Annotated[str, typer.Argument(metavar="A", help="A map (JSON).")],
    second: Annotated[str, typer.Argument(metavar="B", help="Another map of the same source.")],
    top: Annotated[int, typer.Option("--top", metavar="N", min=1, help="How many disagreements to print.")] = 20,
    max_size: MaxSize = "50MB",  # type: ignore[assignment]
) -> None:
    """List where two maps of one source disagree, worst first; above them CASS, where their posts are the same."""
    from argmap.annotate import overall, table
    from argmap.cli.output import write
    from argmap.evaluate import disagreements, lines
    from argmap.pipeline import load_map
    from argmap.render.printable import printable

    maps = {name: load_map(one, max_size=max_size) for name, one in named([first, second]).items()}
    one, other = maps
    measured = overall(maps)
    if measured:
        write(table(measured) + "\n", None)
    found = [((one, other), each) for each in disagreements(*maps.values())]
    write(printable("\n".join(lines(found, top=top)) or "no disagreement") + "\n", None)
