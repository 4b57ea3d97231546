"""An article, or any text with one voice: paragraphs, headings, bullets, quoted passages, and what trails it."""

import re
from collections.abc import Sequence
from dataclasses import replace

from argmap.discussion import Discussion, Mark, MarkKind, NoiseKind, ReplyEvidence
from argmap.read import noise
from argmap.read.lines import Draft, Line, discussion, lines, trim

_NUMBERED = re.compile(r"^(?:[IVX]{1,5}|\d{1,2})[.)]\s+\S")
_ENDS = tuple(".!?:;,…\"”'’)")
_HEADING_LENGTH = 80
_HEADING_WORDS = 12
_CLOSING = (NoiseKind.BOILERPLATE, NoiseKind.DISCLOSURE)
_COMMENT_LENGTH = 400


def read(text: str, source: str) -> Discussion:
    """Read any text with one voice; short lines after its closing words are comments on it.

    Keeps: paragraphs, headings, bullets, quotes, links.
    Loses: footnote addresses and closing words (counted as noise).
    """
    found = lines(text)
    kinds = [noise.classify(line.text) for line in found]
    dropped = [line.noise(kind) for line, kind in zip(found, kinds, strict=True) if kind]
    end = _closing(found, kinds)
    body = trim([line for line, kind in zip(found[:end], kinds[:end], strict=True) if not kind])
    tail = [line for line, kind in zip(found[end:], kinds[end:], strict=True) if line.text and not kind]
    comments = [Draft(lines=(line,), reply_to=0, reply_evidence=ReplyEvidence.ORDER) for line in tail]
    heads = [line for i, line in enumerate(body) if is_heading(body, i)]
    dropped += [line.noise(NoiseKind.HEADING) for line in heads]
    return _with_headings(
        discussion([Draft(lines=body), *comments], dropped, source=source, format="article"), body, heads
    )


def is_heading(body: Sequence[Line], at: int) -> bool:
    """Return whether the line stands over what follows: short, no sentence, with longer text below it."""
    text = body[at].text
    if not text or len(text) > _HEADING_LENGTH or len(text.split()) > _HEADING_WORDS or at == len(body) - 1:
        return False
    below = next((body[i].text for i in range(at + 1, len(body)) if body[i].text), "")
    if text.startswith("#") or (_NUMBERED.match(text) and not text.endswith((".", ";", ","))):
        return True
    return not text.endswith(_ENDS) and text[:1].isalnum() and not text[:1].islower() and len(below) > len(text)


def _closing(found: Sequence[Line], kinds: Sequence[NoiseKind | None]) -> int:
    """Return where the article ends: at closing words after which only short lines come."""
    last = max((i for i, kind in enumerate(kinds) if kind in _CLOSING), default=None)
    if last is None or last < len(found) // 2:
        return len(found)
    after = [line for line in found[last + 1 :] if line.text]
    return last if all(len(line.text) <= _COMMENT_LENGTH for line in after) else len(found)


def _with_headings(read_so_far: Discussion, body: Sequence[Line], heads: Sequence[Line]) -> Discussion:
    starts, at = {}, 0
    for line in body:
        starts[line.start] = at
        at += len(line.text) + 1
    marks = [Mark(start=starts[h.start], end=starts[h.start] + len(h.text), kind=MarkKind.HEADING) for h in heads]
    post = read_so_far.posts[0]
    every = tuple(sorted((*post.marks, *marks), key=lambda m: (m.start, m.end, m.kind)))
    return replace(read_so_far, posts=(replace(post, marks=every), *read_so_far.posts[1:]))
