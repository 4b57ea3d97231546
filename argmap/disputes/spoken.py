"""What a claim can be said after: whether it says something by itself, or lacks its subject, verb or beginning."""

from collections.abc import Sequence
from dataclasses import dataclass

from argmap.nlp.syntax import Sentence, Token

Read = Sequence[Sentence]

FINITE = frozenset("is are was were am can could will would should must may might has have had do does did".split())
_ROOMY = 20
_SUBJECTS = ("nsubj", "csubj", "expl")
_FORETOLD = ("csubj", "ccomp", "xcomp", "advcl", "acl")
_HANGING = frozenset("like than of or nor but and".split())
_OPENINGS = frozenset({("as", "for"), ("not", "that"), ("except", "that")})
_ASKED = frozenset("who whom whose what which why how".split())
_JOINTS = _ASKED | frozenset("if whether that when where".split())
_DIRECT = frozenset("are were have had did".split())
_MANY = frozenset("they these those".split())
_POINTING = _MANY | frozenset("he she it this that".split())
_BESIDE = frozenset("conj parataxis list dep appos root".split())
_SPLICED = frozenset("parataxis ccomp advcl conj appos dep list".split())
_QUOTES = frozenset("\"“”‘’'`")
_BEFORE = frozenset("ADV INTJ PUNCT".split())
_UNDER = frozenset("acl advcl ccomp".split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """The words of a claim and how they are read."""

    words: str
    read: Read


def is_fragment(read: Read) -> bool:
    """Return whether a claim says nothing by itself: no clause, no subject, or an opening that hangs on something."""
    tokens = read[0].tokens if read else ()
    if not tokens or not any(token.dep for token in tokens):
        return False
    finite = tokens[0].pos == "AUX" or tokens[0].text.lower() != tokens[0].lemma.lower()
    unsaid = _acts(tokens) and finite
    return not has_clause(read) or unsaid or _hangs(tokens)


def needs_its_speaker(read: Read) -> bool:
    """Return whether a claim cannot follow "is it true that": it begins with "that", hangs, or lacks its subject."""
    tokens = read[0].tokens if read else ()
    if not tokens or not any(token.dep for token in tokens):
        return False
    return tokens[0].text.lower() == "that" or _hangs(tokens) or _acts(tokens)


def speaks_to_somebody(read: Read) -> bool:
    """Return whether a claim tells somebody what they did or are: "you said so", not "you can always walk"."""
    tokens = read[0].tokens if read else ()
    if not tokens or tokens[0].text.lower() != "you" or not tokens[0].dep.startswith("nsubj"):
        return False
    verb = next((t for t in tokens[1:] if t.head == tokens[0].head and t.pos == "AUX"), tokens[tokens[0].head])
    return verb.text.lower() in _DIRECT or (verb.pos == "VERB" and verb.text.lower() != verb.lemma.lower())


def asks_within(read: Read) -> bool:
    """Return whether a claim asks who, what or why after its beginning: "if they were, which law says so"."""
    return any(token.text.lower() in _ASKED for sentence in read for token in sentence.tokens[1:])


def faults(said: Said) -> int:
    """Return how much a reader would miss or stumble over where a claim is read alone; 0 is none."""
    apart = any(disagrees(sentence.tokens) for sentence in said.read)
    missing = 3 * is_fragment(said.read) + 2 * needs_its_speaker(said.read) + 2 * apart + 2 * points_back(said.read)
    return missing + runs_on(said.read) + (len(said.words.split()) > _ROOMY)


def asks_first(read: Read) -> bool:
    """Return whether a claim asks by the order of its words, with or without a sign: "is the bridge safe"."""
    return any(
        token.dep.partition(":")[0] == "nsubj"
        and any(t.head == token.head and t.dep in {"aux", "cop"} for t in sentence.tokens[:at])
        and not any(t.head == token.head and t.dep in {"expl", "mark"} for t in sentence.tokens)
        and not _is_under(sentence.tokens, at)
        for sentence in read
        for at, token in enumerate(sentence.tokens)
    )


def runs_on(read: Read) -> bool:
    """Return whether a claim is several said side by side with no joint between: "they left, it rained"."""
    return len(read) > 1 or any(_side_by_side(s.tokens, at, near=True) for s in read for at in _verbs(s.tokens))


def goes_on(tokens: Sequence[Token]) -> bool:
    """Return whether a sentence says more than one clause on one level, or more after a sign than words that hang."""
    others = [at for at in _verbs(tokens) if tokens[_clause(tokens, at)].head >= 0]
    return any(_level(tokens, at) or _side_by_side(tokens, at, near=False) for at in others)


def disagrees(tokens: Sequence[Token]) -> bool:
    """Return whether a verb has another number than its subject, as where a list was cut: "and trams are cheap"."""
    for subject in (t for t in tokens if t.dep.startswith("nsubj") and t.pos == "NOUN" and t.head >= 0):
        at = tokens.index(subject)
        several = any(t.head == at and t.dep in {"conj", "nummod", "nmod"} for t in tokens)
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
    subject = next((u for u, t in enumerate(tokens) if t.head == at and t.dep.startswith(_SUBJECTS)), None)
    if tokens[at].head < 0 or subject is None or tokens[at].dep.partition(":")[0] not in _SPLICED:
        return False
    first = min(subject, at, verb)
    joined = any(t.head == at and t.dep in {"mark", "cc"} for t in tokens)
    joined |= any(t.text.lower() in _JOINTS for t in tokens[max(0, first - 2) : first + 1])
    between = tokens[tokens[at].head + 1 : first] if near else tokens[:first]
    return not joined and at > tokens[at].head and any(t.pos == "PUNCT" and t.text not in _QUOTES for t in between)


def has_clause(read: Read) -> bool:
    """Return whether somebody or something is said to be or do something: "someone leaving early" says nothing yet."""
    return any(
        (token.dep.startswith(_SUBJECTS) or (at > 0 and token.pos == "AUX" and token.text.lower() in FINITE))
        and _finite(sentence.tokens, token.head if token.dep.startswith(_SUBJECTS) else at)
        and not _is_under(sentence.tokens, at)
        for sentence in read
        for at, token in enumerate(sentence.tokens)
    )


def points_back(read: Read) -> bool:
    """Return whether a claim begins with a pronoun that stands for something named before: "they were late"."""
    tokens = read[0].tokens if read else ()
    if not tokens or tokens[0].text.lower() not in _POINTING or tokens[0].pos != "PRON":
        return False
    verb = tokens[0].head
    foretold = any(t.head == verb and t.dep.startswith(_FORETOLD) for t in tokens)
    return tokens[0].dep.startswith("nsubj") and not (tokens[0].text.lower() == "it" and foretold)


def names_for(read: Read, before: Read) -> bool:
    """Return whether a sentence before names what the pronoun can mean that a claim begins with."""
    pronoun = read[0].tokens[0].text.lower()
    if before[0].tokens[0].pos == "SCONJ" or points_back(before):
        return False
    named = [t for sentence in before for t in sentence.tokens if t.pos in {"NOUN", "PROPN"}]
    if pronoun in {"he", "she"}:
        return any(t.pos == "PROPN" for t in named)
    many = [t for t in named if t.text.lower() != t.lemma.lower() and t.text.lower().endswith("s")]
    return bool(many if pronoun in _MANY else named)


def _acts(tokens: Sequence[Token]) -> bool:
    """Return whether a claim opens with a verb that nobody is said to do: "think about it, ...", "isn't too safe"."""
    first = _first(tokens)
    if tokens[first].pos not in {"VERB", "AUX"} or tokens[first].text.endswith("ing"):
        return False
    verb = first if tokens[first].pos == "VERB" or tokens[first].head < 0 else tokens[first].head
    return not any(t.head == verb and t.dep.startswith(("nsubj", "expl")) for t in tokens)


def _first(tokens: Sequence[Token]) -> int:
    return next((at for at, token in enumerate(tokens) if token.pos not in _BEFORE), 0)


def _hangs(tokens: Sequence[Token]) -> bool:
    """Return whether a claim opens as what goes on something else: "like most would say", "as for the mill"."""
    first, second = tokens[0].text.lower(), tokens[1].text.lower() if len(tokens) > 1 else ""
    joins = first in _HANGING and tokens[0].dep in {"mark", "case", "cc"}
    joins |= tokens[0].dep == "mark" and tokens[0].head >= 0 and tokens[tokens[0].head].head < 0
    return joins or (first, second) in _OPENINGS


def _is_under(tokens: Sequence[Token], at: int) -> bool:
    """Return whether a word stands in a clause that hangs from another."""
    seen = 0
    while at >= 0 and seen <= len(tokens):
        if tokens[at].dep.partition(":")[0] in _UNDER:
            return True
        at, seen = tokens[at].head, seen + 1
    return False


def _finite(tokens: Sequence[Token], verb: int) -> bool:
    helped = any(t.head == verb and t.dep.partition(":")[0] in {"aux", "cop"} for t in tokens)
    acts = tokens[verb].pos in {"VERB", "AUX"} and not any(t.head == verb and t.text.lower() == "to" for t in tokens)
    return helped or (acts and not tokens[verb].text.lower().endswith("ing"))
