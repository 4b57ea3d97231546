"""How wide words are and where their lines break: a label is wrapped, never cut, and always fits its card."""

import unicodedata
from functools import lru_cache

# Advance widths of Arial (and of every font made to its metrics) in thousandths of the font size. Other
# sans-serif faces are a little wider, so `SLACK` is added; the page squeezes a line that is wider still.
_GROUPS = {
    "ijl'|": 222, " !,./:;I[]\\t f": 278, "()-r`": 333, "\"*": 370, "ckvsxyzJ": 500,
    "abdeghnopqu0123456789_?$#LTFZ": 570, "+<=>~^": 584, "ABEKPSVXY&": 667, "CDHNRUw": 722,
    "GOQmM": 830, "W%@": 980,
}  # fmt: skip
_WIDTHS = {letter: width for letters, width in _GROUPS.items() for letter in letters}
_WIDE = 1050
_OTHER = 640
SLACK = 1.07
BOLD = 1.07


def width(text: str, size: float, *, bold: bool = False) -> float:
    """Return how wide `text` is at `size` pixels, rather too wide than too narrow."""
    return _scaled(_thousandths(text), size, bold)


def _scaled(total: int, size: float, bold: bool) -> float:
    return total * size / 1000 * SLACK * (BOLD if bold else 1)


@lru_cache(20_000)
def _thousandths(text: str) -> int:
    return sum([_WIDTHS.get(letter) or _letter(letter) for letter in text])


def _letter(letter: str) -> int:
    if unicodedata.combining(letter) or unicodedata.category(letter) in {"Mn", "Me", "Cf"}:
        return 0
    return _WIDE if unicodedata.east_asian_width(letter) in "WF" or ord(letter) > 0xFFFF else _OTHER


def wrap(text: str, limit: float, size: float, *, bold: bool = False) -> list[str]:
    """Return the lines of `text`, none wider than `limit`; a word too long for one goes on in the next."""
    lines: list[str] = []
    line, wide = "", 0
    for word in _fitting(text.split(), limit, size, bold):
        more = _thousandths(word)
        longer = wide + _WIDTHS[" "] + more
        if line and _scaled(longer, size, bold) > limit:
            lines.append(line)
            line, wide = word, more
        else:
            line, wide = (f"{line} {word}", longer) if line else (word, more)
    return [*lines, line] if line else lines or [""]


def _fitting(words: list[str], limit: float, size: float, bold: bool) -> list[str]:
    return [part for word in words for part in _broken(word, limit, size, bold)]


def _broken(word: str, limit: float, size: float, bold: bool) -> list[str]:
    if width(word, size, bold=bold) <= limit:
        return [word]
    parts, part = [], ""
    for letter in word:
        if part and width(part + letter, size, bold=bold) > limit:
            parts.append(part)
            part = letter
        else:
            part += letter
    return [*parts, part]


def shorten(text: str, letters: int) -> str:
    """Return `text` on one line, with an ellipsis where it has more than so many letters."""
    flat = " ".join(text.split())
    return flat if len(flat) <= letters else flat[: letters - 1].rstrip() + "…"
