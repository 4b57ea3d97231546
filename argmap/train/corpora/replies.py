"""Pairs of posts: DEBAGREEMENT, subreddit agreement, the Internet Argument Corpus; weak crowd votes are left out."""

import csv
import json
import sys
from collections.abc import Iterator
from pathlib import Path

from argmap.train.corpora import Pair

_THREE = {"0": "attack", "1": "none", "2": "support"}


def debagreement(folder: Path) -> Iterator[Pair]:
    """Yield Reddit replies that disagree, stay neutral or agree."""
    for row in _rows(folder / "dev.csv"):
        yield _pair(row["body_child"], row["body_parent"], _THREE[row["label"]], "debagreement")


def subreddit_agreement(folder: Path) -> Iterator[Pair]:
    """Yield Reddit replies on two topics, labelled alike."""
    for path in sorted(folder.glob("*.csv")):
        for row in _rows(path):
            yield _pair(row["response_text"], row["quote_text"], _THREE[row["relation"]], "subreddit-agreement")


def iac(folder: Path) -> Iterator[Pair]:
    """Yield 4forums replies to a quoted passage, those with a clear vote."""
    strengths = {
        (row["nodeset"], row["response_node"], row["quote_node"]): row["bucket"]
        for row in _rows(folder / "pair_strength.tsv", delimiter="\t")
    }
    for (name, reply, parent), bucket in sorted(strengths.items()):
        if bucket != "weak":
            yield from _crowd_pair(folder / "nodesets" / f"{name}.json", reply, parent)


def _crowd_pair(path: Path, reply: str, parent: str) -> Iterator[Pair]:
    if not path.is_file():
        return
    data = json.loads(path.read_text(encoding="utf-8"))
    nodes = {node["nodeID"]: node for node in data["nodes"]}
    into = {(edge["fromID"], edge["toID"]) for edge in data["edges"]}
    kinds = [n["type"] for i, n in nodes.items() if (reply, i) in into and (i, parent) in into]
    if kinds and reply in nodes and parent in nodes:
        label = "attack" if kinds[0] == "CA" else "support"
        yield _pair(nodes[reply]["text"], nodes[parent]["text"], label, "iac-aif", domain="forum")


def _pair(reply: str, parent: str, label: str, corpus: str, *, domain: str = "comment") -> Pair:
    return Pair(reply=reply, parent=parent, label=label, domain=domain, corpus=corpus)


def _rows(path: Path, *, delimiter: str = ",") -> Iterator[dict[str, str]]:
    csv.field_size_limit(min(sys.maxsize, 2**31 - 1))
    with path.open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines, delimiter=delimiter)
