"""A thread copied from a page: header lines such as "ana · 3h ago", indentation lost.

A page copied later may have lost most headers, leaving them in a heap at its end; what stands before the
first header is then cut into posts where somebody plainly answers. A page copied twice holds the same
passages again; they are noise.
"""

import re
from collections.abc import Sequence

from argmap.discussion import Discussion, Noise, NoiseKind
from argmap.read import glued, headers, noise, unheaded
from argmap.read.duplicates import without_duplicates
from argmap.read.lines import Draft, Line, discussion, lines, stretches, trim

_TITLE_LENGTH = 160
_COUNT = re.compile(r"^(?:-?\d{1,6}(?:[.,]\d{1,3})?k?|[·•∙|−–—-])$", re.I)
_ANSWERS = re.compile(
    r"^(?:>|you\b|your\b|yes\b|no\b|nope\b|not really|agreed?\b|i (?:dis)?agree|i'd push back|that's\b"
    r"|that is\b|this is\b|how (?:so|does|do|would)\b|why\b|what\b|and what\b|who\b|when\b|where\b"
    r"|but even\b|but still\b|sure\b|wrong\b|right\b|exactly\b|it's like\b|they\b|we\b"
    r"|on the contrary|in the\b|is it\b|did they|can \w+\b|rest of|i don['’]t"
    r"|if the\b|isn't\b"
    r"|idk\b|lol\b|same\b|also\b.{0,60}$|because\b|disagree\b|correct\b|maybe\b|actually\b|well,)",
    re.I,
)
_CONTINUES = re.compile(
    r"^(?:[-*•]\s|and\b(?! what)|but (?!even|still)|also\b.{61,}|so\b|then\b|there (?:was|are|is)\b"
    r"|the second\b|personally\b)",
    re.I,
)


def read(text: str, source: str) -> Discussion:
    """Read a thread copied from a page, indentation lost.

    Keeps: authors and ages where their lines survived, quotes, links.
    Loses: buttons and counts (counted as noise); who answers whom is inferred.
    """
    found = glued.apart(lines(text))
    heads = headers.scan([line.text for line in found])
    at = [head.at for head in heads]
    said = (line for head in heads for line in found[head.at : head.end] if line.text)
    dropped = [line.noise(NoiseKind.HEADER) for line in said]
    bodies = [found[head.end : end] for head, (_, end) in zip(heads, stretches(at, len(found)), strict=True)]
    lost = sum(not _kept(body)[0] for body in bodies)
    title, opening, more = _opening(found[: at[0]] if at else found, lost=lost)
    headed = [_headed(head, body) for head, body in zip(heads, bodies, strict=True)]
    drafts = [*opening, *(draft for one in headed for draft in unheaded.cut(one))]
    kept, repeated = without_duplicates([draft for draft in drafts if draft.lines])
    dropped += [*more, *repeated, *(n for body in bodies for n in _kept(body)[1])]
    return discussion(kept, _distinct(dropped), source=source, format="paste", title=title)


def _headed(head: headers.Header, body: Sequence[Line]) -> Draft:
    return Draft(lines=_kept(body)[0], author=head.author, age=head.age, headed=True)


def _kept(body: Sequence[Line]) -> tuple[tuple[Line, ...], list[Noise]]:
    kept, dropped = [], []
    kinds = [noise.classify(line.text) for line in body]
    # Below a post stand its buttons, and between them counts.
    for at in range(len(body) - 1, -1, -1):
        if kinds[at] is None and body[at].text and not _COUNT.match(body[at].text):
            break
        kinds[at] = kinds[at] or (NoiseKind.BOILERPLATE if body[at].text else None)
    for line, kind in zip(body, kinds, strict=True):
        if kind is None:
            kept.append(line)
        else:
            dropped.append(line.noise(kind))
    return trim(kept), dropped


def _opening(before: Sequence[Line], *, lost: int) -> tuple[str | None, list[Draft], list[Noise]]:
    kept, dropped = _kept(before)
    if not kept:
        return None, [], dropped
    filled = [line for line in kept if line.text]
    if len(filled) == 1 and len(filled[0].text) <= _TITLE_LENGTH and not filled[0].text.endswith((".", "!")):
        return filled[0].text, [], [*dropped, filled[0].noise(NoiseKind.HEADER)]
    if not lost:
        return None, [Draft(lines=kept)], dropped
    return None, [Draft(lines=trim(block)) for block in _headless(filled)], dropped


def _headless(filled: Sequence[Line]) -> list[list[Line]]:
    blocks: list[list[Line]] = []
    for line in filled:
        if blocks and (_CONTINUES.match(line.text) or not _ANSWERS.match(line.text)):
            blocks[-1].append(line)
        else:
            blocks.append([line])
    return blocks


def _distinct(found: Sequence[Noise]) -> list[Noise]:
    return list({(n.start, n.end): n for n in found}.values())
