"""One picture of the figures that have a goal: where each system stands between nothing and what is aimed at."""

from collections.abc import Sequence
from pathlib import Path

from measure.figures import Figure

_COLOURS = {"argmap": "#0b5fa5", "rules": "#c26a00", "baseline": "#8a8a8a"}
_LEARNT = ("frozen MiniLM", "tf-idf", "trivial mapper", "majority", "always attack", "first component", "chance")


def plot(figures: Sequence[Figure], path: Path) -> None:
    """Write an SVG: a line for each figure with a goal; intervals are bars, what is wanted a tick, the aim a star."""
    import matplotlib

    matplotlib.use("svg")
    matplotlib.rcParams.update({"svg.hashsalt": "argmap", "svg.fonttype": "none", "font.size": 8})
    from matplotlib import pyplot

    keys = dict.fromkeys((f.stage, f.row) for f in figures if f.wanted and not f.lower_is_better)
    rows = [key for key in keys if key[0] != "int8 against fp32"]
    figure, axes = pyplot.subplots(figsize=(8.5, 0.36 * len(rows) + 1.2))
    for at, key in enumerate(rows):
        mine = [f for f in figures if (f.stage, f.row) == key]
        for name, step in (("argmap", 0.0), ("rules", 0.17), ("baseline", 0.34)):
            one = _of(mine, name)
            if one is not None:
                _bar(axes, one, at + step, _COLOURS[name], hollow=not one.unseen)
        axes.plot([mine[0].wanted] * 2, [at - 0.2, at + 0.45], color="#222222", linewidth=1.5)
        if mine[0].aim:
            axes.plot(mine[0].aim, at + 0.12, marker="*", color="#222222", markersize=6)
    axes.set_yticks(range(len(rows)), [f"{stage.split(',')[0].split(' (')[0]}: {row}" for stage, row in rows])
    axes.invert_yaxis()
    axes.set_xlim(-0.05, 1)
    axes.grid(axis="x", color="#dddddd", linewidth=0.6)
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    for name in _COLOURS:
        axes.plot([], [], marker="o", linestyle="-", color=_COLOURS[name], label=name.replace("base", "best base"))
    axes.plot([], [], color="#222222", linewidth=1.5, label="wanted")
    axes.plot([], [], marker="*", linestyle="", color="#222222", label="aim")
    axes.legend(loc="lower right", frameon=False)
    axes.set_title("Figures with 95% intervals; hollow: the model trained on this corpus", loc="left", fontsize=9)
    figure.tight_layout()
    figure.savefig(path, metadata={"Date": None})
    pyplot.close(figure)


def _of(figures: Sequence[Figure], name: str) -> Figure | None:
    if name != "baseline":
        return next((f for f in figures if f.system.split(",")[0] == name), None)
    found = [f for f in figures if f.system.split(",")[0].removesuffix(" cosine") in _LEARNT]
    return max(found, key=lambda f: f.value.value, default=None)


def _bar(axes, figure: Figure, at: float, colour: str, *, hollow: bool) -> None:  # noqa: ANN001
    value = figure.value
    if value.low is not None and value.high is not None:
        axes.plot([value.low, value.high], [at, at], color=colour, linewidth=1.6, alpha=0.6)
    axes.plot(value.value, at, marker="o", color=colour, markersize=4.5, fillstyle="none" if hollow else "full")
