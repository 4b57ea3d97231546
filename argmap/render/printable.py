"""Text from outside may carry signs that steer a terminal; none of them reaches one."""

import re
import unicodedata

_KEPT = frozenset("\n\t")
_STEERING = frozenset("\u200e\u200f\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_HALVES = re.compile("[\ud800-\udfff]")


def encodable(text: str) -> str:
    """Return `text` with halves of surrogate pairs, which UTF-8 cannot hold, replaced by U+FFFD."""
    return _HALVES.sub("\ufffd", text)


def printable(text: str) -> str:
    """Return `text` with control, direction and unpaired-surrogate signs replaced by U+FFFD."""
    return "".join("\ufffd" if _steers(sign) else sign for sign in text)


def _steers(sign: str) -> bool:
    return sign not in _KEPT and (sign in _STEERING or unicodedata.category(sign) in ("Cc", "Cs"))
