"""Authors become pseudonyms, in headers and inside texts, before anything is mapped; the same key, the same names."""

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from argmap.discussion import Discussion, Mark, Post

_LEAST = 3
_PART = re.compile(r"[^\W\d_]{3,}")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+\.\w+")
_REMOVED = "[removed]"
# Names that are words, which in small letters are no names.
_WORDS = frozenset("will mark bill may june april august art grace hope joy rose jack frank pat rich the".split())
Key = Mapping[str, str]


def extended(key: Key, discussions: Sequence[Discussion]) -> dict[str, str]:
    """Return the key (author to pseudonym) with the authors that it lacks, numbered on in reading order."""
    known = dict(key)
    taken = set(known.values())
    number = 0
    for author in (post.author for discussion in discussions for post in discussion.posts):
        if author is not None and author not in known:
            while (name := f"Person{number + 1}") in taken:
                number += 1
            known[author] = name
            taken.add(name)
    return known


def disguised(discussions: Sequence[Discussion], key: Key) -> tuple[Discussion, ...]:
    """Return the discussions with every author's name replaced; addresses and the source's own ids are dropped."""
    swap = _swap(key)
    return tuple(
        replace(
            discussion,
            title=swap.text(discussion.title) if discussion.title else discussion.title,
            source="a discussion" if "://" in discussion.source else swap.text(discussion.source),
            posts=tuple(_post(post, key, swap) for post in discussion.posts),
        )
        for discussion in discussions
    )


def _post(post: Post, key: Key, swap: "_Swap") -> Post:
    changed = swap.changes(post.text)
    marks = (_mark(mark, changed) for mark in post.marks)
    return replace(
        post,
        author=key.get(post.author) if post.author else None,
        source_id=None,
        url=None,
        text=_applied(post.text, changed),
        marks=tuple(mark for mark in marks if mark.start < mark.end),
    )


def _mark(mark: Mark, changed: Sequence["_Change"]) -> Mark:
    return replace(mark, start=_moved(mark.start, changed), end=_moved(mark.end, changed, ends=True), href=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Change:
    start: int
    end: int
    text: str
    moved: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Swap:
    """What stands for each name, and what finds names, longest first, and addresses."""

    names: Mapping[str, str]
    pattern: re.Pattern[str]

    def text(self, text: str) -> str:
        """Return `text` with every name replaced."""
        return _applied(text, self.changes(text))

    def changes(self, text: str) -> tuple[_Change, ...]:
        """Return what is to be replaced in `text`, by place, and how far each change moves what follows."""
        found: list[_Change] = []
        moved = 0
        for match in self.pattern.finditer(text):
            word = match.group()
            new = _REMOVED if _ADDRESS.fullmatch(word) else self.names.get(word.casefold(), word)
            if not _ADDRESS.fullmatch(word) and word == word.lower() and word.casefold() in _WORDS:
                continue
            moved += len(new) - len(word)
            found.append(_Change(start=match.start(), end=match.end(), text=new, moved=moved))
        return tuple(found)


def _swap(key: Key) -> _Swap:
    names = _names(key)
    either = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    pattern = _ADDRESS.pattern + (rf"|(?<!\w)(?:{either})(?!\w)" if names else "")
    return _Swap(names=names, pattern=re.compile(pattern, re.I))


def _names(key: Key) -> dict[str, str]:
    """Return what stands for each name and for each part of a person's written name, in small letters."""
    found: dict[str, str] = {}
    for author, name in key.items():
        parts = _PART.findall(author) if " " in author else []
        for form in (author, *parts):
            if len(form) >= _LEAST:
                found.setdefault(form.casefold(), name)
    return found


def _applied(text: str, changed: Sequence[_Change]) -> str:
    parts, at = [], 0
    for change in changed:
        parts += [text[at : change.start], change.text]
        at = change.end
    return "".join([*parts, text[at:]])


def _moved(place: int, changed: Sequence[_Change], *, ends: bool = False) -> int:
    """Return where `place` of the old text lies in the new one; within a replaced name, at its edge."""
    at = bisect_right([change.start for change in changed], place - ends) - 1
    if at < 0:
        return place
    change = changed[at]
    before = changed[at - 1].moved if at else 0
    if place >= change.end:
        return place + change.moved
    return change.start + before + (len(change.text) if ends else 0)
