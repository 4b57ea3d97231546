"""What people wrote: posts in order, which post answers which, and what of the source is noise."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from argmap.errors import InvalidError

_QUOTE_SIGNS = re.compile(r"\n[ \t]*>[> \t]*")
_NOBODY = frozenset({"[deleted]", "[removed]", "anonymous", "unknown"})


class MarkKind(StrEnum):
    """What a marked stretch of a post is, besides being words."""

    QUOTE = "quote"
    CODE = "code"
    LINK = "link"
    BULLET = "bullet"
    HEADING = "heading"


class NoiseKind(StrEnum):
    """Why a stretch of the source is in no post."""

    HEADER = "header"
    BOILERPLATE = "boilerplate"
    DUPLICATE = "duplicate"
    FOOTNOTE = "footnote"
    SIGNATURE = "signature"
    HEADING = "heading"
    DISCLOSURE = "disclosure"
    # It names comments that the source does not hold.
    MISSING = "missing"
    OTHER = "other"


class ReplyEvidence(StrEnum):
    """How it is known which post a post answers."""

    SOURCE = "source"
    QUOTE = "quote"
    WORDS = "words"
    NAME = "name"
    ORDER = "order"
    AGE = "age"
    MODEL = "model"
    ANNOTATOR = "annotator"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A stretch `text[start:end]` of a post that is a quote, code, a link, a bullet or a heading."""

    start: int
    end: int
    kind: MarkKind
    post: str | None = None
    href: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Noise:
    """A stretch of the source, in code points, that nobody argues with."""

    start: int
    end: int
    kind: NoiseKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """One contribution; `text` is what a person reads, `start` and `end` delimit its slice of the source."""

    id: str
    source_id: str | None = None
    author: str | None = None
    written: str | None = None
    age: str | None = None
    url: str | None = None
    reply_to: str | None = None
    reply_evidence: ReplyEvidence | None = None
    reply_confidence: float | None = None
    same_as: str | None = None
    start: int | None = None
    end: int | None = None
    text: str
    marks: tuple[Mark, ...] = ()

    def __post_init__(self) -> None:
        if self.reply_to == self.id:
            raise InvalidError(f"post {self.id} answers itself")
        for mark in self.marks:
            if not 0 <= mark.start < mark.end <= len(self.text):
                raise InvalidError(f"post {self.id} has a mark {mark.start}-{mark.end} outside its text")

    def quotes(self) -> tuple[Mark, ...]:
        """Return the stretches that repeat somebody else's words."""
        return tuple(mark for mark in self.marks if mark.kind is MarkKind.QUOTE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Discussion:
    """The posts of one source in reading order; refuses doubled ids, reply cycles and marks outside a text."""

    id: str
    title: str | None = None
    source: str
    format: str
    noise: tuple[Noise, ...] = ()
    posts: tuple[Post, ...]

    def __post_init__(self) -> None:
        refuse_doubles("post", [post.id for post in self.posts], where=f"discussion {self.id}")
        refuse_cycles({post.id: post.reply_to for post in self.posts})

    def by_id(self) -> dict[str, Post]:
        """Return the posts by their id."""
        return {post.id: post for post in self.posts}


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A stretch `text[start:end]` of a post that may be a component, a sentence of its post or a part of one."""

    post: str
    start: int
    end: int
    text: str
    sentence: int
    quoted: bool


def without_quote_signs(text: str) -> str:
    """Return `text` without the `>` that stand at the starts of its further lines where it is quoted."""
    return _QUOTE_SIGNS.sub("\n", text) if "\n" in text else text


def ancestors(post_id: str, reply_to: Mapping[str, str | None], *, most: int | None = None) -> tuple[str, ...]:
    """Return the posts above `post_id`, nearest first, at most `most`; `reply_to` must be free of cycles."""
    chain: list[str] = []
    parent = reply_to.get(post_id)
    while parent is not None and (most is None or len(chain) < most):
        chain.append(parent)
        parent = reply_to.get(parent)
    return tuple(chain)


def voice(post: Post) -> str:
    """Return who speaks: the author, or the post itself where the author is unknown, so that no two are one person."""
    return post.author if post.author is not None and is_known(post.author) else post.id


def is_known(author: str | None) -> bool:
    """Return whether a name is somebody's, and not what a site writes where there is none."""
    return author is not None and author.casefold() not in _NOBODY


def knowledge(discussions: Sequence[Discussion]) -> dict[str, tuple[bool, int, int]]:
    """Return for each post how much its source knows of it; of two copies the lower value is the original.

    A known author comes first, then a source that knows more authors, then the one that was read first.
    """
    return {
        post.id: (post.author is None, -known, at)
        for at, discussion in enumerate(discussions)
        for known in (sum(post.author is not None for post in discussion.posts),)
        for post in discussion.posts
    }


def refuse_doubles(what: str, ids: Sequence[str], *, where: str) -> None:
    """Raise InvalidError naming the first id that occurs twice."""
    seen: set[str] = set()
    for name in ids:
        if name in seen:
            raise InvalidError(f"{where} holds {what} {name} twice; ids must be unique")
        seen.add(name)


def refuse_cycles(reply_to: Mapping[str, str | None]) -> None:
    """Raise InvalidError naming a post that answers itself through others."""
    safe: set[str] = set()
    for name in reply_to:
        path: dict[str, None] = {}
        at: str | None = name
        while at is not None and at not in safe:
            if at in path:
                raise InvalidError(f"post {at} answers itself through {' > '.join(path)}")
            path[at] = None
            at = reply_to.get(at)
        safe.update(path)
