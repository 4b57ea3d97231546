"""`argmap compare`: where two maps of one source disagree, worst first."""

from typing import Annotated

import typer

from argmap.cli.options import MaxSize


def compare(
    first: Annotated[str, typer.Argument(metavar="A", help="A map (JSON).")],
    second: Annotated[str, typer.Argument(metavar="B", help="Another map of the same source.")],
    top: Annotated[int, typer.Option("--top", metavar="N", min=1, help="How many disagreements to print.")] = 20,
    max_size: MaxSize = "50MB",  # type: ignore[assignment]
) -> None:
    """List where two methods or annotators disagree on one source, worst first."""
    from argmap.cli.output import write
    from argmap.evaluate import disagreements, lines
    from argmap.native import load
    from argmap.read import source_text
    from argmap.render.printable import printable

    maps = [load(source_text(one, max_size=max_size), where=one) for one in (first, second)]
    found = [((first, second), one) for one in disagreements(*maps)]
    write(printable("\n".join(lines(found, top=top)) or "no disagreement") + "\n", None)
