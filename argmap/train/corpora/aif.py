"""Nodesets of AIFdb (US2016, QT30): inferences and conflicts between propositions, in the words that were said."""

import json
import random
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from argmap.train.corpora import Pair

_SPEAKER = re.compile(r"^[^:]{1,40}:\s+")
_LABELS = {"RA": "support", "CA": "attack"}
_NEAR = 6
_LEAST_WORDS = 3


def nodesets(folder: Path, *, corpus: str, domain: str, seed: int = 1) -> Iterator[Pair]:
    """Yield the linked pairs of each nodeset and as many neighbours of other speakers that nothing links."""
    drawn = random.Random(seed)
    for path in sorted((folder / "nodesets").glob("*.json")):
        data = json.loads(path.read_text(encoding="utf-8"))
        nodes = {node["nodeID"]: node for node in data["nodes"]}
        said = _said(nodes, data["edges"])
        linked = list(_linked(nodes, data["edges"]))
        for reply, parent, label in [*linked, *_unlinked(said, linked, drawn)]:
            if reply in said and parent in said:
                words, above = said[reply][1], said[parent][1]
                yield Pair(reply=words, parent=above, label=label, domain=domain, corpus=corpus)


def _said(nodes: Mapping[str, Any], edges: list[Mapping[str, str]]) -> dict[str, tuple[str, str]]:
    """Return speaker and words of each proposition: the shortest locution behind it."""
    into = defaultdict(list)
    for edge in edges:
        into[edge["toID"]].append(edge["fromID"])
    found = {}
    for name, node in nodes.items():
        if node["type"] != "I":
            continue
        acts = [y for y in into[name] if nodes[y]["type"] == "YA"]
        words = [nodes[x]["text"] for y in acts for x in into[y] if nodes[x]["type"] == "L"]
        spoken = [w for w in words if len(_SPEAKER.sub("", w).split()) >= _LEAST_WORDS]
        if spoken:
            best = min(spoken, key=lambda w: (len(w), w))
            found[name] = (best.partition(":")[0].strip(), _SPEAKER.sub("", best))
    return found


def _linked(nodes: Mapping[str, Any], edges: list[Mapping[str, str]]) -> Iterator[tuple[str, str, str]]:
    joints = {name for name, node in nodes.items() if node["type"] in _LABELS}
    starts, ends = defaultdict(list), defaultdict(list)
    for edge in edges:
        if edge["toID"] in joints and nodes[edge["fromID"]]["type"] == "I":
            starts[edge["toID"]].append(edge["fromID"])
        if edge["fromID"] in joints and nodes[edge["toID"]]["type"] == "I":
            ends[edge["fromID"]].append(edge["toID"])
    for joint in sorted(joints):
        for reply in starts[joint]:
            for parent in ends[joint]:
                yield reply, parent, _LABELS[nodes[joint]["type"]]


def _unlinked(
    said: Mapping[str, tuple[str, str]], linked: list[tuple[str, str, str]], drawn: random.Random
) -> Iterator[tuple[str, str, str]]:
    joined = {frozenset(pair[:2]) for pair in linked}
    order = list(said)
    for at, name in enumerate(order):
        near = [o for o in order[max(0, at - _NEAR) : at] if said[o][0] != said[name][0]]
        free = [o for o in near if frozenset((o, name)) not in joined]
        if free and drawn.random() < len(linked) / max(1, len(order)) / 2:
            yield name, drawn.choice(free), "none"
