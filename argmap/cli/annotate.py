"""`argmap annotate`: to annotators and back, and how far they agree."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from argmap.cli.options import MaxSize

Out = Annotated[Path, typer.Option("-o", "--output", metavar="FILE", help="Where the map is written.")]


class Tool(StrEnum):
    """What people annotate with."""

    BRAT = "brat"
    LABEL_STUDIO = "label-studio"
    INCEPTION = "inception"


class Order(StrEnum):
    """In which order posts are annotated."""

    READING = "reading"
    UNCERTAIN = "uncertain"


annotate = typer.Typer(help="Have people annotate, and measure how far they agree.", no_args_is_help=True)


@annotate.command("export")
def export_(
    source: Annotated[str, typer.Argument(metavar="MAP", help="The map whose posts are to be annotated.")],
    output: Annotated[Path, typer.Option("-o", "--output", metavar="FOLDER", help="A new folder for the project.")],
    to: Annotated[Tool, typer.Option("--to", help="What people will annotate with.")] = Tool.BRAT,
    order: Annotated[
        Order, typer.Option("--order", help="Posts as they were written, or the most doubtful first.")
    ] = Order.READING,
    max_size: MaxSize = "50MB",  # type: ignore[assignment]
) -> None:
    """Write a project for annotators: guidelines, a task a post with what it answers, the machine's marks in it."""
    from argmap import annotate as out
    from argmap.cli.output import write_folder
    from argmap.pipeline import load_map

    found = load_map(source, max_size=max_size)
    write_folder(out.project(found, out.Tool(to.value), out.Order(order.value)), output)


@annotate.command("import")
def import_(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="A project that came back.", file_okay=False)],
    output: Out,
    by: Annotated[str, typer.Option("--by", metavar="NAME", help="Who annotated; the folder's name if left out.")] = "",
) -> None:
    """Make a map of what an annotator changed in the project of FOLDER."""
    from argmap.annotate import bring
    from argmap.cli.output import note, write
    from argmap.native import dump

    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    files = {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8", errors="replace") for path in paths}
    found = bring(files, by=by or folder.resolve().name, where=str(folder))
    if found.missing:
        note(f"these posts have no marks, as their task did not come back: {', '.join(found.missing)}")
    if found.lost:
        note(
            f"{found.lost} relation{'s' * (found.lost != 1)} left out: the task of their other post took that end away"
        )
    write(dump(found.map), output)


@annotate.command("adjudicate")
def adjudicate_(
    maps: Annotated[
        list[str], typer.Argument(metavar="MAP...", help="Maps (JSON) of the same posts, an annotator each.")
    ],
    output: Annotated[Path | None, typer.Option("-o", "--output", metavar="FILE", help="The merged map.")] = None,
    decisions: Annotated[
        Path | None, typer.Option("--decisions", metavar="FILE", help="Questions that somebody decided.")
    ] = None,
    by: Annotated[str, typer.Option("--by", metavar="NAME", help="Who decided.")] = "adjudicator",
    max_size: MaxSize = "50MB",  # type: ignore[assignment]
) -> None:
    """Print where the maps differ, to be decided; with -o, write one map: what most have, and the --decisions."""
    from argmap.annotate import adjudicate, questions
    from argmap.cli.output import note, spare, write
    from argmap.native import dump
    from argmap.pipeline import load_map
    from argmap.read import source_text

    spare([*maps, *([str(decisions)] if decisions else [])], output)
    given = {name: load_map(one, max_size=max_size) for name, one in named(maps).items()}
    if output is None:
        write(questions(given), None)
        return
    decided = source_text(str(decisions), max_size=max_size) if decisions else "[]"
    found = adjudicate(given, decided, by=by)
    if found.open:
        note(f"{found.open} disagreements are open: components and relations left out, the rest is the first map's")
    write(dump(found.map), output)


@annotate.command()
def agree(
    maps: Annotated[
        list[str], typer.Argument(metavar="MAP...", help="Maps (JSON) of the same posts, an annotator each.")
    ],
    top: Annotated[int, typer.Option("--top", metavar="N", min=0, help="How many disagreements to print.")] = 10,
    gamma: Annotated[
        bool, typer.Option("--gamma", help="Also gamma (needs argmap[gamma]: scipy, BSD licence).")
    ] = False,
    max_size: MaxSize = "50MB",  # type: ignore[assignment]
) -> None:
    """Measure agreement (alpha_U, alpha, kappa, CASS) and list the disagreements, worst first."""
    from argmap.annotate import agree as measure
    from argmap.annotate import agree_by_gamma, differences, table
    from argmap.cli.output import write
    from argmap.evaluate import lines
    from argmap.pipeline import load_map
    from argmap.render.printable import printable

    found = {name: load_map(one, max_size=max_size) for name, one in named(maps).items()}
    write(table((*measure(found), *(agree_by_gamma(found) if gamma else ()))), None)
    if top:
        write("\n" + printable("\n".join(lines(differences(found), top=top))) + "\n", None)


def named(maps: list[str]) -> dict[str, str]:
    """Return the files by annotator: their stems, or the paths where two have the same, counted where these are one."""
    stems = [Path(one).stem for one in maps]
    names = stems if len({*stems}) == len(stems) else maps
    return {name if name not in names[:at] else f"{name} ({at + 1})": maps[at] for at, name in enumerate(names)}
