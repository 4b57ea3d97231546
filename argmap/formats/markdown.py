"""Markdown (CommonMark): the disputed points and the lines of argument as nested lists."""

import re
from collections.abc import Iterator, Mapping

from argmap.argument import ArgumentMap, Component, RelationKind
from argmap.discussion import Post
from argmap.formats.forest import forest, one_line, title_of
from argmap.formats.losses import OWN, Losses

LOSES = Losses(
    lost=(
        *OWN, "posts without components", "texts of posts", "reply links", "places of components", "claim or premise",
        "line breaks and runs of spaces", "commitments", "quoted copies", "confidences of components",
        "undercut steps", "evidence", "confidences of relations", "ids",
    )
)  # fmt: skip
_SIGNS = re.compile(r"([\\`*_{}\[\]<>()#+.!|~&:=\-])")
_DEEPEST = 8


def dump(argument_map: ArgumentMap) -> str:
    """Write an outline: what is disputed, and what supports or attacks what."""
    title = title_of(argument_map)
    lines = [f"# {_escaped(title) or 'Argument map'}", ""]
    if argument_map.disputes:
        lines += ["## Disputed points", "", *_disputes(argument_map), ""]
    lines += ["## Lines of argument", "", *_outline(argument_map)]
    return "\n".join(lines).rstrip() + "\n"


def _disputes(argument_map: ArgumentMap) -> Iterator[str]:
    components, posts = argument_map.by_id(), argument_map.posts()
    for at, dispute in enumerate(sorted(argument_map.disputes, key=lambda one: one.rank), start=1):
        status = f" ({dispute.status.value})" if dispute.status else ""
        yield f"{at}. **{_escaped(dispute.point) or 'A point'}**{status}"
        for side, claims in (("for", dispute.claims_for), ("against", dispute.claims_against)):
            yield from (f"    - {side}: {_said(components[name], posts)}" for name in claims)


def _outline(argument_map: ArgumentMap) -> Iterator[str]:
    posts = argument_map.posts()
    for line in forest(argument_map, deepest=_DEEPEST):
        verb = ""
        if line.relation is not None:
            verb = "**supports:** " if line.relation.kind is RelationKind.SUPPORT else "**attacks:** "
            if line.relation.subtype is not None:
                verb = verb.replace(":", f" ({line.relation.subtype.value}):")
        again = "" if line.first else " *(see above)*"
        yield f"{'  ' * line.depth}- {verb}{_said(line.component, posts)}{again}"


def _said(component: Component, posts: Mapping[str, Post]) -> str:
    author = posts[component.post].author or "unknown"
    words = f": “{_escaped(component.text)}”" if component.label != component.text else ""
    return f"{_escaped(component.label)} *({_escaped(author)}{words})*"


def _escaped(text: str) -> str:
    return _SIGNS.sub(r"\\\1", one_line(text.replace("\0", "\ufffd")))
