"""A claim that begins with a pronoun is said after what stands before it: "“Ana wrote a plan”: was it read?"."""

import re
from collections.abc import Sequence

from argmap.canonical import tidied
from argmap.disputes.spoken import WIDE, Read, Said, is_fragment, names_for, points_back, tree
from argmap.nlp.syntax import Parser, Sentence, Token
from argmap.quotes import forms

_BRIEF, _LEAST, _LONGEST, _ENOUGH, _SAME = 14, 4, 46, 0.75, 0.8
_WAYS = 3
_CLAUSES = frozenset("root conj parataxis ccomp advcl".split())
_JOINS = frozenset("mark cc punct".split())
_SAID = ("Disputed: “", " right: “")
_UNPAIRED = re.compile(r"^[^(\[“]*[)\]”]|[(\[“][^)\]”]*$|^[^\"]*\"[^\"]*$")
_CUT = re.compile(r"['’]\w{1,2}\b")
_OPENS = frozenset("@$£€'\"“‘")


def told(sentences: Sequence[str], syntax: Parser) -> list[tuple[Said, ...]]:
    """Return how each sentence can be said again: shortened, its last clause in its own words, all of it if short.

    What loses too much of the sentence is left out.
    """
    reads = list(syntax.parse(sentences))
    short = [tidied(one, read, _BRIEF) for one, read in zip(sentences, reads, strict=True)]
    whole = [one if _is_whole(one, sentence) else "" for one, sentence in zip(short, sentences, strict=True)]
    ends = [_last_clause(one, read) for one, read in zip(sentences, reads, strict=True)]
    all_of_it = [one if len(one.split()) <= WIDE and not _CUT.match(one) else "" for one in sentences]
    texts = [one for ways in zip(whole, ends, all_of_it, strict=True) for one in ways]
    said = [Said(words=_signed(one), read=read) for one, read in zip(texts, syntax.parse(texts), strict=True)]
    return [tuple(said[at : at + _WAYS]) for at in range(0, len(said), _WAYS)]


def before(claim: Read, found: Sequence[tuple[Said, ...]]) -> str:
    """Return the words before a claim that name what its first pronoun can mean, nearest first; "" where none do."""
    for ways in found if points_back(claim) else ():
        for said in ways:
            if said.words and said.read and not is_fragment(said.read) and names_for(claim, said.read):
                return said.words
    return ""


def answering(claim: Said, other: Said | None) -> str:
    """Return what a claim that begins with a pronoun answers, where that names what the pronoun can mean."""
    if other is None or not points_back(claim.read) or not other.read or is_fragment(other.read):
        return ""
    return other.words if names_for(claim.read, other.read) else ""


def after(words: str, point: str, *, answered: str = "") -> str:
    """Return a question with what was said before: a question goes on, a quotation begins with it.

    What is `answered` instead, in another post, comes first as what it is.
    """
    said = set(forms(point))
    words = "" if len(said & set(forms(words))) >= _SAME * len(set(forms(words))) else words
    if len(f"{words or answered} {point}".split()) > _LONGEST:
        return point
    if not words and answered:
        lead, quoted, claim = point.partition("Disputed: ")
        return f"Disputed, in reply to “{answered}”: {claim}" if quoted else f"In reply to “{answered}”: {_small(lead)}"
    if not words:
        return point
    for mark in _SAID:
        lead, quoted, claim = point.partition(mark)
        if quoted:
            return f"{lead}{quoted}{words if words.endswith('?') else f'{words}.'} {claim}"
    return f"“{words}”: {_small(point)}"


def _small(point: str) -> str:
    return point[:1].lower() + point[1:]


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
        if tokens[first].text[0].isalnum() and any(_opens(tokens, at, first, end) for at in range(first, end + 1)):
            words = text[tokens[first].start : tokens[end].end]
            return "" if _UNPAIRED.search(words) else ("…" if tokens[first].start > read[0].start else "") + words
    return ""


def _opens(tokens: Sequence[Token], verb: int, first: int, end: int) -> bool:
    """Return whether the clause of a verb, without what joins it, goes from `first` to the end of its sentence."""
    dep = tokens[verb].dep.partition(":")[0]
    if dep not in _CLAUSES or not any(t.head == verb and t.dep.startswith("nsubj") for t in tokens):
        return False
    own = tree(tokens, verb)
    joins = {at for at in own if tokens[at].head == verb and tokens[at].dep in _JOINS and at < verb}
    return min(own - joins) == first and set(range(first, end + 1)) <= own


def _signed(words: str) -> str:
    return words[:1].upper() + words[1:].rstrip(" .,;:!")
