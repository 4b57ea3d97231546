"""`argmap review`: a person's verdicts, as the page wrote them, laid over a map."""

from pathlib import Path
from typing import Annotated

import typer

from argmap.cli.options import MaxSize

review = typer.Typer(help="Take a person's verdicts from the page back into the map.", no_args_is_help=True)


@review.callback()
def _reviews() -> None:
    """Keep `argmap review` a group whatever the number of its commands."""


@review.command()
def apply(
    map_file: Annotated[str, typer.Argument(metavar="MAP", help="A map (JSON), perhaps of the thread as it is now.")],
    patch_file: Annotated[str, typer.Argument(metavar="PATCH", help="What the page's Download patch wrote.")],
    output: Annotated[Path | None, typer.Option("-o", "--output", metavar="FILE", help="Write the map here.")] = None,
    by: Annotated[str | None, typer.Option("--by", metavar="NAME", help="Sign the verdicts with this name.")] = None,
    max_size: MaxSize = "50MB",  # type: ignore[assignment]
) -> None:
    """Lay the verdicts of PATCH over MAP; name on stderr those that no longer fit."""
    from argmap.cli.output import note, write
    from argmap.native import dump, load
    from argmap.patch import load_patch
    from argmap.read import source_text
    from argmap.review import review as reviewed

    argument_map = load(source_text(map_file, max_size=max_size), where=map_file)
    patch = load_patch(source_text(patch_file, max_size=max_size), where=patch_file)
    done = reviewed(argument_map, patch, by=by)
    for leftover in done.leftovers:
        note(f"no longer fits: {leftover}")
    note(f"{done.applied} of {len(patch.changes)} verdicts applied")
    write(dump(done.map), output)
