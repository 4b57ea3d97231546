"""Pairs of written statements: debatepedia, perspectrum, IBM claim stance, Nixon and Kennedy; order as in the files."""

import csv
import json
from collections.abc import Iterator
from pathlib import Path

from argmap.train.corpora import Pair

_POLITICS = {"no_relation": "none", "support": "support", "attack": "attack"}


def debatepedia(folder: Path) -> Iterator[Pair]:
    """Yield statements for or against another of the debate wiki."""
    for path in sorted(folder.glob("*pairs-bi.csv")):
        for row in _rows(path):
            label = "support" if row["relation"] == "1" else "attack"
            yield _pair(row["text_from"], row["text_to"], label, "debatepedia-pairs")


def perspectrum(folder: Path) -> Iterator[Pair]:
    """Yield perspectives that support or undermine a claim, the first wording of each."""
    pool = json.loads((folder / "perspective_pool_v1.0.json").read_text(encoding="utf-8"))
    texts = {row["pId"]: row["text"] for row in pool}
    for claim in json.loads((folder / "perspectrum_with_answers_v1.0.json").read_text(encoding="utf-8")):
        for view in claim["perspectives"]:
            label = {"SUPPORT": "support", "UNDERMINE": "attack"}.get(view["stance_label_3"])
            if label:
                yield _pair(texts[view["pids"][0]], claim["text"], label, "perspectrum")


def ibm_claim_stance(folder: Path) -> Iterator[Pair]:
    """Yield Wikipedia claims for or against a motion."""
    for row in _rows(folder / "claim_stance_dataset_v1.train.csv"):
        label = "support" if row["claims.stance"] == "PRO" else "attack"
        yield _pair(row["claims.claimCorrectedText"], row["topicText"], label, "ibm-claim-stance")


def nixon_kennedy(folder: Path) -> Iterator[Pair]:
    """Yield passages of campaign speeches that support, attack or pass by each other."""
    for row in _rows(folder / "full_dataset.tsv", delimiter="\t"):
        label = _POLITICS.get(row["relation"])
        if label:
            yield _pair(row["argument1"], row["argument2"], label, "nixon-kennedy", domain="speech")


def _pair(reply: str, parent: str, label: str, corpus: str, *, domain: str = "statement") -> Pair:
    return Pair(reply=reply, parent=parent, label=label, domain=domain, corpus=corpus)


def _rows(path: Path, *, delimiter: str = ",") -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines, delimiter=delimiter)
