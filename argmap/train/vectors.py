"""How well vectors tell which claims say the same: arguments and key points of ArgKP-2021 (Friedman et al. 2021)."""

import csv
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

Array = np.ndarray[Any, Any]


def matching(folder: Path, embed: Callable[[Sequence[str]], Array]) -> dict[str, float]:
    """Return how often the likest key point of an argument is one that people matched with it, and how many there are.

    Development topics of ArgKP-2021; arguments without a match are left out.
    """
    tables = folder / "kpm_data"
    arguments = {row["arg_id"]: row["argument"] for row in _rows(tables / "arguments_dev.csv")}
    points = {row["key_point_id"]: row["key_point"] for row in _rows(tables / "key_points_dev.csv")}
    pairs = [(r["arg_id"], r["key_point_id"], r["label"] == "1") for r in _rows(tables / "labels_dev.csv")]
    ids = sorted(arguments), sorted(points)
    one, other = (embed([known[name] for name in names]) for names, known in zip(ids, (arguments, points), strict=True))
    one, other = (rows / np.linalg.norm(rows, axis=1, keepdims=True) for rows in (one, other))
    place = {name: at for names in ids for at, name in enumerate(names)}
    by_argument: dict[str, list[tuple[float, bool]]] = {}
    for argument, point, label in pairs:
        by_argument.setdefault(argument, []).append((float(one[place[argument]] @ other[place[point]]), label))
    judged = [found for found in by_argument.values() if any(label for _, label in found)]
    right = [max(found)[1] for found in judged]
    return {"top1": round(float(np.mean(right)), 3), "arguments": len(judged)}


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)
