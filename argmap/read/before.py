"""What stands before the first comment of a pasted thread: its title, who submitted it when, and what was said there.

Where the page says that it was submitted, the first post is known to open the thread, or to be a comment on something
that is not there. Where headers were lost into a heap, what stands before the first one is cut into posts.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from argmap.discussion import Noise, NoiseKind
from argmap.read import noise
from argmap.read.lines import Draft, Line, trim
from argmap.read.moments import AGO, DATE, SURELY_AGO
from argmap.read.prose import asserts

_TITLE_LENGTH = 160
_LONGEST = 320
_COUNT = re.compile(r"^(?:-?\d{1,6}(?:[.,]\d{1,3})?k?|[·•∙|−–—-])$", re.I)
_SUBMITTED = tuple(
    re.compile(form, re.I)
    for form in (
        # Hacker News: 312 points by ana 7 hours ago | hide | past | favorite | 147 comments
        rf"^\d+ points? by (?P<author>\S{{1,40}}) (?:on )?(?P<age>{SURELY_AGO}|{DATE})(?:\s*\|.*)?$",
        # Old Reddit: submitted 8 hours ago by ana
        rf"^submitted (?P<age>{SURELY_AGO}|just now)\*? by (?P<author>[\w-]{{1,40}}|\[deleted\]).{{0,60}}$",
        # Lobsters: via ana 7 hours ago | caches | 4 comments
        rf"^(?:via|authored by|submitted by) (?P<author>\S{{1,40}}) (?P<age>{SURELY_AGO})(?:\s*\|.*)?$",
    )
)
_LAST = re.compile(
    r"^(?:\d+ comments?(?:share\w*|save\w*)?|all \d+ comments?|sort(?:ed)? by:? .{0,20}|comments section)$", re.I
)
_PLACE = re.compile(r"^r/\w{2,30}$")
_AGE = re.compile(rf"^(?P<age>{AGO})$", re.I)
_BELOW = re.compile(r"^(?:comments section|join the conversation|go to comments|upvote|share)$", re.I)
_NAME = re.compile(r"^(?:u/)?(?P<author>[\w-]{2,30}|\[deleted\])$")
_BADGE = re.compile(r"^(?:analyze icon|profile badge\b.*|[·•]|op|mod|top \d+% (?:commenter|poster))$", re.I)
# Beginnings by which people answer somebody, a list of English ones: only where headers were lost into a heap do they
# cut the words that stand before the first one into posts.
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Before:
    """What stands there; `opens` says whether the first of the drafts opens the thread, None where that is not told."""

    title: str | None = None
    drafts: tuple[Draft, ...] = ()
    noise: tuple[Noise, ...] = ()
    opens: bool | None = None


def before(found: Sequence[Line], *, lost: int) -> Before:
    """Return what the lines say; `lost` is how many headers further down have no words below them."""
    submitted = _submitted(found) or _on_new_reddit(found)
    if submitted is not None:
        return submitted
    kept, dropped = kept_lines(found)
    filled = [line for line in kept if line.text]
    if not filled:
        return Before(noise=tuple(dropped))
    if len(filled) == 1 and len(filled[0].text) <= _TITLE_LENGTH and not filled[0].text.endswith((".", "!")):
        return Before(title=filled[0].text, noise=(*dropped, filled[0].noise(NoiseKind.HEADER)))
    drafts = [Draft(lines=trim(block)) for block in _headless(filled)] if lost else [Draft(lines=kept)]
    return Before(drafts=tuple(drafts), noise=tuple(dropped))


def kept_lines(body: Sequence[Line]) -> tuple[tuple[Line, ...], list[Noise]]:
    """Return the lines that somebody wrote, without blank ones at the ends, and what the site put between them."""
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


def _submitted(found: Sequence[Line]) -> Before | None:
    """Return what a line that says who submitted the thread tells, with the title above and the text below it."""
    title: int | None = None
    for at, line in enumerate(found):
        said = next((said for form in _SUBMITTED if (said := form.match(line.text))), None) if _short(line) else None
        if said is not None and title is not None:
            below = range(at + 1, len(found))
            last = next((i for i in below if _short(found[i]) and _LAST.match(found[i].text)), len(found))
            return _opening(found, title, range(at + 1, last), author=said["author"], age=said["age"])
        if line.text and not _COUNT.match(line.text):
            title = at
    return None


def _on_new_reddit(found: Sequence[Line]) -> Before | None:
    """Return what the head of a Reddit page of today tells: place, age and author over the title, buttons below."""
    filled = [at for at, line in enumerate(found) if _short(line) and not _BADGE.match(line.text)]
    ends = next((at for at in filled if _BELOW.match(found[at].text)), None)
    for place, then, who, title in zip(filled, filled[1:], filled[2:], filled[3:], strict=False):
        if ends is None or title >= ends or not _PLACE.match(found[place].text):
            continue
        age, name = _AGE.match(found[then].text), _NAME.match(found[who].text)
        if age and name:
            return _opening(found, title, range(title + 1, ends), author=name["author"], age=age["age"])
    return None


def _short(line: Line) -> bool:
    return 0 < len(line.text) < _LONGEST


def _opening(found: Sequence[Line], title: int, below: range, *, author: str, age: str) -> Before:
    """Return the opening post, if there is a text below the title; all that stands elsewhere is noise."""
    body, dropped = kept_lines([found[at] for at in below])
    name = found[title].text
    rest = [line for at, line in enumerate(found) if line.text and at not in below]
    if not body:
        return Before(title=name, noise=(*dropped, *(line.noise(NoiseKind.HEADER) for line in rest)), opens=False)
    said = asserts(name)
    chrome = tuple(line.noise(NoiseKind.HEADER) for line in rest if not said or line is not found[title])
    draft = Draft(lines=(*((found[title],) if said else ()), *body), author=author, age=age)
    return Before(title=name, drafts=(draft,), noise=(*dropped, *chrome), opens=True)


def _headless(filled: Sequence[Line]) -> list[list[Line]]:
    blocks: list[list[Line]] = []
    for line in filled:
        if blocks and (_CONTINUES.match(line.text) or not _ANSWERS.match(line.text)):
            blocks[-1].append(line)
        else:
            blocks.append([line])
    return blocks
