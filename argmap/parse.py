"""Posts become parsed blocks: what is read as one, a paragraph, a bullet or a quote, in sentences and words."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from argmap.discussion import Discussion, Mark, MarkKind, Post
from argmap.nlp.syntax import Parser, Sentence, Token

_WRAPPED = range(50, 82)
_SIGNS = re.compile(r"(?<=\n)[ \t]*>[> \t]*")
_ACCENT = re.compile(r"(?<=[^\W\d_])[´`](?=[^\W\d_])")
_LETTERS = re.compile(r"[^\W\d_]")
_LEAVES_OUT = (MarkKind.CODE, MarkKind.HEADING)


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A stretch `start:end` of a post that is read as one; its sentences and words stand at places of the post."""

    start: int
    end: int
    quoted: bool
    sentences: tuple[Sentence, ...]


Parsed = Mapping[str, tuple[Block, ...]]


def parse(discussions: Sequence[Discussion], syntax: Parser) -> Parsed:
    """Return the blocks of each post by its id: none of code, of headings and of a post that copies another."""
    posts = [post for discussion in discussions for post in discussion.posts if post.same_as is None]
    places = [(post, *place) for post in posts for place in blocks(post)]
    found: dict[str, list[Block]] = {post.id: [] for post in posts}
    texts = (_readable(post.text[start:end]) for post, start, end, _ in places)
    for (post, start, end, quoted), sentences in zip(places, syntax.parse(texts), strict=True):
        moved = tuple(_moved(sentence, start) for sentence in sentences)
        found[post.id].append(Block(start=start, end=end, quoted=quoted, sentences=moved))
    return {post: tuple(row) for post, row in found.items()}


def _readable(text: str) -> str:
    """Return `text`, as long as it is, its accents in "it´s" as apostrophes, spaces for `>` before further lines."""
    text = _ACCENT.sub("'", text)
    return _SIGNS.sub(lambda signs: " " * len(signs[0]), text) if "\n" in text else text


def sentences(parsed: Parsed) -> dict[str, tuple[Sentence, ...]]:
    """Return the sentences of each post by its id, in their order."""
    return {post: tuple(sentence for block in row for sentence in block.sentences) for post, row in parsed.items()}


def blocks(post: Post) -> Iterator[tuple[int, int, bool]]:
    """Yield `start, end, quoted` of each stretch that is read as one: a paragraph, a bullet, a quote."""
    left_out = [m for m in post.marks if m.kind in _LEAVES_OUT and "\n" in post.text[m.start : m.end]]
    left_out += [m for m in post.marks if m.kind is MarkKind.HEADING]
    apart, quoted = _Marks(left_out), _Marks(post.quotes())
    bullets = _Marks([m for m in post.marks if m.kind is MarkKind.BULLET])
    for start, end in paragraphs(post):
        bullet = bullets.next(start)
        if bullet and bullet.end <= end and not post.text[start : bullet.start].strip():
            start = bullet.end
        if apart.hold(start, end):
            continue
        mark = quoted.touching(start, end)
        start = mark.start if mark and mark.start > start else start
        if _LETTERS.search(post.text, start, end):
            yield start, end, mark is not None


def paragraphs(post: Post) -> Iterator[tuple[int, int]]:
    """Yield `start, end` of each stretch of lines that run on: a paragraph, or a single line."""
    bullets = frozenset(mark.start for mark in post.marks if mark.kind is MarkKind.BULLET)
    yield from _paragraphs(post.text, is_wrapped(post.text), bullets)


def is_wrapped(text: str) -> bool:
    """Return whether the lines of a text end where a width ends, not where a sense does."""
    filled = [len(line) for line in text.split("\n") if line.strip()]
    long = sorted(filled)[len(filled) // 2 :]
    return len(filled) >= 4 and max(long) in _WRAPPED and long[0] in _WRAPPED


def _moved(sentence: Sentence, by: int) -> Sentence:
    if not by:
        return sentence
    tokens = tuple([Token._make((token.start + by, token.end + by, *token[2:])) for token in sentence.tokens])
    return Sentence(start=sentence.start + by, end=sentence.end + by, tokens=tokens)


class _Marks:
    """Marks by place, asked for one stretch after the other."""

    def __init__(self, marks: Sequence[Mark]) -> None:
        self._marks = sorted(marks, key=lambda mark: mark.start)
        self.starts = [mark.start for mark in self._marks]
        self._reached = list(accumulate((mark.end for mark in self._marks), max))

    def next(self, at: int) -> Mark | None:
        """Return the first mark that starts at `at` or later."""
        place = bisect_left(self.starts, at)
        return self._marks[place] if place < len(self._marks) else None

    def touching(self, start: int, end: int) -> Mark | None:
        """Return the first mark that shares a sign with `start:end`."""
        place = bisect_right(self._reached, start)
        return self._marks[place] if place < len(self._marks) and self.starts[place] < end else None

    def hold(self, start: int, end: int) -> bool:
        """Return whether one mark covers all of `start:end`."""
        place = bisect_right(self.starts, start)
        return place > 0 and self._reached[place - 1] >= end


def _paragraphs(text: str, wrapped: bool, bullets: frozenset[int]) -> Iterator[tuple[int, int]]:
    start, at = 0, 0
    rows = text.split("\n")
    for line, following in zip(rows, [*rows[1:], ""], strict=True):
        end = at + len(line)
        begins_bullet = any(place in bullets for place in range(end + 1, end + 5))
        if not (_runs_on(line, following, wrapped) and not begins_bullet):
            if text[start:end].strip():
                yield start, end
            start = end + 1
        at = end + 1


def _quoted(line: str) -> tuple[int, str]:
    """Return how many `>` stand before the words of a line, and the words."""
    words = line.lstrip("> \t")
    return line.count(">", 0, len(line) - len(words)), words.strip()


def _runs_on(line: str, following: str, wrapped: bool) -> bool:
    (depth, one), (next_depth, other) = _quoted(line), _quoted(following)
    if depth != next_depth or not one or not other:
        return False
    return (wrapped and len(one) >= 40) or (other[:1].islower() and one[-1:] not in ".!?:;…")
