"""`argmap check`: is this file a map, and what is odd about it."""

from typing import Annotated

import typer

from argmap.cli.options import MaxSize


def check(
    maps: Annotated[list[str], typer.Argument(metavar="MAP...", help="Map files (JSON).")],
    max_size: MaxSize = "50MB",  # type: ignore[assignment]
) -> None:
    """Check MAP against `argmap/1` and name what is wrong, odd or unknown; exit code 1 where it is no map."""
    from argmap.cli.output import write
    from argmap.evaluate import Level
    from argmap.evaluate import check as check_map
    from argmap.read import source_text

    wrong = False
    for source in maps:
        problems = check_map(source_text(source, max_size=max_size), source)
        write("".join(f"{p.level}: {p.place}: {p.message}\n" for p in problems) or f"{source}: a valid map\n", None)
        wrong = wrong or any(p.level is Level.ERROR for p in problems)
    if wrong:
        raise typer.Exit(1)
