"""A map as text for a terminal: what is disputed, then every line of argument as a tree."""

import re
from collections.abc import Iterator, Mapping, Sequence
from io import StringIO
from textwrap import wrap

from rich.console import Console, Group, RenderableType
from rich.text import Text
from rich.tree import Tree

from argmap.argument import ArgumentMap, Component, Relation, RelationKind
from argmap.discussion import Post
from argmap.render.disputes import dispute_lines, nothing_disputed
from argmap.render.printable import printable
from argmap.render.words import count

WIDTH = 100
_DEEP = 40
_START = re.compile(r" *(?:\d+\. )?")
_SIGNS = {RelationKind.SUPPORT: "+ ", RelationKind.ATTACK: "x "}


def render_text(argument_map: ArgumentMap) -> str:
    """Return the map as plain text: `+` supports and `x` attacks the line above it."""
    parts: list[RenderableType] = [Text(_headline(argument_map)), Text("")]
    parts += [Text(line) for line in _disputed(argument_map)]
    parts += [Text("Lines of argument   (+ supports, x attacks what it hangs from)"), Text("")]
    parts += list(_trees(argument_map)) or [Text("  none: nothing here supports or attacks anything")]
    return printed(Group(*parts))


def printed(found: RenderableType) -> str:
    """Return a rich renderable as plain text without colour, the same on every terminal."""
    console = Console(file=StringIO(), width=WIDTH, color_system=None, legacy_windows=False, force_terminal=False)
    console.print(found)
    text: str = console.file.getvalue()  # type: ignore[attr-defined]
    return printable("\n".join(line.rstrip() for line in text.split("\n")))


def _headline(argument_map: ArgumentMap) -> str:
    names = ", ".join(d.title or d.source for d in argument_map.discussions)
    counts = (
        (sum(len(d.posts) for d in argument_map.discussions), "post"),
        (len(argument_map.components), "component"),
        (len(argument_map.relations), "relation"),
        (len(argument_map.disputes), "disputed point"),
    )
    return f"{names}\n" + ", ".join(count(number, name) for number, name in counts)


def _disputed(argument_map: ArgumentMap) -> Iterator[str]:
    if not argument_map.disputes:
        yield nothing_disputed(argument_map)
        yield ""
        return
    yield "Disputed points"
    yield ""
    for dispute in argument_map.disputes[:10]:
        for line in dispute_lines(dispute, argument_map, explain=False):
            yield from _hanging(line)
        yield ""


def _hanging(line: str) -> list[str]:
    """Return a line cut to the width, what goes on below set in under its first words."""
    start = _START.match(line)
    indent = " " * (start.end() if start else 0)
    return wrap(line, WIDTH, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False) or [""]


def _trees(argument_map: ArgumentMap) -> Iterator[Tree]:
    posts, components = argument_map.posts(), argument_map.by_id()
    targets = argument_map.targets()
    below: dict[str, list[Relation]] = {}
    for relation in argument_map.relations:
        below.setdefault(targets[relation.id], []).append(relation)
    pointing = {relation.source for relation in argument_map.relations}
    shown: set[str] = set()
    roots = [name for name in components if name in below and name not in pointing]
    for name in [*roots, *(n for n in components if n in below)]:
        if name not in shown:
            tree = Tree(Text(_line(components[name], posts)))
            shown.add(name)
            _grow(tree, name, below, components, posts, shown, depth=0)
            yield tree


def _grow(
    tree: Tree,
    name: str,
    below: Mapping[str, Sequence[Relation]],
    components: Mapping[str, Component],
    posts: Mapping[str, Post],
    shown: set[str],
    *,
    depth: int,
) -> None:
    for relation in below.get(name, ()):
        if relation.source not in shown and depth < _DEEP:
            shown.add(relation.source)
            line = _SIGNS[relation.kind] + _line(components[relation.source], posts)
            branch = tree.add(Text(line))
            _grow(branch, relation.source, below, components, posts, shown, depth=depth + 1)


def _line(component: Component, posts: Mapping[str, Post]) -> str:
    author = posts[component.post].author or "unknown"
    return f"{' '.join(component.label.split())}   [{author}, {component.post}]"
