"""Posts become units: sentences, cut once more where claim and reason share a sentence; code and headings left out."""

import re
from collections.abc import Iterator, Sequence

from argmap.discussion import Discussion, MarkKind, Post, Unit
from argmap.nlp.syntax import Token, tokens

_ENDS = frozenset((".", "!", "?", "…", "...", "?!", "!?", "!!", "??", "!!!", "???", "....", ".."))
_CLOSERS = frozenset("\"”’'»)]")
_ABBREVIATIONS = frozenset("no vs etc cf al approx fig sec art ed est dept gov sen rep st".split())
_CUT_BEFORE = frozenset("because but so since though although whereas while yet".split())
_COMMA_NEEDED = _CUT_BEFORE - {"because"}
_LEAST_WORDS = 4
_WRAPPED = range(50, 82)
_LETTERS = re.compile(r"[^\W\d_]")
_LEAVES_OUT = (MarkKind.CODE, MarkKind.HEADING)


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
    quoted = post.quotes()
    bullets = {m.end: m.start for m in post.marks if m.kind is MarkKind.BULLET}
    wrapped = _is_wrapped(post.text)
    for start, end in _paragraphs(post.text, wrapped, frozenset(bullets.values())):
        start = next((e for e, s in bullets.items() if start <= s < e <= end and not post.text[start:s].strip()), start)
        if any(m.start <= start and end <= m.end for m in left_out):
            continue
        mark = next((m for m in quoted if m.start < end and start < m.end), None)
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
    while found[before].text in _CLOSERS and before > 0:
        before -= 1
    stop = found[before].text
    if stop not in _ENDS and not (stop[-1:] in ".!?…" and len(stop) > 4):
        return False
    if found[at].text not in _CLOSERS and after.text in _CLOSERS and not token.spaced:
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
    first = 0
    for at in range(1, len(found)):
        if _cuts(found, at) and _words(found[first:at]) >= _LEAST_WORDS and _words(found[at:]) >= _LEAST_WORDS:
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


def _words(found: Sequence[Token]) -> int:
    return sum(token.text[:1].isalnum() for token in found)


def _is_wrapped(text: str) -> bool:
    filled = [len(line) for line in text.split("\n") if line.strip()]
    long = sorted(filled)[len(filled) // 2 :]
    return len(filled) >= 4 and max(long) in _WRAPPED and long[0] in _WRAPPED


def _paragraphs(text: str, wrapped: bool, bullets: frozenset[int]) -> Iterator[tuple[int, int]]:
    start, at = 0, 0
    for line in text.split("\n"):
        end = at + len(line)
        following = text[end + 1 :].split("\n", 1)[0]
        begins_bullet = end + 1 in bullets or any(end < b <= end + 4 for b in bullets)
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
