"""What no change may make worse: the floors of `models/floors.json` beside what the shipped models reach now.

A floor is named `place/figure`; a figure "a post" has a ceiling instead. Places are treebanks of ARGMAP_CORPORA for the
syntax, our seeds and the hand-made maps of ARGMAP_DATA for the argument models. A floor is what was measured when it
was set, less a margin for neutral changes.
"""

import json
import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from argmap.errors import ReadError
from argmap.evaluate import evaluate, pool
from argmap.native import load
from argmap.nlp.models import models
from argmap.nlp.sealed import shelf
from argmap.nlp.syntax import load_syntax
from argmap.pipeline import map_sources
from argmap.train.scores import text_figures
from argmap.train.treebanks import tests

Figures = Mapping[str, float | None]
# Maps of pages where nobody argues: what is found there is false.
QUIET = ("hn_hiring", "lobsters")


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A floor of a model and what was measured; `value` is None where the data of its place is not here."""

    model: str
    name: str
    floor: float
    value: float | None

    @property
    def ok(self) -> bool:
        """Whether the floor holds, or could not be measured."""
        if self.value is None:
            return True
        return self.value <= self.floor if self.name.endswith("_per_post") else self.value >= self.floor

    def line(self) -> str:
        """Return the floor as a line to read."""
        kind = "ceiling" if self.name.endswith("_per_post") else "floor"
        found = "not measured, its data is not here" if self.value is None else f"{self.value:.4f}"
        return f"{'' if self.ok else 'FAILED '}{self.model} {self.name}: {found} ({kind} {self.floor})"


def held(measures: Mapping[str, Callable[[str], Figures]] | None = None) -> Iterator[Held]:
    """Yield every floor with its measured value, place by place."""
    measures = MEASURES if measures is None else measures
    for model, floors in floors_of().items():
        if model not in measures:
            raise ReadError(f"floors.json names {model}, and nothing measures it; known: {', '.join(measures)}")
        places = dict.fromkeys(name.partition("/")[0] for name in floors)
        figures = {place: measures[model](place) for place in places}
        for name, floor in floors.items():
            place, _, figure = name.partition("/")
            yield Held(model=model, name=name, floor=floor, value=figures[place].get(figure))


def floors_of() -> Mapping[str, Mapping[str, float]]:
    """Return the floors by model and name."""
    found: Mapping[str, Mapping[str, float]] = json.loads((shelf() / "floors.json").read_text(encoding="utf-8"))
    return found


def syntax_figures(corpus: str) -> Figures:
    """Return the figures of the shipped pipeline on the test part of a treebank, none where it is not here."""
    sets = tests(_data("ARGMAP_CORPORA"), "test")
    if corpus not in sets:
        return {}
    return {name: cell["f1"] for name, cell in text_figures(load_syntax(), sets[corpus]).items()}


def argument_figures(place: str) -> Figures:
    """Return the mean scores of the shipped argument models on `seeds`, `gold` or `quiet`; none without its maps."""
    data, seeds = _data("ARGMAP_DATA"), Path(__file__).parents[2] / "seeds"
    folders = {"seeds": (seeds, seeds), "gold": (data / "gold", data / "seeds")}
    folder, sources = folders.get(place, (data / "gold-train", data / "gold-train"))
    golds = [path for path in sorted(folder.glob("*.json")) if place != "quiet" or path.stem in QUIET]
    slots, reports = models(), []
    for path in golds:
        gold = load(path.read_text(encoding="utf-8"), where=path.name)
        source = next(p for p in (sources / gold.discussions[0].source, path.with_suffix(".txt")) if p.is_file())
        reports.append(evaluate(gold, map_sources([str(source)], slots=slots)))
    return {name: score.value for name, score in pool(reports).by_name().items()} if reports else {}


def _data(variable: str) -> Path:
    return Path(os.environ.get(variable) or "no-such-folder")


MEASURES: Mapping[str, Callable[[str], Figures]] = {
    "en_argmap_syntax": syntax_figures,
    "argument-encoder": argument_figures,
}
