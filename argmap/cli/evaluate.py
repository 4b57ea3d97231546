"""`argmap evaluate`: how far predicted maps agree with gold ones."""

from pathlib import Path
from typing import Annotated

import typer

from argmap.cli.options import MaxSize


def evaluate(
    gold: Annotated[str, typer.Argument(metavar="GOLD", help="A gold map, or a folder of them.")],
    predicted: Annotated[
        str, typer.Argument(metavar="PREDICTED", help="A map, or a folder with maps of the same names.")
    ],
    baseline: Annotated[bool, typer.Option("--baseline", help="Show a trivial mapper's scores beside them.")] = False,
    max_size: MaxSize = "50MB",  # type: ignore[assignment]
) -> None:
    """Score PREDICTED against GOLD: components, relations, replies, disputes; with 95% intervals."""
    from argmap.cli.output import write
    from argmap.errors import ReadError
    from argmap.evaluate import baseline as trivial
    from argmap.evaluate import evaluate as score
    from argmap.evaluate import pool, table
    from argmap.native import load
    from argmap.read import source_text

    names = _pairs(Path(gold), Path(predicted))
    if not names:
        raise ReadError(f"{gold} and {predicted} hold no maps of the same name; name two files, or two folders")
    golds = [load(source_text(str(one), max_size=max_size), where=str(one)) for one, _ in names]
    guesses = [load(source_text(str(other), max_size=max_size), where=str(other)) for _, other in names]
    columns = {"predicted": [score(g, p) for g, p in zip(golds, guesses, strict=True)]}
    if baseline:
        columns["baseline"] = [score(g, trivial(g)) for g in golds]
    write(table({name: found[0] if len(found) == 1 else pool(found) for name, found in columns.items()}), None)


def _pairs(gold: Path, predicted: Path) -> list[tuple[Path, Path]]:
    if not gold.is_dir():
        return [(gold, predicted)]
    return [(one, predicted / one.name) for one in sorted(gold.glob("*.json")) if (predicted / one.name).exists()]
