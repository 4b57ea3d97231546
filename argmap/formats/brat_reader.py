"""brat standoff read back: each text is a post, entities are components; what is no claim or premise is counted."""

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from argmap.argument import ArgumentMap, Commitment, Component, Kind, RelationKind, Subtype
from argmap.discussion import Post
from argmap.errors import InvalidError
from argmap.formats.told import Link, confidence_of, term, told

_KINDS = {"claim": Kind.CLAIM, "majorclaim": Kind.CLAIM, "premise": Kind.PREMISE}
_VERBS = {
    "supports": RelationKind.SUPPORT, "support": RelationKind.SUPPORT, "attacks": RelationKind.ATTACK,
    "attack": RelationKind.ATTACK,
}  # fmt: skip
_ENTITY = re.compile(r"(T\d+)\t(\S+) (\d+ \d+(?:;\d+ \d+)*)(?:\t.*)?")
_RELATION = re.compile(r"(R\d+)\t(\S+) Arg1:(\S+) Arg2:(\S+)\s*")
_ATTRIBUTE = re.compile(r"A\d+\t(\S+) (\S+)(?: (\S+))?\s*")
_NOTE = re.compile(r"#\d+\t\S+ (\S+)\t(.*)")


def told_by(files: Mapping[str, str], where: str) -> ArgumentMap:
    """Return the map that the texts and their standoff alone tell; raise InvalidError for a mark outside its text."""
    stems = [name[:-4] for name in sorted(files) if name.endswith(".txt") and f"{name[:-4]}.ann" in files]
    if not stems:
        raise InvalidError(f"{where} holds no .txt with an .ann of the same name, as brat has them")
    posts: list[Post] = []
    components: list[Component] = []
    links: list[Link] = []
    left_out: Counter[str] = Counter()
    for stem in stems:
        prefix = f"{stem}:" if len(stems) > 1 else ""
        text = files[f"{stem}.txt"]
        lines = [line.rstrip("\r") for line in files[f"{stem}.ann"].split("\n") if line.strip()]
        found = _Standoff(lines)
        posts.append(Post(id=stem, text=text, author=found.author() if len(stems) > 1 else None))
        components += found.components(stem, text, prefix, where, left_out)
        links += found.links(prefix, left_out)
    return told(posts, components, links, format="brat", where=where, left_out=left_out)


class _Standoff:
    """The lines of one .ann file by what they are."""

    def __init__(self, lines: list[str]) -> None:
        self.entities = [m for line in lines if (m := _ENTITY.fullmatch(line))]
        self.relations = [m for line in lines if (m := _RELATION.fullmatch(line))]
        self.attributes = [m for line in lines if (m := _ATTRIBUTE.fullmatch(line))]
        self.notes = {m[1]: _note(m[2]) for line in lines if (m := _NOTE.fullmatch(line))}
        known = len(self.entities) + len(self.relations) + len(self.attributes)
        self.other = len(lines) - known - sum(line.startswith("#") for line in lines)

    def author(self) -> str | None:
        found = {str(note["author"]) for note in self.notes.values() if note.get("author")}
        return found.pop() if len(found) == 1 else None

    def components(self, post: str, text: str, prefix: str, where: str, left_out: Counter[str]) -> Iterator[Component]:
        commitments = {m[2]: m[3] for m in self.attributes if m[1].lower() == "commitment"}
        left_out["events, equivalences and other lines"] += self.other
        for match in self.entities:
            kind = _KINDS.get(match[2].lower())
            if kind is None:
                left_out[f"entities called {match[2]}"] += 1
                continue
            numbers = [int(number) for number in re.findall(r"\d+", match[3])]
            start, end = min(numbers), max(numbers)
            if not start < end <= len(text):
                raise InvalidError(
                    f"{where}: {match[1]} of {post} ends outside the text; its offsets are not in characters"
                )
            note = self.notes.get(match[1], {})
            yield Component(
                id=f"{prefix}{match[1]}", post=post, start=start, end=end, text=text[start:end], kind=kind,
                commitment=term(Commitment, commitments.get(match[1])),
                canonical=note.get("canonical"), confidence=confidence_of(note.get("confidence")),
            )  # fmt: skip

    def links(self, prefix: str, left_out: Counter[str]) -> Iterator[Link]:
        names = {m[1] for m in self.relations}
        for match in self.relations:
            kind = _VERBS.get(match[2].lower())
            if kind is None:
                left_out[f"relations called {match[2]}"] += 1
                continue
            note = self.notes.get(match[1], {})
            step = note.get("undercuts") if note.get("undercuts") in names else None
            yield Link(
                id=f"{prefix}{match[1]}", source=f"{prefix}{match[3]}", target=f"{prefix}{step or match[4]}", kind=kind,
                subtype=term(Subtype, note.get("subtype")), confidence=confidence_of(note.get("confidence")),
            )  # fmt: skip


def _note(text: str) -> dict[str, Any]:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}
