"""AIF as AIFdb keeps it (JSON): propositions, locutions, illocutions, inferences and conflicts as one graph.

Chesñevar et al., Towards an argument interchange format, 2006; Reed et al., AIF+: dialogue in the AIF, 2008.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from argmap.argument import ArgumentMap, Commitment, Component, Relation, RelationKind, Subtype
from argmap.errors import InvalidError
from argmap.formats.losses import OWN, Losses
from argmap.formats.told import Link, Saying, json_of, mapping, of_sayings, parsed

UNSAID = (
    *OWN, "titles, sources and source formats", "texts of posts", "posts without components", "reply links",
    "places of components", "claim or premise", "commitments", "quoted copies", "confidences of components",
    "subtypes", "evidence", "confidences of relations", "disputes", "ids",
)  # fmt: skip
LOSES = Losses(lost=UNSAID)
NOBODY = "unknown"
_SCHEMES = {"RA": "Default Inference", "CA": "Default Conflict", "MA": "Default Rephrase"}
_ANCHORS = {"RA": "Arguing", "CA": "Disagreeing", "MA": "Restating"}


@dataclass(slots=True)
class Graph:
    """A graph in the making: the ids of nodes and edges count from 1."""

    nodes: list[dict[str, str]] = field(default_factory=list)
    edges: list[dict[str, Any]] = field(default_factory=list)

    def node(self, kind: str, text: str) -> str:
        """Add a node and return its id."""
        self.nodes.append({"nodeID": str(len(self.nodes) + 1), "text": text, "type": kind})
        return str(len(self.nodes))

    def path(self, *nodes: str) -> None:
        """Add the edges from each node to the next."""
        for start, end in pairwise(nodes):
            self.edges.append({"edgeID": str(len(self.edges) + 1), "fromID": start, "toID": end, "formEdgeID": None})


def dump(argument_map: ArgumentMap) -> str:
    """Write AIF JSON as AIFdb has it: I, L, YA, TA, RA, CA and MA nodes, locutions and participants."""
    return json.dumps(aif(argument_map)[0], ensure_ascii=False, indent=1) + "\n"


def load(text: str, *, where: str = "the file") -> ArgumentMap:
    """Read AIF JSON: each locution becomes a post, each proposition a component; raise InvalidError for others."""
    value = json_of(text, where)
    if not isinstance(value, dict) or not isinstance(value.get("nodes"), list):
        raise InvalidError(f'{where} is not AIF: it has no list "nodes"')
    return told_by(value, where=where, format="aif")


def recognises(text: str) -> bool:
    """Return whether the JSON is AIF."""
    return '"nodeID"' in text and '"AIF"' not in text and isinstance(mapping(parsed(text)).get("nodes"), list)


def aif(argument_map: ArgumentMap) -> tuple[dict[str, Any], list[str]]:
    """Return the AIF object, and the id of the locution of each component.

    Component n is the I-node n, relation n the S-node after all of those.
    """
    graph, posts = Graph(), argument_map.posts()
    inodes = {one.id: graph.node("I", one.label) for one in argument_map.components}
    snodes = {one.id: graph.node(_scheme(one), _SCHEMES[_scheme(one)]) for one in argument_map.relations}
    authors: dict[str, str] = {}
    said: list[dict[str, Any]] = []
    speech: dict[str, str] = {}
    for component in argument_map.components:
        author = posts[component.post].author
        speech[component.id] = graph.node("L", f"{NOBODY if author is None else author} : {component.text}")
        graph.path(speech[component.id], graph.node("YA", _illocution(component)), inodes[component.id])
        if author is not None:
            person = authors.setdefault(author, str(len(authors)))
            said.append({"nodeID": speech[component.id], "personID": person, "timestamp": None, "start": None,
                         "end": None, "source": None})  # fmt: skip
    for relation, end, target in _ends(argument_map, inodes, snodes):
        graph.path(inodes[relation.source], snodes[relation.id], target)
        turn = graph.node("TA", "Default Transition")
        graph.path(speech[end], turn, speech[relation.source])
        graph.path(turn, graph.node("YA", _anchor(relation)), snodes[relation.id])
    people = [{"participantID": person, "firstname": author, "surname": ""} for author, person in authors.items()]
    return {
        "nodes": graph.nodes, "edges": graph.edges, "schemefulfillments": [], "descriptorfulfillments": [],
        "participants": people, "locutions": said,
    }, list(speech.values())  # fmt: skip


def told_by(value: Mapping[str, Any], *, where: str, format: str) -> ArgumentMap:
    """Return the map that an AIF object alone tells."""
    nodes = {str(node.get("nodeID")): node for node in _objects(value, "nodes")}
    kind = {name: str(node.get("type", "")) for name, node in nodes.items()}
    edges = [(str(edge.get("fromID")), str(edge.get("toID"))) for edge in _objects(value, "edges")]
    after: dict[str, list[str]] = {}
    for start, end in edges:
        after.setdefault(start, []).append(end)
    speakers, uttered = _speakers(value), _uttered(nodes, kind, after)
    sayings = [
        _saying(name, str(nodes[name].get("text") or ""), uttered.get(name), nodes, speakers)
        for name in nodes
        if kind[name] == "I"
    ]
    answers = [
        (second, first)
        for first, turn in edges
        if kind.get(first) == "L" and kind.get(turn) == "TA"
        for second in after.get(turn, ())
        if kind.get(second) == "L"
    ]
    proposed = {speech: name for name, speech in uttered.items()}
    replies = [(proposed[b], proposed[a]) for b, a in answers if a in proposed and b in proposed]
    return of_sayings(sayings, list(_links(kind, edges, after)), format=format, where=where, answers=replies)


def _scheme(relation: Relation) -> str:
    if relation.kind is RelationKind.ATTACK:
        return "CA"
    return "MA" if relation.subtype is Subtype.RESTATE else "RA"


def _illocution(component: Component) -> str:
    return "Assertive Questioning" if component.commitment is Commitment.ASKED else "Asserting"


def _anchor(relation: Relation) -> str:
    return "Agreeing" if relation.subtype is Subtype.AGREEMENT else _ANCHORS[_scheme(relation)]


def _ends(
    argument_map: ArgumentMap, inodes: Mapping[str, str], snodes: Mapping[str, str]
) -> Iterator[tuple[Relation, str, str]]:
    """Yield each relation with the component that it answers and the node that it ends at."""
    targets = argument_map.targets()
    for relation in argument_map.relations:
        yield relation, targets[relation.id], inodes.get(relation.target) or snodes[relation.target]


def _objects(value: Mapping[str, Any], key: str) -> list[dict[str, Any]]:
    found = value.get(key)
    return [item for item in found if isinstance(item, dict)] if isinstance(found, list) else []


def _speakers(value: Mapping[str, Any]) -> dict[str, str]:
    names = {
        str(one.get("participantID")): " ".join(str(one[k]) for k in ("firstname", "surname") if one.get(k))
        for one in _objects(value, "participants")
    }
    spoken = {str(one.get("nodeID")): str(one.get("personID")) for one in _objects(value, "locutions")}
    return {node: names[person] for node, person in spoken.items() if person in names}


def _uttered(nodes: Mapping[str, Any], kind: Mapping[str, str], after: Mapping[str, list[str]]) -> dict[str, str]:
    """Return the first locution of each proposition."""
    found: dict[str, str] = {}
    for name in nodes:
        for act in after.get(name, ()) if kind[name] == "L" else ():
            for proposition in after.get(act, ()) if kind.get(act) == "YA" else ():
                if kind.get(proposition) == "I":
                    found.setdefault(proposition, name)
    return found


def _saying(name: str, label: str, speech: str | None, nodes: Mapping[str, Any], speakers: Mapping[str, str]) -> Saying:
    text = str(nodes[speech].get("text") or "") if speech else ""
    before, colon, words = text.partition(" : ")
    author = speakers.get(speech or "")
    if author is not None and text.startswith(f"{author} : "):
        words = text[len(author) + 3 :]
    elif not colon:
        words = text
    elif author is None and before != NOBODY:
        author = before or None
    return Saying(id=name, words=words or label, label=label, author=author)


def _links(kind: Mapping[str, str], edges: list[tuple[str, str]], after: Mapping[str, list[str]]) -> Iterator[Link]:
    """Yield a link for each way through an inference, a conflict or a rephrase; linked premises give one each."""
    seen: set[str] = set()
    for start, scheme in edges:
        if kind.get(scheme) not in _SCHEMES or kind.get(start) != "I":
            continue
        for end in after.get(scheme, ()):
            if kind.get(end) != "I" and kind.get(end) not in _SCHEMES:
                continue
            name = scheme if scheme not in seen else f"{scheme}~{start}>{end}"
            seen.add(scheme)
            attack = kind[scheme] == "CA"
            yield Link(
                id=name, source=start, target=end,
                kind=RelationKind.ATTACK if attack else RelationKind.SUPPORT,
                subtype=Subtype.RESTATE if kind[scheme] == "MA" else None,
            )  # fmt: skip
