"""The body of a mail: quoted lines are marked whatever sign they carry, who is quoted and the signature are noise."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from argmap.discussion import Mark, MarkKind, Noise, NoiseKind
from argmap.read.lines import Line, lines, trim
from argmap.read.marks import covering, marks
from argmap.read.prose import Prose, clean, without_false_marks

_SIGNATURE = re.compile(r"^--[ ]?$")
_LONGEST_SIGNATURE = 12
_FOOTER = re.compile(r"^_{20,}$|^-{20,}$")
_LIST = re.compile(r"mailing list|unsubscribe|list archive|listinfo|google groups", re.I)
_PGP = re.compile(r"^-----BEGIN PGP SIGNATURE-----$")
_SIGNED = re.compile(r"^-----BEGIN PGP SIGNED MESSAGE-----$|^Hash: \w+$")
_ATTRIBUTION = re.compile(
    r"^(?:[>|:;]\s?)*(?:on\b.{4,200}|in (?:article|message|news:|<)\S*.{0,200}|.{0,80}<\S+@\S+>.{0,80}|at \d.{4,100}"
    r"|\S.{0,60}\([^)]*\)|[\w.+-]+@[\w.-]+|quoting .{2,80}|\d{4}.{4,80}|[\w.' -]{1,40}) "
    r"(?:writes|wrote|said|says)\s?(?:in .{0,80})?[:>]?\s*$"
    r"|^(?:in article|in message|in <\S+>|on .{4,100}\d{4})\b.{0,200}[,>]$|^quoting .{2,80}:$",
    re.I,
)
_OPENS = re.compile(r"^(?:[>|:;]\s?)*(?:on\b.*\d|in (?:article|message|<)|at \d).{0,200}$", re.I)
_WRITES = re.compile(r"^(?:[>|:;]\s?)*.{0,120}\b(?:writes|wrote|said)\s?:?\s*$", re.I)
_CITED = re.compile(r"^(?P<sign>(?:[ \t]*(?:[A-Za-z]{0,4}[>»]))+[ \t]*|[ \t]*[|:;}#](?!\))[ \t]*)")
_PATCH = re.compile(r"^(?:diff --git |diff -[a-zA-Z]|Index: \S|--- a/|--- \S+\t|@@ -\d)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """What a mail says, and what of it nobody argues with, where its place in the source is known."""

    prose: Prose
    noise: tuple[Noise, ...] = ()


def body_of(text: str, *, at: int | None) -> Body:
    """Read the text of a mail; `at` is its place in the source, if it stands there as it is."""
    found = lines(text)
    kinds = _kinds(found)
    kept = trim([line for line, kind in zip(found, kinds, strict=True) if kind is None])
    body = "\n".join(clean(_unescaped(text[line.start - line.indent : line.end])) for line in kept)
    noise = [line.noise(kind) for line, kind in zip(found, kinds, strict=True) if kind is not None and line.text]
    moved = () if at is None else tuple(Noise(start=n.start + at, end=n.end + at, kind=n.kind) for n in noise)
    return Body(prose=without_false_marks(Prose(text=body, marks=_marks(body))), noise=moved)


def _kinds(found: Sequence[Line]) -> list[NoiseKind | None]:
    end = _signature(found)
    kinds: list[NoiseKind | None] = [None] * end + [NoiseKind.SIGNATURE] * (len(found) - end)
    for at in range(end):
        text = found[at].text
        if _SIGNED.match(text) or (len(text) < 300 and _ATTRIBUTION.match(text) and _cites(found, at + 1)):
            kinds[at] = NoiseKind.HEADER
        elif (
            at
            and len(text) < 200
            and _WRITES.match(text)
            and _OPENS.match(found[at - 1].text)
            and _cites(found, at + 1)
        ):
            kinds[at] = kinds[at - 1] = NoiseKind.HEADER
    return kinds


def _cites(found: Sequence[Line], at: int) -> bool:
    """Return whether the next line with words is a quoted one."""
    following = next((line.text for line in found[at : at + 4] if line.text), "")
    return _CITED.match(following) is not None


def _signature(found: Sequence[Line]) -> int:
    """Return where the signature or the footer of a list begins."""
    end = len(found)
    for at, line in enumerate(found):
        if _PGP.match(line.text):
            end = at
            break
    for at in range(max(0, end - 2 * _LONGEST_SIGNATURE), end):
        after = [line for line in found[at + 1 : end] if line.text]
        cited = sum(_CITED.match(line.text) is not None for line in after)
        short = len(after) <= _LONGEST_SIGNATURE and cited <= len(after) // 2
        footer = _FOOTER.match(found[at].text) and any(_LIST.search(line.text) for line in after)
        if short and (footer or _SIGNATURE.match(found[at].text)):
            return at
    return end


def _marks(body: str) -> tuple[Mark, ...]:
    plain = marks(body)
    quoted = {mark.end for mark in plain if mark.kind is MarkKind.QUOTE}
    code = list(_patches(body))
    cited = [mark for mark in _cited(body) if mark.end not in quoted]
    # A list number or dash within a patch or quote is no bullet of the writer's.
    within = covering((mark.start, mark.end) for mark in (*code, *cited))
    kept = [mark for mark in plain if not within(mark.start, mark.start + 1)]
    return tuple(sorted((*kept, *code, *cited), key=lambda m: (m.start, m.end, m.kind)))


def _cited(body: str) -> Iterator[Mark]:
    """Yield the quoted lines of signs that are not `>` alone: initials before it, or one sign on lines in a row."""
    at, before = 0, ""
    rows = body.split("\n")
    signs = [match["sign"] if (match := _CITED.match(row)) else "" for row in rows]
    for number, (row, sign) in enumerate(zip(rows, signs, strict=True)):
        after = signs[number + 1] if number + 1 < len(signs) else ""
        known = ">" in sign or "»" in sign or (sign and sign.strip() in (before.strip(), after.strip()))
        if known and len(row) > len(sign):
            yield Mark(start=at + len(sign), end=at + len(row), kind=MarkKind.QUOTE)
        before = sign
        at += len(row) + 1


def _patches(body: str) -> Iterator[Mark]:
    at, start, last = 0, None, 0
    for row in body.split("\n"):
        if start is None and _PATCH.match(row):
            start = at
        at += len(row) + 1
        last = at - 1
    if start is not None and start < last:
        yield Mark(start=start, end=last, kind=MarkKind.CODE)


def _unescaped(row: str) -> str:
    return row[1:] if re.match(r">+From ", row) else row
