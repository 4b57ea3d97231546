"""Argdown (argdown.org): a map as text that people read and edit; our map rides along in a last comment."""

import json
import re
from collections import Counter
from collections.abc import Mapping
from typing import Any

from argmap.argument import ArgumentMap, Component, Relation, RelationKind
from argmap.formats.argdown_reader import BLANK, RIDER, link_name, told_by
from argmap.formats.forest import forest, numbered, one_line, title_of
from argmap.formats.losses import OWN, Losses
from argmap.formats.rider import Ride, merge, rider, riding
from argmap.formats.told import json_of

LOSES = Losses(
    beside=(
        *OWN, "titles, sources and source formats", "texts of posts", "posts without components", "reply links",
        "places of components", "line breaks and runs of spaces", "quoted copies", "undercut steps",
        "undercuts of an own step", "subtypes", "evidence", "confidences of relations", "disputes", "ids",
    )
)  # fmt: skip
# Every sign that Argdown reads as more than itself, and those that only begin to (such as = for ====).
_SIGNS = re.compile(r"([\\\[\]{}<>*_#/:@|.~`=+\-])")
# Inside YAML or a comment: signs that would end either, and what YAML calls not printable.
_UNSAFE = re.compile(r"[{}<>\[\]#@/*=\x7f-\xa0\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff\U000e0000-\U0010ffff]")
_BACKSLASH = r"\\\1"
# Argdown looks for these in a comment, too; JSON has them in texts alone.
_ODD = re.compile(r"[/*'`<>=#@~]")
_HEAD = "model:\n  mode: loose\n  removeTagsFromText: true\n===\n\n"


def dump(argument_map: ArgumentMap) -> str:
    """Write Argdown: a statement for each component, an argument where its step is undercut, relations below."""
    title = title_of(argument_map)
    front = f"===\ntitle: {_safe(one_line(title))}\n{_HEAD}"
    return f"{front}{_body(argument_map)[0]}\n/* {RIDER}{_hidden(rider(argument_map))} */\n"


def load(text: str, *, where: str = "the file") -> ArgumentMap:
    """Read Argdown without premise lists; where our map rode along, only what was changed is applied to it."""
    theirs = told_by(text, where=where)
    found = re.search(rf"/\* {RIDER}(.*) \*/\s*\Z", text)
    carried = riding(json_of(found[1], where), where) if found else None
    if carried is None:
        return theirs
    body, names = _body(carried)
    return merge(Ride(carried=carried, base=told_by(body, where=where), names=names), theirs)


def recognises(text: str) -> bool:
    """Return whether the text has the front matter of Argdown, and our map or an argument's arrow after it."""
    return text.startswith("===\n") and (
        f"/* {RIDER}" in text or re.search(r"^\s+(?:<?[+\-_]|[+\-_]>)\s?[\[<]", text, re.M) is not None
    )


def _body(argument_map: ArgumentMap) -> tuple[str, dict[str, str]]:
    """Return the statements, and our ids by those that a reader gives: plain names, source arrow target."""
    names, _ = numbered(argument_map)
    posts, targets = argument_map.posts(), argument_map.targets()
    steps = {targets[r.id] for r in argument_map.relations if r.target not in names}
    told = {name: own for own, name in names.items()}
    counts: Counter[str] = Counter()
    lines: list[str] = []
    for line in forest(argument_map):
        title = _title(names[line.component.id], line.component.id in steps)
        said = f": {_statement(line.component, posts[line.component.post].author)}" if line.first else ""
        if line.depth == 0:
            lines.append("")
        arrow = ""
        if line.relation is not None:
            sign = _arrow(line.relation, names)
            arrow = f"{sign} "
            link = f"{names[line.relation.source]}{sign}{names[targets[line.relation.id]]}"
            told[link_name(link, counts)] = line.relation.id
        lines.append(f"{'  ' * line.depth}{arrow}{title}{said}")
    # A file without anything in it is an error to Argdown's parser.
    return "\n".join(lines or ["# Nothing is argued here"]).lstrip("\n") + "\n", told


def _title(name: str, argument: bool) -> str:
    return f"<{name}>" if argument else f"[{name}]"


def _arrow(relation: Relation, components: Mapping[str, str]) -> str:
    if relation.kind is RelationKind.SUPPORT:
        return "<+"
    return "<-" if relation.target in components else "<_"


def _statement(component: Component, author: str | None) -> str:
    text = one_line(component.label)
    data: dict[str, Any] = {"author": author} if author is not None else {}
    if text != component.text:
        data["words"] = component.text
    if component.commitment is not None:
        data["commitment"] = component.commitment.value
    data["confidence"] = component.confidence
    return f"{_SIGNS.sub(_BACKSLASH, text) or BLANK} #{component.kind.value} {{{_safe(data)[1:-1]}}}"


def _safe(value: Any) -> str:
    """Return the value as JSON in which only the braces around it mean anything to Argdown, YAML or a comment."""
    written = json.dumps(value, ensure_ascii=False)
    inner = _UNSAFE.sub(lambda match: _escape(match.group()), written[1:-1])
    return written[0] + inner + written[-1]


def _hidden(value: Any) -> str:
    """Return the value as JSON in which nothing ends the comment it stands in, or means anything there."""
    return _ODD.sub(lambda match: _escape(match.group()), json.dumps(value, ensure_ascii=True))


def _escape(sign: str) -> str:
    return json.dumps(sign, ensure_ascii=True)[1:-1] if ord(sign) > 0x7E else f"\\u{ord(sign):04x}"
