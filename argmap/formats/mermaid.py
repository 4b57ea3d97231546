"""Mermaid flowchart, as GitHub, GitLab and Obsidian draw it in Markdown."""

import re
from collections.abc import Iterator

from argmap.argument import ArgumentMap, Kind, Relation, RelationKind
from argmap.formats.dot import LOSES as _DOT
from argmap.formats.forest import numbered, one_line, verb
from argmap.formats.losses import LONGEST, Losses

LOSES = Losses(lost=(*_DOT.lost, "words of components", "labels over 200 signs"))
# Signs that Mermaid, its Markdown or HTML would read; control signs it cannot draw.
_SIGNS = re.compile(r"[\"#&<>`\\;*_~%$|{}\[\]()@:/=]|^[-+\d]|(?<=\d)\.")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")


def dump(argument_map: ArgumentMap) -> str:
    """Write a Mermaid flowchart; labels over 200 signs are cut, as Mermaid draws no more than 50,000 in all."""
    names, edges = numbered(argument_map)
    posts = argument_map.posts()
    lines = ["flowchart BT"]
    for component in argument_map.components:
        opening, closing = ("(", ")") if component.kind is Kind.PREMISE else ("[", "]")
        author = posts[component.post].author or "unknown"
        label = f"{_escaped(component.label)}<br>#40;{_escaped(author)}#41;"
        lines.append(f'  {names[component.id]}{opening}"{label}"{closing}')
    undercut = {relation.target for relation in argument_map.relations if relation.target not in names}
    for relation in argument_map.relations:
        lines += _edge(relation, names, edges, through=relation.id in undercut)
    return "\n".join(lines) + "\n"


def _edge(relation: Relation, names: dict[str, str], edges: dict[str, str], *, through: bool) -> Iterator[str]:
    source, target = names[relation.source], names.get(relation.target) or edges[relation.target]
    arrow = "-->" if relation.kind is RelationKind.SUPPORT else "-.-x"
    if through:
        yield f'  {edges[relation.id]}((" "))'
        yield f"  {source} --- {edges[relation.id]}"
        source = edges[relation.id]
    yield f"  {source} {arrow}|{verb(relation)}| {target}"


def _escaped(text: str) -> str:
    line = one_line(_CONTROL.sub(" ", text))
    cut = line if len(line) <= LONGEST else line[: LONGEST - 1] + "…"
    return _SIGNS.sub(lambda match: f"#{ord(match.group())};", cut)
