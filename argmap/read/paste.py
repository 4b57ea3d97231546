"""A thread copied from a page: header lines such as "ana · 3h ago", indentation lost.

A page copied later may have lost most headers, leaving them in a heap at its end; what stands before the
first header is then cut into posts where somebody plainly answers. A page copied twice holds the same
passages again; they are noise.
"""

import re
from collections.abc import Sequence

from argmap.discussion import Discussion, Noise, NoiseKind
from argmap.read import headers, noise
from argmap.read.duplicates import without_duplicates
from argmap.read.lines import Draft, Line, discussion, lines, stretches, trim

_TITLE_LENGTH = 160
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
    found = lines(text)
    at = [i for i, line in enumerate(found) if headers.parse(line.text)]
    dropped = [found[i].noise(NoiseKind.HEADER) for i in at]
    bodies = [found[i + 1 : j] for i, j in stretches(at, len(found))]
    lost = sum(not _kept(body)[0] for body in bodies)
    title, opening, more = _opening(found[: at[0]] if at else found, lost=lost)
    drafts = [*opening, *(_headed(found[i], body) for i, body in zip(at, bodies, strict=True))]
    kept, repeated = without_duplicates([draft for draft in drafts if draft.lines])
    dropped += [*more, *repeated, *(n for body in bodies for n in _kept(body)[1])]
    return discussion(kept, _distinct(dropped), source=source, format="paste", title=title)


def _headed(header: Line, body: Sequence[Line]) -> Draft:
    said = headers.parse(header.text)
    assert said is not None
    return Draft(lines=_kept(body)[0], author=said.author, age=said.age, headed=True)


def _kept(body: Sequence[Line]) -> tuple[tuple[Line, ...], list[Noise]]:
    kept, dropped = [], []
    for line in body:
        kind = noise.classify(line.text)
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
