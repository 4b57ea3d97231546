"""Pairs of written statements: debatepedia, perspectrum, IBM claim stance, Nixon and Kennedy; order as in the files."""

import csv
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from argmap.train.corpora import Pair

_AUXILIARY = r"(?:should|must|ought to|will|would|can|could|may|is|are|was|were|has|have|does|do|did)"
_DENIED = re.compile(rf"\b(?:(?P<long>{_AUXILIARY}) not|(?P<can>can)not|(?P<short>{_AUXILIARY})n['’]t)\b", re.I)
_STATED = re.compile(rf"\b{_AUXILIARY}\b", re.I)
_OPPOSITE = {"support": "attack", "attack": "support"}
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


def turned(pairs: Iterable[Pair]) -> Iterator[Pair]:
    """Yield each pair with its parent denied and so the other label, where the parent can be denied in plain words.

    Beside the pairs themselves these leave nothing to learn from a reply without its parent.
    """
    for pair in pairs:
        parent = denied(pair.parent)
        if parent and pair.label in _OPPOSITE:
            yield replace(pair, parent=parent, label=_OPPOSITE[pair.label])


def denied(text: str) -> str | None:
    """Return `text` with "not" put after its first auxiliary verb, or taken away there; None without such a verb."""
    found = _DENIED.search(text)
    if found:
        verb = found["long"] or found["can"] or found["short"]
        return f"{text[: found.start()]}{verb}{text[found.end() :]}"
    stated = _STATED.search(text)
    return f"{text[: stated.end()]} not{text[stated.end() :]}" if stated else None


def _pair(reply: str, parent: str, label: str, corpus: str, *, domain: str = "statement") -> Pair:
    return Pair(reply=reply, parent=parent, label=label, domain=domain, corpus=corpus)


def _rows(path: Path, *, delimiter: str = ",") -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines, delimiter=delimiter)
