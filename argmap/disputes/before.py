"""A claim that begins with a pronoun is said after what stands before it: "“Ana wrote a plan”: was it read?"."""

import re
from collections.abc import Sequence, Set
from itertools import pairwise

from argmap.canonical import tidied
from argmap.disputes.faults import lacks
from argmap.disputes.pointing import pointers, points_back, shows
from argmap.disputes.spoken import ASKED, FINITE, LONGEST, WIDE, Said, has_clause, is_fragment, orders, tree
from argmap.disputes.trimmed import excerpt
from argmap.nlp.syntax import Parser, Sentence, Token
from argmap.quotes import forms

_BRIEF, _LEAST, _MOST, _ENOUGH, _SAME = 14, 4, 42, 0.75, 0.8
_ASKING, _NEXT, _BEGUN, _LEAST_BEGUN, _LITTLE = 3, 1, 18, 9, 4
_ENDED = ("?", "…")
_WAYS, _NEVER = 4, 1000
_CLAUSES = frozenset("root conj parataxis ccomp advcl".split())
_JOINS = frozenset("mark cc punct".split())
_OPEN = frozenset("whether if unless".split())
_SAID = re.compile(r"(?P<lead>(?:Disputed|Is .{1,80}? right(?: to tell .{1,80}?)?): “)(?P<claim>.*)", re.S)
_UNPAIRED = re.compile(r"^[^(\[“]*[)\]”]|[(\[“][^)\]”]*$|^[^\"]*\"[^\"]*$")
_CUT = re.compile(r"['’]\w{1,2}\b")
_OPENS = frozenset("@$£€'\"“‘")


def told(sentences: Sequence[str], syntax: Parser) -> list[tuple[Said, ...]]:
    """Return how each sentence can be said again: all of it, shortened, its last clause or its beginning.

    What loses too much of the sentence is left out.
    """
    reads = list(syntax.parse(sentences))
    short = [tidied(one, read, _BRIEF) for one, read in zip(sentences, reads, strict=True)]
    whole = [one if _is_whole(one, sentence) else "" for one, sentence in zip(short, sentences, strict=True)]
    ends = [_last_clause(one, read) for one, read in zip(sentences, reads, strict=True)]
    all_of_it = [
        (one if len(one.split()) <= WIDE else excerpt(one, read)) if not _CUT.match(one) else ""
        for one, read in zip(sentences, reads, strict=True)
    ]
    begun = [excerpt(one, read, _BEGUN) for one, read in zip(sentences, reads, strict=True)]
    all_of_it, begun = ([_paired(one) for one in ways] for ways in (all_of_it, begun))
    texts = [one for ways in zip(all_of_it, whole, ends, begun, strict=True) for one in ways]
    asked = [one.rstrip().endswith("?") for one in sentences for _ in range(_WAYS)]
    reads_of = zip(texts, asked, syntax.parse(texts), strict=True)
    said = [Said(words=_signed(one, asks=asks), read=read) for one, asks, read in reads_of]
    return [tuple(said[at : at + _WAYS]) for at in range(0, len(said), _WAYS)]


def before(
    claim: Said, found: Sequence[tuple[Said, ...]], above: Sequence[Said] = (), quoted: Set[int] = frozenset()
) -> tuple[str, bool]:
    """Return the words before a claim that name something it points to, and whether these are answered.

    A fragment comes with the question or the quotation that it answers; what ends the paragraph `above` can only be
    what "this" is. Of what is `quoted` somebody else is the author.
    """
    least = len(pointers(claim.read))
    asked = next((said.words for ways in found[: _NEXT + 1] for said in ways if said.words.endswith("?")), "")
    if not has_clause(claim.read) and claim.words.split()[0].lower() not in ASKED | FINITE:
        nearest = next((said.words for said in found[_NEXT] if said.words), "") if len(found) > _NEXT else ""
        if _NEXT in quoted and nearest:
            return nearest, True
        words = [t for sentence in claim.read for t in sentence.tokens]
        bare = not least and any(t.dep for t in words) and not any("VerbForm=Fin" in t.morph for t in words)
        if asked or (nearest and bare and not any(said.words for said in found[0]) and not nearest.endswith("…")):
            return asked or nearest, False
    for away, ways in enumerate(found if least else ()):
        best = _best(claim, ways, least, apart=away > _NEXT)
        if best:
            return best, away in quoted
    for away, (ways, earlier) in enumerate(pairwise(found if least else ())):
        together = [] if {away, away + 1} & quoted else _together(earlier, ways)
        best = _best(claim, together, least, apart=away > _NEXT)
        if best:
            return best, False
    reaches = shows(claim.read) or points_back(claim.read)
    return (_best(claim, above, least, apart=not reaches) if least else ""), False


