"""Scores as one HTML file that asks for nothing: systems side by side, confusions, reliability, and each post."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from argmap.argument import ArgumentMap
from argmap.evaluate.details import KINDS, SIGNS, Bin, Details, PostCounts, calibration_error, details
from argmap.evaluate.report import evaluate
from argmap.evaluate.scores import Report, Score, figure, pool

_TEMPLATES = Path(__file__).parent / "templates"
_SIZE, _LEFT = 200, 34
_LEAST_BETTER = frozenset(("false_edges_per_post",))
_BAR = 0.35
_LONGEST_BAR = 14.0


@dataclass(frozen=True, slots=True, kw_only=True)
class System:
    """A system under its name, with the maps it made: (name, gold, predicted)."""

    name: str
    maps: tuple[tuple[str, ArgumentMap, ArgumentMap], ...]

    def report(self) -> Report:
        """Return the scores of the one map, or their means over several."""
        reports = [evaluate(gold, predicted) for _, gold, predicted in self.maps]
        return reports[0] if len(reports) == 1 else pool(reports)


def page(systems: Sequence[System], *, title: str = "Evaluation") -> str:
    """Return the HTML report on at least one system; all must have been given the same gold maps."""
    from jinja2 import Environment, FileSystemLoader

    environment = Environment(loader=FileSystemLoader(_TEMPLATES), autoescape=True, trim_blocks=True)
    names = [name for name, _, _ in systems[0].maps]
    rendered: str = environment.get_template("report.html").render(
        title=title,
        maps=f"{len(names)} gold map{'s' * (len(names) != 1)}",
        several=len(names) > 1,
        scores=list(_score_lines({one.name: one.report() for one in systems})),
        systems=[_system(one) for one in systems],
    )
    return rendered + "\n"


def _score_lines(reports: Mapping[str, Report]) -> Iterator[dict[str, Any]]:
    for name in next(iter(reports.values())).by_name():
        found = [report.by_name()[name] for report in reports.values()]
        best = _best(found)
        yield {"name": name.replace("_", " "), "cells": [_cell(one, best) for one in found]}


def _best(found: Sequence[Score]) -> float | None:
    values = [one.value for one in found if one.value is not None]
    if len(values) < 2 or len(set(values)) == 1:
        return None
    return min(values) if found[0].name in _LEAST_BETTER else max(values)


def _cell(one: Score, best: float | None) -> dict[str, Any]:
    between = "" if one.low is None else f"{figure(one.low)} to {figure(one.high)}"
    return {"value": figure(one.value), "between": between, "best": best is not None and one.value == best}


def _system(one: System) -> dict[str, Any]:
    found = details(one.maps)
    return {
        "name": one.name,
        "grids": [_grid("Components", KINDS, found.kinds), _grid("Relations", SIGNS, found.signs)],
        "charts": list(_charts(found)),
        "posts": [_post(post, several=len(one.maps) > 1) for post in found.posts],
    }


def _grid(title: str, labels: Sequence[str], counts: Mapping[tuple[str, str], int]) -> dict[str, Any]:
    most = max(counts.values(), default=1)
    rows = []
    for gold in labels:
        cells = [counts.get((gold, label), 0) for label in labels]
        rows.append({"label": gold, "cells": [{"count": n, "shade": f"{0.6 * n / most:.2f}"} for n in cells]})
    return {"title": title, "labels": labels, "rows": rows}


def _charts(found: Details) -> Iterator[dict[str, Any]]:
    parts = (("Confidence of components", found.components, "one"), ("Confidence of relations", found.relations, "two"))
    for title, bins, colour in parts:
        error = calibration_error(bins)
        said = "no items" if error is None else f"calibration error {figure(error)}, {sum(b.count for b in bins)} items"
        dots = [_dot(one, max(b.count for b in bins)) for one in bins]
        line = " ".join(f"{dot['x']},{dot['y']}" for dot in dots)
        yield {"title": title, "said": said, "colour": colour, "dots": dots, "line": line}


def _dot(one: Bin, most: int) -> dict[str, str]:
    return {
        "x": f"{_LEFT + _SIZE * one.confidence:.1f}",
        "y": f"{_SIZE * (1 - one.right):.1f}",
        "r": f"{2 + 7 * (one.count / most) ** 0.5:.1f}",
        "said": f"{one.count} items of confidence {one.confidence:.2f}, {one.right:.0%} right",
    }


def _post(post: PostCounts, *, several: bool) -> dict[str, Any]:
    name = f"{post.map}: {post.post}" if several else post.post
    return {"name": name, "parts": [_part(post.components), _part(post.relations)]}


def _part(counts: tuple[int, int, int]) -> dict[str, Any]:
    scale = min(_BAR, _LONGEST_BAR / max(1, sum(counts)))
    named = zip(("found", "missed", "false"), counts, strict=True)
    bars = [{"name": name, "width": f"{scale * count:.2f}"} for name, count in named if count]
    return {"said": " / ".join(map(str, counts)), "bars": bars}
