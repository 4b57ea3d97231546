"""GraphML through networkx: components are nodes, relations are edges; Gephi, yEd, Cytoscape and igraph read it."""

import re

import networkx as nx

from argmap.argument import ArgumentMap
from argmap.formats.forest import numbered
from argmap.formats.losses import OWN, Losses

LOSES = Losses(
    lost=(
        *OWN, "titles, sources and source formats", "texts of posts", "posts without components", "reply links",
        "quoted copies", "evidence", "disputes",
    )
)  # fmt: skip
# What XML 1.0 has no way to write, not even escaped.
_UNWRITABLE = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def dump(argument_map: ArgumentMap) -> str:
    """Write GraphML; an undercut of a relation points at that relation's source and names it in `undercuts`."""
    return "\n".join(nx.generate_graphml(graph(argument_map), named_key_ids=True)) + "\n"


def graph(argument_map: ArgumentMap) -> "nx.MultiDiGraph[str]":
    """Return a graph with plain names and scalar attributes alone, "" where the map has nothing."""
    names, edges = numbered(argument_map)
    posts, relations = argument_map.posts(), {relation.id: relation for relation in argument_map.relations}
    made: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for c in argument_map.components:
        made.add_node(
            names[c.id], id=xml_text(c.id), label=xml_text(c.label), text=xml_text(c.text), kind=c.kind.value,
            author=xml_text(posts[c.post].author or ""), post=xml_text(c.post), start=c.start, end=c.end,
            commitment=c.commitment.value if c.commitment else "", confidence=float(c.confidence),
        )  # fmt: skip
    for r in argument_map.relations:
        step = None if r.target in names else relations[r.target]
        made.add_edge(
            names[r.source], names[step.source if step else r.target], key=edges[r.id], id=xml_text(r.id),
            kind=r.kind.value, subtype=r.subtype.value if r.subtype else "",
            undercuts=edges[step.id] if step else "", confidence=float(r.confidence),
        )  # fmt: skip
    return made


def xml_text(text: str) -> str:
    """Return `text` with U+FFFD for each character that XML cannot hold."""
    return _UNWRITABLE.sub("\ufffd", text)