def _best(claim: Said, ways: Sequence[Said], least: int, *, apart: bool) -> str:
    """Return the way to say something before a claim after which it points least to what nothing names."""
    long = len(claim.words.split())
    fitting = [said for said in ways if said.words and long + _ASKING + len(said.words.split()) <= _MOST]
    left = [
        _left(claim, said, apart=apart) + points_back(said.read) / 2 + said.words.endswith("…") / 8 for said in fitting
    ]
    wide = [long + len(said.words.split()) > LONGEST for said in fitting]
    best = min(zip(left, wide, fitting, strict=True), key=lambda found: found[:2], default=None)
    return best[2].words if best is not None and best[0] < least else ""


def _together(earlier: Sequence[Said], later: Sequence[Said]) -> list[Said]:
    """Return two sentences said one after the other, each in any of its ways."""
    both = [(one, other) for one in earlier for other in later if one.words and other.words]
    return [
        Said(words=f"{_ended(one.words)} {other.words}", read=[*one.read, *other.read])
        for one, other in both
        if not other.words.startswith("…")
    ]


def answering(claim: Said, other: Said | None) -> str:
    """Return what a claim answers, where that names something it points to or it says little by itself."""
    if other is None or points_back(other.read):
        return ""
    if len(claim.words.split()) <= _LITTLE:
        return other.words
    return other.words if _left(claim, other, apart=False) < len(pointers(claim.read)) else ""


def _left(claim: Said, said: Said, *, apart: bool) -> float:
    """Return how many words of a claim point to what nothing names after something is said; of that, each by half."""
    if (
        not said.read
        or lacks(said.read)
        or not (said.words.endswith("?") or orders(said.read) or not is_fragment(said.read))
    ):
        return _NEVER
    return len(pointers([*said.read, *claim.read], apart=apart)) - len(pointers(said.read)) / 2


def after(words: str, point: str, *, answered: str = "") -> str:
    """Return a question with what was said before: a question goes on, a quotation begins with it.

    What is `answered` instead, in another post, comes first as what it is.
    """
    said = set(forms(point))
    words = "" if len(said & set(forms(words))) >= _SAME * len(set(forms(words))) else words
    if len(f"{words or answered} {point}".split()) > _MOST:
        return point
    if not words and answered:
        _, disputed, claim = point.partition("Disputed: ")
        lead = f"n reply to “{answered}”: "
        return f"Disputed, i{lead}{claim}" if disputed else f"I{lead}{_small(point)}"
    if not words:
        return point
    quoted = _SAID.match(point)
    if quoted:
        return f"{quoted['lead']}{_ended(words)} {quoted['claim']}"
    return f"“{words}”: {_small(point)}"


def _ended(words: str) -> str:
    return words if words.endswith(_ENDED) else f"{words}."


def _small(point: str) -> str:
    return point if point[1:2].isupper() else point[:1].lower() + point[1:]


def _paired(words: str) -> str:
    """Return the beginning of a sentence, "" where it is brief or ends within brackets or a quotation."""
    brief = len(words.split()) < _LEAST_BEGUN
    return "" if words.endswith("…") and (brief or _UNPAIRED.search(words)) else words


def _is_whole(short: str, sentence: str) -> bool:
    own = set(forms(sentence))
    opens = short[:1].isalnum() or short[:1] in _OPENS
    return opens and len(own & set(forms(short))) >= _ENOUGH * len(own)


def _last_clause(text: str, read: Sequence[Sentence]) -> str:
    """Return the longest clause that ends a sentence and is short enough, in the words of the text."""
    if not read:
        return ""
    tokens = read[-1].tokens
    end = max((at for at, token in enumerate(tokens) if token.pos != "PUNCT"), default=-1)
    for first in range(max(0, end - _BRIEF + 1), end - _LEAST + 1):
        begins = tokens[first].text[0].isalnum() and (first == 0 or tokens[first].pos not in {"PRON", "SCONJ"})
        if begins and any(_opens(tokens, at, first, end) for at in range(first, end + 1)):
            words = text[tokens[first].start : tokens[end].end]
            return "" if _UNPAIRED.search(words) else ("…" if tokens[first].start > read[0].start else "") + words
    return ""


def _opens(tokens: Sequence[Token], verb: int, first: int, end: int) -> bool:
    """Return whether the clause of a verb, without what joins it, goes from `first` to the end of its sentence."""
    dep = tokens[verb].dep.partition(":")[0]
    if dep not in _CLAUSES or not any(t.head == verb and t.dep.startswith("nsubj") for t in tokens):
        return False
    own = tree(tokens, verb)
    if any(tokens[at].head == verb and tokens[at].text.lower() in _OPEN for at in own):
        return False
    joins = {at for at in own if tokens[at].head == verb and tokens[at].dep in _JOINS and at < verb}
    return min(own - joins) == first and set(range(first, end + 1)) <= own


def _signed(words: str, *, asks: bool) -> str:
    words = words[:1].upper() + words[1:].rstrip(" .,;:!?")
    return f"{words}?" if asks and words and not words.endswith("…") else words
