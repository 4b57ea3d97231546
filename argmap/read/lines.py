"""The lines of a source with their offsets, and drafts of posts that become a Discussion."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from argmap.discussion import Discussion, Noise, NoiseKind, Post, ReplyEvidence
from argmap.errors import ReadError
from argmap.read.marks import marks

MAX_POSTS = 200_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line without the white space around it; `start` and `end` are offsets into the source."""

    start: int
    end: int
    text: str
    indent: int

    def noise(self, kind: NoiseKind) -> Noise:
        """Return the line as noise of that kind."""
        return Noise(start=self.start, end=self.end, kind=kind)


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where a header says that its post stands: `level` is 1 for a comment on the thread itself.

    `least` says that it may stand deeper, `first` that nothing before it answers the same, `whom` names the person
    that it answers, `below` how many posts answer it and its answers, `folded` that a sign to fold it away is there, as
    only comments have one.
    """

    level: int | None = None
    least: bool = False
    first: bool = False
    whom: str | None = None
    below: int | None = None
    folded: bool = False

    @property
    def counts(self) -> bool:
        """Whether the places of others follow from this one, though its words be lost."""
        return self.level is not None or self.below is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A post on its way: its lines, and what its header said; `reply_to` is the place of its parent."""

    lines: tuple[Line, ...]
    author: str | None = None
    age: str | None = None
    reply_to: int | None = None
    reply_evidence: ReplyEvidence | None = None
    reply_confidence: float | None = None
    standing: Standing | None = None

    @property
    def text(self) -> str:
        """The body as a person reads it."""
        return "\n".join(line.text for line in self.lines)


@lru_cache(1)
def lines(text: str) -> tuple[Line, ...]:
    """Return every line of `text`, blank ones too; every reader that is asked about a text wants them."""
    found, at = [], 0
    for raw in text.split("\n"):
        body = raw.strip()
        indent = len(raw) - len(raw.lstrip())
        found.append(Line(start=at + indent, end=at + indent + len(body), text=body, indent=indent))
        at += len(raw) + 1
    return tuple(found)


def trim(found: Sequence[Line]) -> tuple[Line, ...]:
    """Return the lines without blank ones at either end."""
    filled = [i for i, line in enumerate(found) if line.text]
    return tuple(found[filled[0] : filled[-1] + 1]) if filled else ()


def stretches(starts: Sequence[int], end: int) -> Iterator[tuple[int, int]]:
    """Yield each start with the one after it, the last with `end`."""
    return zip(starts, [*starts[1:], end][: len(starts)], strict=True)


def discussion(
    drafts: Sequence[Draft], noise: Iterable[Noise], *, source: str, format: str, title: str | None = None
) -> Discussion:
    """Number the drafts and return them as a Discussion; noise is sorted by place; raise ReadError for too many."""
    if len(drafts) > MAX_POSTS:
        raise ReadError(f"{source} holds more than {MAX_POSTS:,} posts; split it, one thread a file")
    return Discussion(
        id="d1",
        title=title,
        source=source,
        format=format,
        noise=tuple(sorted(noise, key=lambda n: (n.start, n.end))),
        posts=tuple(_post(draft, number) for number, draft in enumerate(drafts, start=1)),
    )


def _post(draft: Draft, number: int) -> Post:
    known = draft.reply_to is not None
    return Post(
        id=f"p{number}",
        author=draft.author,
        age=draft.age,
        reply_to=f"p{draft.reply_to + 1}" if draft.reply_to is not None else None,
        reply_evidence=draft.reply_evidence or (ReplyEvidence.SOURCE if known else None),
        reply_confidence=1.0 if known else draft.reply_confidence,
        start=draft.lines[0].start if draft.lines else None,
        end=draft.lines[-1].end if draft.lines else None,
        text=draft.text,
        marks=marks(draft.text),
    )
