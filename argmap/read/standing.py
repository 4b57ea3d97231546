"""Where a pasted comment stands, as far as the lines over it tell: its level, whether it is a first answer, to whom.

Hacker News prints links over a comment: "parent" below another one, "root" below one that is itself an answer, "prev"
after another answer to the same. Reddit printed "level 2", old Reddit's text has "(3 children)", Disqus "ana > ben".
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice

from argmap.discussion import ReplyEvidence
from argmap.read.lines import Draft, Standing

_LINK = re.compile(r"\|\s*(root|parent|prev|next)(?=\s*(?:\||\[|$))")
_FOLDED = re.compile(r"\[[-–—+]\]")
_LEVEL = re.compile(r"^level (\d{1,3})$", re.I)
_BELOW = re.compile(r"\((\d{1,5}) child(?:ren)?\)")
_WHOM = re.compile(r"^[^>·•∙|»]{1,80}\s>\s+(?P<whom>[^>·•∙|»]{1,80}?)\s*[·•∙|»]")
_TOP, _ANSWER, _DEEP = 1, 2, 3
# Those that the next may answer, and how deep each stands, where that is known.
_Above = list[tuple[int, int | None]]


def standing(header: Iterable[str]) -> Standing:
    """Return what the lines of a header tell."""
    found = Standing()
    for line in header:
        links = _LINK.findall(line)
        if level := _LEVEL.match(line):
            found = replace(found, level=int(level[1]))
        elif links:
            deep = _DEEP if "root" in links else _ANSWER if "parent" in links else _TOP
            found = replace(found, level=deep, least=deep == _DEEP, first="prev" not in links)
        elif whom := _WHOM.match(line):
            found = replace(found, whom=whom["whom"])
        if below := _BELOW.search(line):
            found = replace(found, below=int(below[1]))
        if _FOLDED.search(line):
            found = replace(found, folded=True)
    return found


def placed(drafts: Sequence[Draft], *, opens: bool | None) -> list[Draft]:
    """Return the drafts with what their headers tell of whom they answer; `opens` says whether the first opens them.

    What is told to answer nobody, or the opening, has evidence and confidence 1; what is told to answer another of
    which it is not told which has confidence 0 in nobody.
    """
    opening = 0 if opens else None
    drafts = _counted(drafts, opening)
    told = [draft.standing for draft in drafts]
    if any(one is not None and one.level is not None for one in told):
        return list(_by_level(drafts, opening))
    if any(one is not None and one.whom for one in told):
        return list(_by_name(drafts, opening))
    if opens is None or len(drafts) < 2:
        return list(drafts)
    return [drafts[0], _top(drafts[1], 0), *drafts[2:]] if opens else [_top(drafts[0], None), *drafts[1:]]


def _counted(drafts: Sequence[Draft], opening: int | None) -> Sequence[Draft]:
    """Return the drafts with the levels that the numbers of posts below them give, if these fit each other exactly."""
    first = 0 if opening is None else 1
    told = [draft.standing for draft in drafts[first:]]
    levels: list[int] = []
    missing: list[int] = []
    for one in told:
        while missing and missing[-1] == 0:
            missing.pop()
        levels.append(len(missing) + 1)
        if one is None or one.below is None or (missing and missing[-1] <= one.below):
            return drafts
        missing[-1:] = [missing[-1] - one.below - 1] if missing else []
        missing.append(one.below)
    if any(missing) or max(levels, default=1) == 1:
        return drafts
    placed_there = (
        replace(draft, standing=replace(one, level=level))
        for draft, one, level in zip(drafts[first:], told, levels, strict=True)
        if one is not None
    )
    return [*drafts[:first], *placed_there]


def _by_level(drafts: Sequence[Draft], opening: int | None) -> Iterator[Draft]:
    """Yield the drafts placed by their levels."""
    above: _Above = []
    for at, draft in enumerate(drafts):
        one = draft.standing
        if at == opening:
            yield draft
        elif one is None or (one.level is None and not one.folded):
            above.append((at, None))
            yield draft
        else:
            yield _placed(draft, one, at, above, opening)


def _placed(draft: Draft, one: Standing, at: int, above: _Above, opening: int | None) -> Draft:
    """Return a draft as an answer to one of those `above`, and put it among them."""
    level = one.level or _TOP
    top = opening if level == _TOP else None
    if one.first and level > _TOP and above and above[-1][0] == at - 1:
        depth = above[-1][1]
        above.append((at, level if not one.least else depth and depth + 1))
        return _answering(draft, at - 1)
    if one.least:
        return _placed_deep(draft, at, above, top)
    while above and (above[-1][1] is None or above[-1][1] >= level):
        above.pop()
    parent = above[-1][0] if above and above[-1][1] == level - 1 else None
    above.append((at, level))
    return _top(draft, top) if parent is None else _answering(draft, parent)


def _placed_deep(draft: Draft, at: int, above: _Above, top: int | None) -> Draft:
    """Return a draft that may stand deeper than is said: it answers the only one left that it can, or some other."""
    if above:
        above.pop()
    possible = list(islice((place for place, depth in above if depth != _TOP), 2))
    known = len(possible) == 1 and above[-1][1] is not None
    above.append((at, _DEEP if known else None))
    if known:
        return _answering(draft, possible[0])
    return _open(draft) if possible else _top(draft, top)


def _by_name(drafts: Sequence[Draft], opening: int | None) -> Iterator[Draft]:
    last: dict[str, int] = {}
    for at, draft in enumerate(drafts):
        one = draft.standing
        parent = last.get(one.whom.casefold()) if one is not None and one.whom else None
        if parent is not None:
            yield _answering(draft, parent)
        elif at == opening or one is None or one.whom:
            yield draft
        else:
            yield _top(draft, opening)
        if draft.author:
            last[draft.author.casefold()] = at


def _answering(draft: Draft, parent: int) -> Draft:
    return replace(draft, reply_to=parent, reply_evidence=ReplyEvidence.SOURCE)


def _top(draft: Draft, opening: int | None) -> Draft:
    return replace(draft, reply_to=opening, reply_evidence=ReplyEvidence.SOURCE, reply_confidence=1.0)


def _open(draft: Draft) -> Draft:
    return replace(draft, reply_evidence=ReplyEvidence.SOURCE, reply_confidence=0.0)
