"""A long claim in fewer words: without clauses at its end that may be missed, else only its beginning with "…"."""

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import pairwise

from argmap.canonical.keep import FILLERS
from argmap.clause import NEGATIONS, SUBJECTS
from argmap.disputes.spoken import ASKED, UTMOST, WIDE, Read
from argmap.nlp.syntax import Token
from argmap.quotes import forms

_LEAST, _TAILS = 9, 3
_CLOSES = re.compile(r"[^(]*\)")
_PARTS = frozenset({",", ";", ":", "-", "–", "—", "(", "--", "..."})
_BINDS = frozenset({"ADP", "DET", "CCONJ", "SCONJ", "AUX", "PART"})
_FREE = frozenset("conj parataxis advcl appos list discourse vocative punct cc".split())
_AFTER_A_SIGN = frozenset({"acl", "obl", "advmod", "nmod"})
_LIMITS = frozenset("if unless until when where whenever except without than but yet only".split())
_WHOLE = 0.6


def trimmed(text: str, read: Read) -> str:
    """Return a claim up to where only clauses come that may be missed, the longest that is not too wide; "" if none.

    A condition, an exception, a denial and what comes after "but" are never left out, nor what the rest hangs from.
    """
    if len(read) != 1:
        ends = [s.tokens[-1].end for s in read[:-1] if s.tokens]
        short = [text[:end] for end in ends if _LEAST <= len(text[:end].split()) <= WIDE]
        return short[-1] if short else ""
    words = read[0].tokens
    ends = [at for at in range(_LEAST, len(words)) if len(text[: words[at].start].split()) <= WIDE]
    end = next((at for at in reversed(ends) if _may_end(words, at)), None)
    return text[: words[end].start].rstrip(" ,;:-–—(") if end else ""


def _may_end(words: Sequence[Token], end: int) -> bool:
    """Return whether the words from `end` on are clauses that hang loose from what stands before them."""
    if any(t.head >= end and t.pos != "PUNCT" for t in words[:end]) or any(t.head < 0 for t in words[end:]):
        return False
    joint = words[end].text in _PARTS or words[end - 1].text in _PARTS or words[end].pos in {"CCONJ", "SCONJ"}
    if not joint or any(t.text.lower() in NEGATIONS for t in words[end:]):
        return False
    tops = [at for at in range(end, len(words)) if words[at].head < end]
    return all(_is_free(words, at, end) for at in tops) and any(words[at].pos != "PUNCT" for at in tops)


def _is_free(words: Sequence[Token], at: int, end: int) -> bool:
    top, dep = words[at], words[at].dep.partition(":")[0]
    if dep == "punct":
        return True
    own = [t for u, t in enumerate(words) if t.head == at and u >= end]
    limits = any(t.text.lower() in _LIMITS for t in own) or words[end].text.lower() in _LIMITS
    signed = words[end].text in _PARTS or words[end - 1].text in _PARTS
    clause = any(t.dep.startswith(SUBJECTS) for t in own)
    if dep in {"conj", "parataxis"}:
        return clause and not limits
    because = any(t.text.lower() in {"because", "since", "as", "so", "although", "though", "while"} for t in own)
    loose = (dep in _FREE and (signed or because)) or (dep in _AFTER_A_SIGN and signed)
    return loose and not limits and top.head >= 0


def excerpt(text: str, read: Read, most: int = WIDE) -> str:
    """Return the beginning of a long claim up to where a phrase ends, in its own words and with "…"; "" of a short.

    Where a clause ends in its last part, it ends there; where no phrase does, after so many words.
    """
    words = [t for sentence in read for t in sentence.tokens]
    if len(text.split()) <= most:
        return ""
    ends = [at for at in range(_LEAST, len(words)) if _ends(words, at) and len(text[: words[at].start].split()) <= most]
    late = [at for at in ends if _ends_a_clause(words, at) and at >= _WHOLE * ends[-1]]
    best = (late or ends)[-1:]
    begun = text[: words[best[0]].start] if best else " ".join(text.split()[:most])
    return begun.rstrip(" ,;:-–—(") + "…"


def tails(text: str, read: Read, least: int) -> list[str]:
    """Return the ends of a sentence that hold at least so many words and begin where a clause may, shortest first."""
    words = [t for sentence in read for t in sentence.tokens]
    starts = [
        words[at].start
        for at in range(1, len(words))
        if words[at - 1].text in _PARTS or words[at - 1].pos == "CCONJ" or words[at].pos == "SCONJ"
    ]
    found = [text[start:] for start in (*reversed(starts), 0) if not _CLOSES.match(text[start:])]
    return [one for one in found if least < len(one.split()) <= UTMOST][:_TAILS]


def _ends(words: Sequence[Token], at: int) -> bool:
    """Return whether a phrase may end before a word: a joint, a preposition, or a sign that parts."""
    joint = words[at].pos in {"SCONJ", "CCONJ", "ADP"} and words[at].text.lower() not in {"than", "of"}
    return (joint or words[at].text in _PARTS) and words[at - 1].pos not in _BINDS


def _ends_a_clause(words: Sequence[Token], at: int) -> bool:
    return words[at].text in _PARTS or words[at].pos == "SCONJ" or words[at].text.lower() in ASKED


def gaps(words: str, text: str) -> int:
    """Return at how many places within it words of a text are missing that do more than colour it."""
    own, said = forms(text), forms(words)
    blocks = SequenceMatcher(None, own, said, autojunk=False).get_matching_blocks()[:-1]
    pairs = pairwise(blocks)
    missing = [own[one.a + one.size : other.a] for one, other in pairs if one.b + one.size == other.b]
    return sum(any(word not in FILLERS and len(word) > 1 for word in left) for left in missing)
