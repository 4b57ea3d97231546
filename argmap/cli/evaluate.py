"""`argmap evaluate`: how far predicted maps agree with gold ones."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from argmap.cli.options import MaxSize

if TYPE_CHECKING:
    from argmap.argument import ArgumentMap
    from argmap.evaluate.page import System

_SAME = 0.5


def evaluate(
    gold: Annotated[str, typer.Argument(metavar="GOLD", help="A gold map, or a folder of them.")],
    predicted: Annotated[
        list[str],
        typer.Argument(metavar="PREDICTED...", help="A map, or a folder with maps of the same names; one a system."),
    ],
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="FILE", help="Write an HTML report with plots here too.")
    ] = None,
    baseline: Annotated[bool, typer.Option("--baseline", help="Show a trivial mapper's scores beside them.")] = False,
    max_size: MaxSize = "50MB",  # type: ignore[assignment]
) -> None:
    """Score PREDICTED against GOLD: components, relations, replies, disputes; with 95% intervals."""
    from argmap.cli.output import spare, write
    from argmap.evaluate import baseline as trivial
    from argmap.evaluate import table
    from argmap.evaluate.page import System, page

    spare([gold, *predicted], output)
    names = [Path(one).stem for one in predicted]
    labels = predicted if len(set(names)) < len(names) else names
    systems = [_system(gold, one, name, max_size) for one, name in zip(predicted, labels, strict=True)]
    if len(systems) == 1:
        systems = [System(name="predicted", maps=systems[0].maps)]
    if baseline:
        maps = tuple((name, one, trivial(one)) for name, one, _ in systems[0].maps)
        systems.append(System(name="baseline", maps=maps))
    write(table({one.name: one.report() for one in systems}), None)
    if output:
        write(page(systems, title=f"Evaluation against {Path(gold).name}"), output)


def _system(gold: str, predicted: str, name: str, max_size: int) -> "System":
    from argmap.errors import ReadError
    from argmap.evaluate.page import System
    from argmap.native import load
    from argmap.read import source_text

    pairs = _pairs(Path(gold), Path(predicted))
    if not pairs:
        raise ReadError(f"{gold} and {predicted} hold no maps of the same name; name two files, or two folders")

    def loaded(path: Path) -> "ArgumentMap":
        return load(source_text(str(path), max_size=max_size), where=str(path))

    maps = tuple((one.stem, loaded(one), loaded(other)) for one, other in pairs)
    _doubt(gold, predicted, maps)
    return System(name=name, maps=maps)


def _doubt(gold: str, predicted: str, maps: Sequence[tuple[str, "ArgumentMap", "ArgumentMap"]]) -> None:
    """Say which gold maps are not scored, and which maps are hardly of the same source, so that no figure misleads."""
    from argmap.cli.output import note
    from argmap.evaluate import shared

    if Path(gold).is_dir():
        scored = {name for name, _, _ in maps}
        left = [path.name for path in sorted(Path(gold).glob("*.json")) if path.stem not in scored]
        if left:
            note(f"not scored, as {predicted} has no map of that name: {', '.join(left)}")
    for name, one, other in maps:
        share = shared(one, other)
        if share < _SAME:
            note(f"{name}: only {share:.0%} of gold's words stand in {predicted}; are they maps of the same source?")


def _pairs(gold: Path, predicted: Path) -> list[tuple[Path, Path]]:
    if not gold.is_dir():
        return [(gold, predicted)]
    return [(one, predicted / one.name) for one in sorted(gold.glob("*.json")) if (predicted / one.name).exists()]
