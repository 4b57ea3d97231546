"""brat standoff: map.txt, map.ann, the configuration that shows them, and our map beside them.

Stenetorp et al., brat: a web-based tool for NLP-assisted text annotation, 2012; https://brat.nlplab.org/standoff.html
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from argmap.argument import ArgumentMap, Commitment, Kind
from argmap.errors import InvalidError
from argmap.formats.brat_reader import told_by
from argmap.formats.document import Document, document, lines_of
from argmap.formats.losses import OWN, Losses
from argmap.formats.rider import Ride, merge, rider, riding
from argmap.formats.told import VERBS, json_of

RIDER = "argmap.json"
LOSES = Losses(
    beside=(
        *OWN, "titles, sources and source formats", "borders of posts", "reply links", "authors",
        "places of components", "control signs in words", "white space at the edges of components", "blank components",
        "quoted copies", "evidence", "disputes", "ids",
    )
)  # fmt: skip
ANNOTATION_CONF = f"""[entities]
Claim
Premise

[relations]
supports Arg1:Claim|Premise, Arg2:Claim|Premise
attacks Arg1:Claim|Premise, Arg2:Claim|Premise
<OVERLAP> Arg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>

[events]

[attributes]
Commitment Arg:<ENTITY>, Value:{"|".join(one.value for one in Commitment)}
"""
VISUAL_CONF = """[labels]
Claim | Claim | C
Premise | Premise | P

[drawing]
SPAN_DEFAULT fgColor:black, bgColor:lightgray, borderColor:darken
ARC_DEFAULT color:black, dashArray:-, arrowHead:triangle-5
Claim bgColor:#ffd98a
Premise bgColor:#a8d5ff
supports color:#2e7d32
attacks color:#c62828, dashArray:3-3
"""


def dump(argument_map: ArgumentMap) -> dict[str, str]:
    """Write a brat folder: text, standoff, annotation.conf and visual.conf."""
    text, standoff = _files(argument_map, document(argument_map))
    return {
        "map.txt": text,
        "map.ann": standoff,
        "annotation.conf": ANNOTATION_CONF,
        "visual.conf": VISUAL_CONF,
        RIDER: json.dumps({"argmap": rider(argument_map)}, ensure_ascii=False) + "\n",
    }


def load(files: Mapping[str, str], *, where: str = "the folder") -> ArgumentMap:
    """Read a brat folder, a post for each text; where our map lies beside, only what was changed is applied to it."""
    theirs = told_by(files, where)
    if RIDER not in files:
        return theirs
    value = json_of(files[RIDER], where)
    carried = riding(value.get("argmap") if isinstance(value, dict) else None, where)
    if carried is None:
        raise InvalidError(f"{where}: {RIDER} holds no map; take it out to read the folder without it")
    made = document(carried)
    made.same(files.get("map.txt", ""), where)
    text, standoff = _files(carried, made)
    base = told_by({"map.txt": text, "map.ann": standoff}, where)
    names = {f"T{at}": one.id for at, one in enumerate(carried.components, start=1)}
    names |= {f"R{at}": one.id for at, one in enumerate(carried.relations, start=1)}
    return merge(Ride(carried=carried, base=base, names=names), theirs, lambda c: made.place(c.start, c.end, where))


def recognises(text: str) -> bool:
    """Return False: a folder with .ann files is known by these, no single file is."""
    del text
    return False


def _files(argument_map: ArgumentMap, made: Document) -> tuple[str, str]:
    return made.text, "".join(f"{line}\n" for line in _lines(argument_map, made))


def _lines(argument_map: ArgumentMap, made: Document) -> Iterator[str]:
    posts, components = argument_map.posts(), argument_map.by_id()
    names: dict[str, str] = {}
    notes: list[tuple[str, dict[str, Any]]] = []
    commitments: list[tuple[str, Commitment]] = []
    for number, component in enumerate(argument_map.components, start=1):
        pieces = lines_of(made.text, *made.span(component))
        if not pieces:
            continue
        name = names[component.id] = f"T{number}"
        kind = "Claim" if component.kind is Kind.CLAIM else "Premise"
        offsets = ";".join(f"{start} {end}" for start, end in pieces)
        yield f"{name}\t{kind} {offsets}\t{' '.join(made.text[start:end] for start, end in pieces)}"
        note: dict[str, Any] = {"author": posts[component.post].author, "canonical": component.canonical}
        notes.append((name, {**note, "confidence": component.confidence, "id": component.id}))
        if component.commitment is not None:
            commitments.append((name, component.commitment))
    for number, (name, commitment) in enumerate(commitments, start=1):
        yield f"A{number}\tCommitment {name} {commitment.value}"
    numbers = {relation.id: f"R{at}" for at, relation in enumerate(argument_map.relations, start=1)}
    targets = argument_map.targets()
    for relation in argument_map.relations:
        step = None if relation.target in components else numbers[relation.target]
        ends = names.get(relation.source), names.get(targets[relation.id])
        if None not in ends:
            yield f"{numbers[relation.id]}\t{VERBS[relation.kind]} Arg1:{ends[0]} Arg2:{ends[1]}\t"
            said: dict[str, Any] = {"subtype": relation.subtype and relation.subtype.value, "undercuts": step}
            notes.append((numbers[relation.id], {**said, "confidence": relation.confidence}))
    for number, (name, note) in enumerate(notes, start=1):
        told = {key: value for key, value in note.items() if value is not None}
        yield f"#{number}\tAnnotatorNotes {name}\t{json.dumps(told)}"
