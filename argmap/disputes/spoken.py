"""What a claim can be said after: whether it says something by itself, or lacks its subject, verb or beginning."""

from collections.abc import Sequence

from argmap.nlp.syntax import Sentence, Token

Read = Sequence[Sentence]

_FINITE = frozenset("is are was were am can could will would should must may might has have had do does did".split())
_SUBJECTS = ("nsubj", "csubj", "expl")
_HANGING = frozenset("like than as of or nor but and".split())
_UNDER = frozenset("acl advcl ccomp".split())


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


def has_clause(read: Read) -> bool:
    """Return whether somebody or something is said to be or do something: "someone leaving early" says nothing yet."""
    return any(
        (token.dep.startswith(_SUBJECTS) and _finite(sentence.tokens, token.head))
        or (at > 0 and token.pos == "AUX" and token.text.lower() in _FINITE and not _is_under(sentence.tokens, at))
        for sentence in read
        for at, token in enumerate(sentence.tokens)
    )


def _acts(tokens: Sequence[Token]) -> bool:
    """Return whether a claim opens with a verb that nobody is said to do: "think about it, ...", "isn't too safe"."""
    if tokens[0].pos not in {"VERB", "AUX"} or tokens[0].text.endswith("ing"):
        return False
    verb = 0 if tokens[0].pos == "VERB" or tokens[0].head < 0 else tokens[0].head
    return not any(t.head == verb and t.dep.startswith(_SUBJECTS) for t in tokens)


def _hangs(tokens: Sequence[Token]) -> bool:
    """Return whether a claim opens as what goes on something else: "like most would say", "as for the mill"."""
    first, second = tokens[0].text.lower(), tokens[1].text.lower() if len(tokens) > 1 else ""
    return (first in _HANGING and tokens[0].dep in {"mark", "case", "cc"} and first != "as") or (
        first == "as" and second == "for"
    )


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
    return helped or not tokens[verb].text.lower().endswith("ing")
