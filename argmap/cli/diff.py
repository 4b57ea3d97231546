"""`argmap diff`: which points became disputed, answered or conceded between two maps."""

from typing import Annotated

import typer

from argmap.cli.options import MaxSize, Output, Prose, Pseudonyms, map_of, prose


def diff(
    old: Annotated[str, typer.Argument(metavar="OLD", help="A map (JSON), or a source to map.")],
    new: Annotated[str, typer.Argument(metavar="NEW", help="The map or source of later.")],
    output: Output = None,
    to: Annotated[Prose | None, typer.Option("--to", help="How to print it.")] = None,
    max_size: MaxSize = "50MB",  # type: ignore[assignment]
    pseudonyms: Pseudonyms = None,
) -> None:
    """Say what became disputed, answered, conceded, open again, and who joined, from OLD to NEW."""
    from argmap.cli.output import spare, write
    from argmap.disputes.changes import changes
    from argmap.render.readings import CHANGES

    form = prose(to, output)
    spare([old, new], output)
    before, after = (map_of([one], max_size=max_size, pseudonyms=pseudonyms) for one in (old, new))
    write(CHANGES[form.value](changes(before, after)), output)
