"""DOT, the language of Graphviz: boxes for components, arrows to what they speak about; drawn bottom to top."""

import textwrap
from collections.abc import Iterator

from argmap.argument import ArgumentMap, Kind, Relation, RelationKind
from argmap.discussion import without_quote_signs
from argmap.formats.forest import numbered, one_line, title_of, verb
from argmap.formats.losses import OWN, Losses

LOSES = Losses(
    lost=(
        *OWN, "texts of posts", "posts without components", "reply links", "places of components",
        "line breaks and runs of spaces", "commitments", "quoted copies", "confidences of components", "evidence",
        "confidences of relations", "disputes", "ids",
    )
)  # fmt: skip
_WIDTH = 32


def dump(argument_map: ArgumentMap) -> str:
    """Write DOT; a relation that is undercut passes through a point, and the undercut ends there."""
    names, edges = numbered(argument_map)
    posts = argument_map.posts()
    title = title_of(argument_map)
    lines = [
        "digraph argmap {",
        f"  label={_quoted(one_line(title))}; labelloc=t; rankdir=BT;",
        '  node [shape=box, fontname="sans-serif"]; edge [fontname="sans-serif", fontsize=10];',
    ]
    for component in argument_map.components:
        style = "rounded" if component.kind is Kind.PREMISE else "bold"
        author, words = posts[component.post].author or "unknown", one_line(without_quote_signs(component.text))
        label = _quoted(f"{_wrapped(component.label)}\n({one_line(author)})")
        lines.append(f"  {names[component.id]} [label={label}, tooltip={_quoted(words)}, style={style}];")
    undercut = {relation.target for relation in argument_map.relations if relation.target not in names}
    for relation in argument_map.relations:
        lines += _edge(relation, names, edges, through=relation.id in undercut)
    return "\n".join([*lines, "}"]) + "\n"


def _edge(relation: Relation, names: dict[str, str], edges: dict[str, str], *, through: bool) -> Iterator[str]:
    source, target = names[relation.source], names.get(relation.target) or edges[relation.target]
    drawn = (
        "color=darkgreen" if relation.kind is RelationKind.SUPPORT else "color=firebrick, style=dashed, arrowhead=tee"
    )
    if through:
        yield f"  {edges[relation.id]} [shape=point];"
        yield f"  {source} -> {edges[relation.id]} [{drawn}, arrowhead=none];"
        source = edges[relation.id]
    yield f'  {source} -> {target} [{drawn}, label="{verb(relation)}"];'


def _wrapped(text: str) -> str:
    return "\n".join(textwrap.wrap(one_line(text), _WIDTH))


def _quoted(text: str) -> str:
    # Graphviz ends a text at NUL; a backslash would begin one of its own escapes, such as \N for the node's name.
    safe = text.replace("\0", "\ufffd").replace("\\", "\\\\").replace('"', '\\"')
    return '"' + safe.replace("\n", "\\n") + '"'
