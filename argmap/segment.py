"""Posts become units: sentences, cut once more where claim and reason share a sentence; code and headings left out."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate

from argmap.discussion import Discussion, Mark, MarkKind, Post, Unit
from argmap.nlp.syntax import Token, tokens

_ENDS = frozenset((".", "!", "?", "…", "...", "?!", "!?", "!!", "??", "!!!", "???", "....", ".."))
_CLOSERS = frozenset("\"”’'»)]")
_ABBREVIATIONS = frozenset("no vs etc cf al approx fig sec art ed est dept gov sen rep st".split())
_CUT_BEFORE = frozenset("because but so since though although whereas while yet".split())
_COMMA_NEEDED = _CUT_BEFORE - {"because"}
_LEAST_WORDS = 4
_MOST_CLOSERS = 6
_WRAPPED = range(50, 82)
_LETTERS = re.compile(r"[^\W\d_]")
_LEAVES_OUT = (MarkKind.CODE, MarkKind.HEADING)


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


def segment(discussions: Sequence[Discussion]) -> tuple[Unit, ...]:
    """Return the units of all posts in reading order; a post that is a copy of another has none."""
    posts = (post for discussion in discussions for post in discussion.posts if post.same_as is None)
    return tuple(unit for post in posts for unit in units(post))


def units(post: Post) -> tuple[Unit, ...]:
    """Return the units of one post by place."""
    found, sentence = [], 0
    for paragraph, (start, end, quoted) in enumerate(blocks(post)):
        for first, last in sentences(post.text[start:end]):
            clauses = (start + first, start + last)
            for number, (a, b) in enumerate(_clauses(post.text, *clauses)):
                text = post.text[a:b]
                unit = Unit(
                    post=post.id, start=a, end=b, text=text,
                    paragraph=paragraph, sentence=sentence, clause=number, quoted=quoted,
                )  # fmt: skip
                found.append(unit)
            sentence += 1
    return tuple(found)


def blocks(post: Post) -> Iterator[tuple[int, int, bool]]:
    """Yield `start, end, quoted` of each stretch that is read as one: a paragraph, a bullet, a quote."""
    left_out = [m for m in post.marks if m.kind in _LEAVES_OUT and "\n" in post.text[m.start : m.end]]
    left_out += [m for m in post.marks if m.kind is MarkKind.HEADING]
    apart, quoted = _Marks(left_out), _Marks(post.quotes())
    bullets = _Marks([m for m in post.marks if m.kind is MarkKind.BULLET])
    wrapped = _is_wrapped(post.text)
    for start, end in _paragraphs(post.text, wrapped, frozenset(bullets.starts)):
        bullet = bullets.next(start)
        if bullet and bullet.end <= end and not post.text[start : bullet.start].strip():
            start = bullet.end
        if apart.hold(start, end):
            continue
        mark = quoted.touching(start, end)
        start = mark.start if mark and mark.start > start else start
        if _LETTERS.search(post.text, start, end):
            yield start, end, mark is not None


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Yield `start, end` of the sentences of a paragraph: full stops end one where a new one can start."""
    found = tokens(text)
    first = 0
    for at, token in enumerate(found):
        if at + 1 == len(found) or _ends(found, at):
            yield found[first].start, token.end
            first = at + 1


def _ends(found: Sequence[Token], at: int) -> bool:
    token, after = found[at], found[at + 1]
    if not token.spaced and after.start == token.end:
        return False
    before = at
    while found[before].text in _CLOSERS and at - before < _MOST_CLOSERS and before > 0:
        before -= 1
    stop = found[before].text
    if stop not in _ENDS and not (stop[-1:] in ".!?…" and len(stop) > 4):
        return False
    if found[at].text not in _CLOSERS and after.text in _CLOSERS and not token.spaced:
        return False
    if "." in stop[:-1].strip(".") and not after.text[:1].isupper():
        return False
    word = found[before - 1].text.casefold() if before else ""
    if stop == "." and (word in _ABBREVIATIONS or (len(word) == 1 and word.isalpha() and word != "i")):
        return False
    return not (
        after.text[:1].islower() and stop in (".", "…", "...") and len(after.text) > 1 and not _opens(after.text)
    )


def _opens(word: str) -> bool:
    return word in ("i", "it", "the", "and", "but", "you", "this", "that", "they", "we", "he", "she", "if", "so", "no")


def _clauses(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    found = tokens(text[start:end])
    words = list(accumulate((token.text[:1].isalnum() for token in found), initial=0))
    first = 0
    for at in range(1, len(found)):
        if _cuts(found, at) and min(words[at] - words[first], words[-1] - words[at]) >= _LEAST_WORDS:
            yield start + found[first].start, start + _last(found, at - 1).end
            first = at + 1 if found[at].text == ";" else at
    if first < len(found):
        yield start + found[first].start, start + found[-1].end


def _cuts(found: Sequence[Token], at: int) -> bool:
    word = found[at].text.casefold()
    if word == ";":
        return True
    comma = found[at - 1].text in (",", "-", "--", "–", "—")
    return word in _CUT_BEFORE and (comma or word not in _COMMA_NEEDED)


def _last(found: Sequence[Token], at: int) -> Token:
    return found[at - 1] if found[at].text in (",", "-", "--", "–", "—", ";") else found[at]


def _is_wrapped(text: str) -> bool:
    filled = [len(line) for line in text.split("\n") if line.strip()]
    long = sorted(filled)[len(filled) // 2 :]
    return len(filled) >= 4 and max(long) in _WRAPPED and long[0] in _WRAPPED


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


def _runs_on(line: str, following: str, wrapped: bool) -> bool:
    one, other = line.strip(), following.strip()
    if not one or not other or one.startswith(">") != other.startswith(">"):
        return False
    if one.startswith(">"):
        return False
    return (wrapped and len(one) >= 40) or (other[:1].islower() and one[-1:] not in ".!?:;…")
