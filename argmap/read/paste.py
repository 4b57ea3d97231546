"""A thread copied from a page: header lines such as "ana · 3h ago", indentation lost.

A page copied later may have lost most headers, leaving them in a heap at its end; what stands before the
first header is then cut into posts where somebody plainly answers. A page copied twice holds the same
passages again; they are noise. Where headers tell whom a post answers, those links are kept.
"""

import re
from collections.abc import Sequence

from argmap.discussion import Discussion, Noise, NoiseKind
from argmap.read import glued, headers, unheaded
from argmap.read.before import Before, before, kept_lines
from argmap.read.duplicates import without_duplicates, without_empty
from argmap.read.lines import Draft, Line, discussion, lines, stretches
from argmap.read.standing import placed, standing

# The page of one comment of Hacker News prints these over that comment alone.
_PAGE_OF = re.compile(r"\|\s*(?:context|on:)(?!\w)")
_POSTED = re.compile(r"^(?:[·•∙]\s*)?posted by\b", re.I)


def read(text: str, source: str) -> Discussion:
    """Read a thread copied from a page, indentation lost.

    Keeps: authors and ages where their lines survived, quotes, links, what headers tell of replies.
    Loses: buttons and counts (counted as noise); who answers whom is inferred where it is not told.
    """
    found = glued.apart(lines(text))
    heads = headers.scan([line.text for line in found])
    at = [head.at for head in heads]
    tops = [[line for line in found[head.at : head.end] if line.text] for head in heads]
    dropped = [line.noise(NoiseKind.HEADER) for top in tops for line in top]
    bodies = [found[head.end : end] for head, (_, end) in zip(heads, stretches(at, len(found)), strict=True)]
    opening = before(found[: at[0]] if at else found, lost=sum(not kept_lines(body)[0] for body in bodies))
    headed = [_headed(*one) for one in zip(heads, tops, bodies, strict=True)]
    drafts = [*opening.drafts, *(draft for one in headed for draft in unheaded.cut(one))]
    drafts = [draft for draft in drafts if draft.lines or (draft.standing and draft.standing.counts)]
    known = without_empty(placed(drafts, opens=_opens(opening, tops, drafts))) if drafts else []
    kept, repeated = without_duplicates(known)
    dropped += [*opening.noise, *repeated, *(n for body in bodies for n in kept_lines(body)[1])]
    return discussion(kept, _distinct(dropped), source=source, format="paste", title=opening.title)


def _headed(head: headers.Header, top: Sequence[Line], body: Sequence[Line]) -> Draft:
    told = standing([line.text for line in top])
    return Draft(lines=kept_lines(body)[0], author=head.author, age=head.age, standing=told)


def _opens(opening: Before, tops: Sequence[Sequence[Line]], kept: Sequence[Draft]) -> bool | None:
    """Return whether the first post opens the thread, None where nothing tells."""
    if opening.opens is not None or opening.drafts or not tops:
        return opening.opens
    if any(_POSTED.match(line.text) for line in tops[0]):
        return True
    pages = [any(_PAGE_OF.search(line.text) for line in top) for top in tops]
    if pages[0] and not any(pages[1:]):
        return True
    # Only comments can be folded away.
    first = kept[0].standing
    return False if first is not None and first.folded else None


def _distinct(found: Sequence[Noise]) -> list[Noise]:
    return list({(n.start, n.end): n for n in found}.values())
