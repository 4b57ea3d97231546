"""Argdown read back: statements, arguments and the relations between them; premise lists are refused, not skipped."""

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from argmap.argument import ArgumentMap, Commitment, Kind, RelationKind, Subtype
from argmap.errors import InvalidError
from argmap.formats.told import Link, Saying, confidence_of, of_sayings, term

RIDER = "argmap "
BLANK = "…"
_FRONT = re.compile(r"\A\s*={3,}[^\S\n]*\n.*?\n={3,}[^\S\n]*(?:\n|\Z)", re.S)
_COMMENT = re.compile(r"(\\.)|/\*.*?\*/|<!--.*?-->|//[^\n]*", re.S)
_LINE = re.compile(
    r"(?P<indent>\s*)(?P<arrow><\+|<-|<_|\+>|->|_>|><|[+\-_](?=\s))?[^\S\n]*"
    r"(?P<title>\[[^\]\n]*\]|<[^>\n]*>)?(?P<colon>:)?(?P<rest>.*)"
)
_DATA = re.compile(r"(\\.)|\{([^{}]*)\}", re.S)
_TAG = re.compile(r"(\\.)|#(?:\(([^)]*)\)|([\w-]+))")
_PAIR = re.compile(r"""["']?(\w+)["']?\s*:\s*("(?:[^"\\]|\\.)*"|'[^']*'|[^,\n]+)""")
_SIGNS = {
    "+": (RelationKind.SUPPORT, None),
    "-": (RelationKind.ATTACK, None),
    "_": (RelationKind.ATTACK, Subtype.UNDERCUT),
}


@dataclass(slots=True)
class _Statement:
    """A statement or argument in the making."""

    text: str = ""
    data: Mapping[str, Any] | None = None
    tags: tuple[str, ...] = ()


def told_by(text: str, *, where: str) -> ArgumentMap:
    """Return the map that the statements alone tell; raise InvalidError for a list of premises."""
    statements: dict[str, _Statement] = {}
    links: list[Link] = []
    above: list[tuple[int, str]] = []
    counts: Counter[str] = Counter()
    for number, line in enumerate(_logical_lines(text), start=1):
        if re.match(r"\s*\(\d+\)", line):
            raise InvalidError(f"{where}: statement {number} is a premise of a list, which argmap does not read yet")
        match = _LINE.fullmatch(line)
        if match is None:
            continue
        name = (match["title"] or "")[1:-1].strip() or f"Untitled {number}"
        _note(statements.setdefault(name, _Statement()), match["rest"] if match["colon"] or not match["title"] else "")
        depth = len(match["indent"].expandtabs(4))
        above = [(other, parent) for other, parent in above if other < depth]
        if match["arrow"] and above:
            links += _relations(match["arrow"], child=name, parent=above[-1][1], counts=counts)
        above.append((depth, name))
    sayings = [_saying(name, found) for name, found in sorted(statements.items(), key=lambda item: _natural(item[0]))]
    return of_sayings(sayings, links, format="argdown", where=where)


def link_name(name: str, counts: Counter[str]) -> str:
    """Return the id of the relation called `name`, another one each time the name comes again."""
    counts[name] += 1
    return name if counts[name] == 1 else f"{name}~{counts[name]}"


def _logical_lines(text: str) -> Iterator[str]:
    """Yield each statement as one line with its indent; headings and comments are left out."""
    body = _COMMENT.sub(lambda m: m[1] or "", _FRONT.sub("", text))
    body = _DATA.sub(lambda m: m[1] or "{" + m[2].replace("\n", ", ") + "}", body)
    held = ""
    for line in [*body.split("\n"), ""]:
        starts = not line.strip() or re.match(r"\s*(?:#|\(\d+\)|<?[+\-_]|[+\-_>]>|\[[^\]]*\]|<[^>]*>|={3,})", line)
        if not starts and held:
            held += f" {line.strip()}"
            continue
        if held:
            yield held
        held = "" if re.match(r"\s*(?:#+\s|={3,})", line) else line.rstrip()


def _note(statement: _Statement, rest: str) -> None:
    data: dict[str, Any] = {}
    tags: list[str] = []

    def take_data(match: re.Match[str]) -> str:
        data.update({} if match[1] else _pairs(match[2]))
        return match[1] or ""

    def take_tag(match: re.Match[str]) -> str:
        tags.extend([] if match[1] else [match[2] or match[3]])
        return match[1] or ""

    text = _TAG.sub(take_tag, _DATA.sub(take_data, rest))
    words = " ".join(re.sub(r"\\(.)", r"\1", text).split())
    statement.text = statement.text or words
    statement.data = {**(statement.data or {}), **data}
    statement.tags = (*statement.tags, *tags)


def _pairs(inner: str) -> dict[str, Any]:
    try:
        found = json.loads("{" + inner + "}")
    except ValueError:
        return {key: value.strip().strip("\"'") for key, value in _PAIR.findall(inner)}
    return found if isinstance(found, dict) else {}


def _relations(arrow: str, *, child: str, parent: str, counts: Counter[str]) -> Iterator[Link]:
    if arrow == "><":
        kind, subtype, ends = RelationKind.ATTACK, None, [(child, parent), (parent, child)]
        arrow = "<-"
    else:
        kind, subtype = _SIGNS[arrow.strip("<>")]
        ends = [(parent, child)] if arrow.endswith(">") else [(child, parent)]
    sign = f"<{arrow.strip('<>')}"
    for source, target in ends:
        name = link_name(f"{source}{sign}{target}", counts)
        yield Link(id=name, source=source, target=target, kind=kind, subtype=subtype)


def _saying(name: str, found: _Statement) -> Saying:
    data = found.data or {}
    label = found.text or name
    return Saying(
        id=name,
        words=str(data.get("words") or label),
        label=label,
        author=str(data["author"]) if "author" in data else None,
        kind=Kind.PREMISE if "premise" in found.tags else Kind.CLAIM,
        commitment=term(Commitment, data.get("commitment")),
        confidence=confidence_of(data.get("confidence")),
    )


def _natural(name: str) -> tuple[int, str]:
    """Return what puts c2 before c10, and other titles where they came."""
    return (int(name[1:]) if re.fullmatch(r"c\d{1,9}", name) else 0, "")
