"""A figure as it is printed: what was measured, of which system, with its interval and what was wanted."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from measure.stats import Value


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One cell of one table; `wanted` and `aim` belong to the row, `unseen` is false where the model trained on it."""

    stage: str
    row: str
    system: str
    value: Value
    wanted: float | None = None
    aim: float | None = None
    lower_is_better: bool = False
    unseen: bool = True

    def reached(self) -> bool | None:
        """Return whether the figure reaches what is wanted; None where nothing is."""
        if self.wanted is None:
            return None
        return self.value.value <= self.wanted if self.lower_is_better else self.value.value >= self.wanted

    def plain(self) -> dict[str, Any]:
        """Return the figure for JSON."""
        return asdict(self)


def table(figures: Sequence[Figure], order: Sequence[str]) -> str:
    """Return a Markdown table: a line for each row, a column for each system, in `order`, and what was wanted."""
    known = {f.system for f in figures}
    systems = [s for s in order if s in known] + sorted(known - set(order))
    rows = list(dict.fromkeys(f.row for f in figures))
    cells = {(f.row, f.system): f for f in figures}
    aims = any(f.wanted is not None for f in figures)
    lines = [_line(["", *systems, *(["wanted", "aim"] if aims else [])]), "|---" * (1 + len(systems) + 2 * aims) + "|"]
    for row in rows:
        mine = [cells.get((row, system)) for system in systems]
        first = next(cell for cell in mine if cell)
        last = [_short(first.wanted), _short(first.aim)] if aims else []
        lines.append(_line([row, *(_cell(cell) for cell in mine), *last]))
    return "\n".join(lines) + "\n"


def _cell(figure: Figure | None) -> str:
    if figure is None:
        return ""
    return f"{figure.value}{'' if figure.unseen else ' [trained on]'}"


def _short(value: float | None) -> str:
    return "" if value is None else f"{value:.2f}".replace("0.", ".", 1)


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"
