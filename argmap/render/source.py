"""The posts as the page shows them: reply order, paragraphs, and runs of text with the components around."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from argmap import parse
from argmap.argument import ArgumentMap
from argmap.discussion import Discussion, Mark, MarkKind, Post
from argmap.render import words

DEEPEST = 6
_LINE = re.compile(r"[^\n]+")
_BREAK = re.compile(r"[ \t]*\n[ \t]*(?:>[> \t]*)?")
_SIGNS = re.compile(r"[ \t]*(?:>[ \t]*)+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A stretch of one look: `inside` numbers components, innermost first; `starts`: that one begins here."""

    text: str
    inside: tuple[int, ...] = ()
    starts: bool = False
    kind: str = ""
    code: bool = False
    href: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A paragraph of a post, in the look of what it is: plain, quote, bullet, heading or code."""

    look: str
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PostView:
    """A post with everything that its heading says."""

    place: int
    number: str
    author: str
    age: str
    url: str | None
    depth: int
    verb: str
    answers: tuple[int, str, str] | None
    repeats: tuple[int, str, str] | None
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DiscussionView:
    """A discussion with its posts in reply order; `titled` says that the first one begins with the title."""

    title: str
    titled: bool
    source: str
    href: str | None
    posts: tuple[PostView, ...]


def discussions(argument_map: ArgumentMap, numbers: Mapping[str, str]) -> tuple[DiscussionView, ...]:
    """Return every discussion as the page shows it."""
    posts = argument_map.posts()
    place = {post_id: index for index, post_id in enumerate(posts)}
    inside: dict[str, list[tuple[int, int, int, str]]] = {}
    for index, component in enumerate(argument_map.components):
        inside.setdefault(component.post, []).append((component.start, component.end, index, component.kind.value))

    def view(post: Post, depth: int) -> PostView:
        def other(name: str | None) -> tuple[int, str, str] | None:
            return (place[name], numbers[name], words.author(posts[name])) if name else None

        return PostView(
            place=place[post.id],
            number=numbers[post.id],
            author=words.author(post),
            age=words.when(post),
            url=safe(post.url),
            depth=min(depth, DEEPEST),
            verb=words.reply(post),
            answers=other(post.reply_to),
            repeats=other(post.same_as),
            paragraphs=paragraphs(post, inside.get(post.id, [])),
        )

    return tuple(
        DiscussionView(
            title=discussion.title or discussion.source or discussion.id,
            titled=_titled(discussion),
            source=discussion.source,
            href=safe(discussion.source),
            posts=tuple(view(*found) for found in reply_order(discussion)),
        )
        for discussion in argument_map.discussions
    )


def _titled(discussion: Discussion) -> bool:
    title, first = (discussion.title or "").split(), discussion.posts[:1]
    return bool(title and first) and first[0].text.split(maxsplit=len(title))[: len(title)] == title


def reply_order(discussion: Discussion) -> list[tuple[Post, int]]:
    """Return each post with its depth, every reply under what it answers."""
    here = discussion.by_id()
    under: dict[str | None, list[Post]] = {}
    for post in discussion.posts:
        under.setdefault(post.reply_to if post.reply_to in here else None, []).append(post)
    ordered, stack = [], [(post, 0) for post in reversed(under.get(None, []))]
    while stack:
        post, depth = stack.pop()
        ordered.append((post, depth))
        stack += [(reply, depth + 1) for reply in reversed(under.get(post.id, []))]
    return ordered


def safe(address: str | None) -> str | None:
    """Return an address that may be followed from a page, or None: only http and https are."""
    return address if address and re.match(r"https?://[^\s]+$", address, re.IGNORECASE) else None


def paragraphs(post: Post, components: Sequence[tuple[int, int, int, str]]) -> tuple[Paragraph, ...]:
    """Return the paragraphs of a post that hold anything, cut where a component or a mark begins or ends."""
    cuts = {at for start, end, *_ in components for at in (start, end)}
    cuts |= {at for mark in post.marks for at in (mark.start, mark.end)}
    joint = " " if parse.is_wrapped(post.text) else "\n"
    return tuple(_paragraph(post, components, start, end, cuts, joint) for start, end in _places(post))


def _places(post: Post) -> Iterator[tuple[int, int]]:
    """Yield where each paragraph stands; code of several lines is shown line by line."""
    code = [m for m in post.marks if m.kind is MarkKind.CODE and "\n" in post.text[m.start : m.end]]
    for start, end in parse.paragraphs(post):
        if any(mark.start < end and start < mark.end for mark in code):
            lines = (line.span() for line in _LINE.finditer(post.text, start, end) if line.group().strip())
            yield from lines
        else:
            yield start, end


def _paragraph(
    post: Post, components: Sequence[tuple[int, int, int, str]], start: int, end: int, cuts: set[int], joint: str
) -> Paragraph:
    marks = [mark for mark in post.marks if mark.start < end and start < mark.end]
    signs = _SIGNS.match(post.text, start, end)
    quoted = signs is not None and any(mark.kind is MarkKind.QUOTE for mark in marks)
    start = signs.end() if signs is not None and quoted else start
    near = [part for part in components if part[0] < end and start < part[1]]
    edges = [start, *sorted(at for at in cuts if start < at < end), end]
    runs = tuple(_run(post.text, a, b, near, marks, joint) for a, b in pairwise(edges))
    whole = [mark.kind for mark in marks if mark.start <= start and end <= mark.end]
    whole += [MarkKind.QUOTE] * quoted
    looks = [k.value for k in (MarkKind.QUOTE, MarkKind.CODE, MarkKind.HEADING, MarkKind.BULLET) if k in whole]
    return Paragraph(look=looks[0] if looks else "", runs=runs)


def _run(
    text: str, start: int, end: int, components: list[tuple[int, int, int, str]], marks: list[Mark], joint: str
) -> Run:
    over = sorted(
        (part for part in components if part[0] <= start and end <= part[1]),
        key=lambda p: (p[1] - p[0], p[2]),
    )
    lying = [mark for mark in marks if mark.start <= start and end <= mark.end]
    href = next((safe(mark.href) for mark in lying if mark.kind is MarkKind.LINK), None)
    return Run(
        text=_BREAK.sub(joint, text[start:end]),
        inside=tuple(part[2] for part in over),
        starts=bool(over) and (over[0][0] == start or not text[over[0][0] : start].strip()),
        kind=over[0][3] if over else "",
        code=any(mark.kind is MarkKind.CODE for mark in lying),
        href=href,
    )
