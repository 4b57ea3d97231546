"""What a reader stumbles over where a claim is read alone: two clauses without a joint, no subject, a cut end."""

from collections.abc import Sequence

from argmap.clause import SUBJECTS
from argmap.disputes.pointing import points_back
from argmap.disputes.spoken import (
    ASKED,
    LONGEST,
    WIDE,
    Read,
    Said,
    is_fragment,
    needs_its_speaker,
)
from argmap.nlp.syntax import Token

_ONE = frozenset("he she it".split())
_COUNTS = frozenset(
    "number lot majority minority couple range variety handful bunch half rest kind sort type percent".split()
)
_BESIDE = frozenset("conj parataxis list dep appos root".split())
_SPLICED = frozenset("parataxis ccomp advcl conj appos dep list".split())
_MODAL = frozenset("can could will would shall should must may might".split())
_BE = frozenset("is are was were".split())
_ENDLESS = frozenset("concerning including regarding".split())
_QUOTES = frozenset("\"“”‘’'`")
_JOINTS = ASKED | frozenset("if whether that when where".split())


def faults(said: Said) -> int:
    """Return how much a reader would miss or stumble over where a claim is read alone; 0 is none."""
    apart = any(disagrees(sentence.tokens) for sentence in said.read)
    missing = (
        3 * (is_fragment(said.read) or lacks(said.read))
        + 2 * needs_its_speaker(said.read)
        + 2 * apart
        + 2 * points_back(said.read)
    )
    long = len(said.words.split())
    cut = 3 * said.words.endswith("…")
    return missing + 2 * lists_on(said.read) + runs_on(said.read) + (long > WIDE) + (long > LONGEST) + cut


def says(said: Said) -> bool:
    """Return whether a claim says something, were its pronouns known."""
    return not (is_fragment(said.read) or lacks(said.read))


def lacks(read: Read) -> bool:
    """Return whether a claim ends before its last phrase does, or opens with a clause that nothing follows."""
    words = [t for sentence in read for t in sentence.tokens if t.pos != "PUNCT"]
    if not words or not any(t.dep for t in words):
        return False
    last, final = words[-1], [t.text.lower() for t in read[-1].tokens[-2:]]
    hangs = last.dep in {"det", "mark", "cc"} or (last.dep == "case" and last.head > len(words))
    ends = hangs or final == [",", "not"] or last.text.lower() in _ENDLESS
    helps = [t for t in words[-2:] if t.text.lower() not in {"not", "n't"}][-1:]
    open_ = any(t.text.lower() in _MODAL and t.pos == "AUX" for t in helps)
    is_ = last.text.lower() in _BE and not any(t.text.lower() in _JOINTS for t in words)
    return ends or open_ or is_ or _either(words) or _hung(read[0].tokens)


def _either(words: Sequence[Token]) -> bool:
    """Return whether "either" stands before a verb and no "or" comes after it."""
    at = next((at for at, t in enumerate(words[:-1]) if t.text.lower() == "either" and t.dep != "det"), None)
    return at is not None and at < len(words) - 2 and not any(t.text.lower() == "or" for t in words[at:])


def lists_on(read: Read) -> bool:
    """Return whether verbs are listed without an "and" before the last, as where the rest was cut off."""
    return any(
        any(t.dep == "conj" and t.pos in {"VERB", "AUX"} for t in s.tokens) and not any(t.dep == "cc" for t in s.tokens)
        for s in read
    )


def _hung(tokens: Sequence[Token]) -> bool:
    """Return whether all that a sentence says hangs on something unsaid: "even if it is safe"."""
    root = next((at for at, t in enumerate(tokens) if t.head < 0), 0)
    alone = not any(t.head == root and t.dep.startswith(SUBJECTS) for t in tokens)
    first = next((at for at, t in enumerate(tokens) if t.pos not in {"ADV", "PUNCT"} or t.text.lower() == "when"), 0)
    opens = tokens[first].dep == "mark" or (tokens[first].pos == "SCONJ" and alone)
    when = tokens[first].text.lower() == "when" and tokens[first].head == root
    return when or (opens and (tokens[first].head == root or (alone and tokens[root].pos != "NOUN")))


def runs_on(read: Read) -> bool:
    """Return whether a claim is several said side by side with no joint between: "they left, it rained"."""
    return len(read) > 1 or any(_side_by_side(s.tokens, at, near=True) for s in read for at in _verbs(s.tokens))


def goes_on(tokens: Sequence[Token]) -> bool:
    """Return whether a sentence says more than one clause on one level, or more after a sign than words that hang."""
    others = [at for at in _verbs(tokens) if tokens[_clause(tokens, at)].head >= 0]
    return any(_level(tokens, at) or _side_by_side(tokens, at, near=False) for at in others)


def disagrees(tokens: Sequence[Token]) -> bool:
    """Return whether a verb has another number than its subject, as where a list was cut: "and trams are cheap"."""
    for subject in (
        t for t in tokens if t.dep.startswith("nsubj") and t.head >= 0 and (t.pos == "NOUN" or t.text.lower() in _ONE)
    ):
        at = tokens.index(subject)
        counted = {"conj", "nummod", "nmod"} if subject.lemma in _COUNTS else {"conj", "nummod"}
        several = any(t.head == at and t.dep in counted for t in tokens)
        verbs = [t for t in tokens if t.head == subject.head and t.dep in {"aux", "cop"}] or [tokens[subject.head]]
        if "Number=Sing" in subject.morph and "Number=Plur" in verbs[0].morph and not several and subject.head > at:
            return True
    return False


def _verbs(tokens: Sequence[Token]) -> list[int]:
    return [at for at, token in enumerate(tokens) if "VerbForm=Fin" in token.morph]


def _clause(tokens: Sequence[Token], verb: int) -> int:
    """Return the word that heads the clause of a finite verb: of "is safe" the second."""
    return tokens[verb].head if tokens[verb].dep.partition(":")[0] in {"aux", "cop"} else verb


def _level(tokens: Sequence[Token], verb: int) -> bool:
    """Return whether a clause stands beside the main one, joined or not: nothing on the way to the root hangs."""
    at, seen = _clause(tokens, verb), 0
    while tokens[at].head >= 0 and seen < len(tokens):
        if tokens[at].dep not in _BESIDE:
            return False
        at, seen = tokens[at].head, seen + 1
    return True


def _side_by_side(tokens: Sequence[Token], verb: int, *, near: bool) -> bool:
    """Return whether a clause with a subject of its own comes after a sign only: no "and", "that" or "which".

    Where it has to be `near`, the sign stands between the clause and what that hangs from.
    """
    at = _clause(tokens, verb)
    subject = next((u for u, t in enumerate(tokens) if t.head == at and t.dep.startswith(SUBJECTS)), None)
    if tokens[at].head < 0 or subject is None or tokens[at].dep.partition(":")[0] not in _SPLICED:
        return False
    first = min(subject, at, verb)
    joined = any(t.head == at and t.dep in {"mark", "cc"} for t in tokens)
    joined |= any(
        t.text.lower() in _JOINTS and not (t.text.lower() == "that" and t.dep == "nsubj")
        for t in tokens[max(0, first - 2) : first + 1]
    )
    between = tokens[tokens[at].head + 1 : first] if near else tokens[:first]
    return not joined and at > tokens[at].head and any(t.pos == "PUNCT" and t.text not in _QUOTES for t in between)
