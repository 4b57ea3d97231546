"""What stays of a clause becomes words again: spaces, commas and quotation marks as the rest needs them."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from argmap.argument import Borrowed
from argmap.canonical.compress import Kept
from argmap.canonical.plain import LONGEST
from argmap.canonical.spelt import spelt
from argmap.clause import Clause

_MARKS = {'"': '"', "“": "”", "(": ")", "[": "]", "‘": "’", "''": "''", "``": "''", "`": "`", "*": "*", "_": "_"}
_OPENERS = frozenset("([{“$£€")
_PAIRS = frozenset(_MARKS) | frozenset(_MARKS.values())
_CLOSERS = frozenset(",.;:!?)]}%’”") | {"'s", "’s", "n't", "n’t"}
_PARTING: Mapping[str, str] = {**{sign: sign for sign in ",;:"}, **dict.fromkeys(("-", "--", "–", "—"), ",")}
_LOOSE = frozenset("conj appos parataxis list dislocated".split())
_VOWEL = re.compile(r"(?!uni|us[eu]|eu|onc?e)[aeiou]|hono|hour|heir", re.I)
_WEAK_ENDS = frozenset(
    "the a an of to in on at for with and or but that which who as by from is are was were be its their his her my "
    "your our than so because if when while into about not no".split()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Loan:
    """Words that stand for one of a clause, or `after` it, and where they were taken from."""

    text: str
    after: bool = False
    post: str | None = None
    start: int | None = None
    end: int | None = None

    def at(self, place: int) -> Borrowed:
        """Return what is to be recorded where the words begin at `place` of a canonical claim."""
        end = place + len(self.text)
        return Borrowed(start=place, end=end, post=self.post, post_start=self.start, post_end=self.end)


def worded(
    clause: Clause, kept: Kept, loans: Mapping[int, Loan], most: int = LONGEST
) -> tuple[str, tuple[Borrowed, ...]]:
    """Return the short form, at most `most` words between spaces, and what of it is not in the component."""
    text, last = "", -2
    borrowed: list[Borrowed] = []
    for at, loan in _pieces(clause, kept, loans):
        plain = spelt(clause, at) if loan is None else None
        piece = loan.text if loan is not None else clause.words[at].text if plain is None else plain
        apart = plain is not None or (loan is not None and at == last)
        if at > last + 1 and last >= 0 and clause.form(last) in {"a", "an"}:
            text = text[: len(text) - len(clause.form(last)) + 1] + ("n" if _VOWEL.match(piece) else "")
        text += _parted(clause, last, at) if text[-1:].isalnum() else ""
        ends = piece == '"' and at > 0 and clause.words[at - 1].end == clause.words[at].start
        if text and piece and not ends and _spaced(clause, last, at, piece, inserted=apart):
            text += " "
        if loan is not None and loan.text:
            borrowed.append(loan.at(len(text)))
        text, last = text + piece, at
    return _fitted(text, tuple(borrowed), most)


def _pieces(clause: Clause, kept: Kept, loans: Mapping[int, Loan]) -> Iterator[tuple[int, Loan | None]]:
    places = sorted(kept.words)
    signs = {at for at in places if clause.words[at].pos == "PUNCT" or clause.words[at].text in _PAIRS}
    words = [at for at in places if at not in signs or clause.words[at].text in _PAIRS]
    paired = _paired(clause, [at for at in words if clause.words[at].text in _PAIRS])
    outer = (min(kept.words - signs, default=0), max(kept.words - signs, default=-1))
    for at in places:
        if at in signs:
            between = outer[0] < at < outer[1] and {at - 1, at + 1} <= kept.words
            if at in paired or (clause.words[at].text not in _PAIRS and between):
                yield at, None
            continue
        loan = loans.get(at)
        if loan is not None and loan.after:
            yield at, None
        yield at, loan
        if at in kept.denied:
            yield at, Loan(text="not")


def _paired(clause: Clause, marks: list[int]) -> set[int]:
    """Return the quotation marks and brackets whose other half stays too."""
    waiting: list[int] = []
    found: set[int] = set()
    for at in marks:
        if waiting and clause.words[at].text == _MARKS.get(clause.words[waiting[-1]].text):
            found |= {waiting.pop(), at}
        else:
            waiting.append(at)
    return found


def _parted(clause: Clause, last: int, at: int) -> str:
    """Return the sign before the phrase that begins at a word, where what stood before the sign was left out."""
    top = at
    while clause.heads[top] > last:
        top = clause.heads[top]
    if clause.dep(top) not in _LOOSE or last in clause.trees[top] or clause.dep(last) == "cc":
        return ""
    before = next(u for u in range(at - 1, -2, -1) if u not in clause.trees[top] or clause.words[u].text in _PARTING)
    return _PARTING.get(clause.words[before].text, "") if last + 1 < before else ""


def _spaced(clause: Clause, last: int, at: int, piece: str, *, inserted: bool) -> bool:
    if inserted:
        return True
    if last == at - 1 or clause.words[last].text in _OPENERS:
        return clause.words[at].start > clause.words[last].end
    return piece not in _CLOSERS


def _fitted(text: str, borrowed: tuple[Borrowed, ...], most: int) -> tuple[str, tuple[Borrowed, ...]]:
    """Return the words, cut after as many as may be where leaving phrases out was not enough."""
    words = text.split(" ")
    if len(words) > most:
        words = words[:most]
        while len(words) > 3 and words[-1].casefold().strip(",.;:") in _WEAK_ENDS:
            words.pop()
    text = " ".join(words).rstrip(" ,;:.!?…-–—")
    return text, tuple(b for b in borrowed if b.end <= len(text))
