"""What a claim can be said after: whether it says something by itself, or lacks its subject, verb or beginning."""

from collections.abc import Sequence
from dataclasses import dataclass

from argmap.clause import SUBJECTS
from argmap.nlp.syntax import Sentence, Token

Read = Sequence[Sentence]

FINITE = frozenset("is are was were am can could will would should must may might has have had do does did".split())
ROOMY, WIDE, LONGEST, UTMOST = 20, 26, 34, 40
_LEAST, _OPENING = 4, 5
_CALLS = frozenset("discourse vocative parataxis cc punct".split())
_LINKING = frozenset(
    "firstly secondly thirdly lastly likewise meanwhile additionally similarly presumably obviously evidently "
    "incidentally also again indeed besides further furthermore moreover however thus "
    "unfortunately sadly fortunately rather".split()
)
_HOW = frozenset("how why".split())
_NOTE = frozenset("note notice remember recall keep bear mind realize".split())
_TURNING = frozenset("rather also".split())
_SAYINGS = frozenset(
    "to be sure/in any case/of course/for example/for instance/in fact/on the other hand/more generally/in addition/"
    "more importantly/most importantly/after all/at any rate/by the way/in short/in other words/"
    "as a matter of fact".split("/")
)
_HANGING = frozenset("like than of or nor but and".split())
_OPENINGS = frozenset({("as", "for"), ("not", "that"), ("except", "that")})
ASKED = frozenset("who whom whose what which why how".split())
_LINKS = frozenset("that which who whom whose".split())
_WHICH = frozenset("which whom whose".split())
_SUPPOSING = frozenset("if when whenever once".split())
_OF_ONE = frozenset(
    "think believe know want say claim mean seem sound suck assume ignore forget misunderstand hate love deserve keep "
    "argue suggest imply admit agree disagree realize".split()
)
_DIRECT = frozenset("are were have had did".split())
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
    return not has_clause(read) or unsaid or _hangs(tokens) or _tells_how(read)


def _tells_how(read: Read) -> bool:
    """Return whether a claim is what somebody may tell, no question: "how a miller becomes a mayor"."""
    tokens = read[0].tokens
    clausal = any(t.dep.startswith("csubj") for t in tokens)
    subject = any(t.dep.startswith("nsubj") for t in tokens)
    return tokens[0].text.lower() in _HOW and subject and not clausal and not asks_first(read)


def orders(read: Read) -> bool:
    """Return whether a claim tells somebody to do something: "close the bridge"."""
    tokens = read[0].tokens if read else ()
    return any(
        t.pos == "VERB"
        and t.head < 0
        and "Mood=Imp" in t.morph
        and not any(u.head == at and u.dep == "nsubj" for u in tokens)
        for at, t in enumerate(tokens)
    )


def needs_its_speaker(read: Read) -> bool:
    """Return whether a claim cannot follow "is it true that": it begins with "that", hangs, or lacks its subject."""
    tokens = read[0].tokens if read else ()
    if not tokens or not any(token.dep for token in tokens):
        return False
    linked = tokens[0].text.lower() in _LINKS or (tokens[0].pos == "ADP" and tokens[1:2] and tokens[1].text in _WHICH)
    return linked or tokens[0].pos == "INTJ" or _hangs(tokens) or _acts(tokens)


def speaks_to_somebody(read: Read) -> bool:
    """Return whether a claim tells somebody what they did, are or have: "you said so", not "you can always walk".

    What is theirs on a condition is anybody's: "if your mill burns".
    """
    tokens = read[0].tokens if read else ()
    if any(t.text.lower() == "your" for t in tokens) and not _is_conditional(tokens):
        return True
    if not tokens or tokens[0].text.lower() != "you" or not tokens[0].dep.startswith("nsubj"):
        return False
    verb = next((t for t in tokens[1:] if t.head == tokens[0].head and t.pos == "AUX"), tokens[tokens[0].head])
    of_one = tokens[tokens[0].head].lemma.lower() in _OF_ONE and (verb.pos == "VERB" or verb.lemma.lower() == "do")
    of_one = of_one and not any(t.text.lower() in _SUPPOSING for t in tokens)
    return of_one or verb.text.lower() in _DIRECT or (verb.pos == "VERB" and verb.text.lower() != verb.lemma.lower())


def _is_conditional(tokens: Sequence[Token]) -> bool:
    """Return whether a sentence supposes something, or speaks of anybody as "you"."""
    supposed = any(t.text.lower() in _SUPPOSING for t in tokens)
    return supposed or any(t.text.lower() == "you" and t.dep.startswith("nsubj") for t in tokens)


def asks_within(read: Read) -> bool:
    """Return whether a claim asks who, what or why after its beginning: "if they were, which law says so"."""
    return any(token.text.lower() in ASKED for sentence in read for token in sentence.tokens[1:])


def opening(read: Read) -> int:
    """Return where a claim begins after what only opens it: a call, a name that is spoken to, "you see", "sorry, but".

    0 where nothing does; offsets are those of its text.
    """
    tokens = read[0].tokens if read else ()
    at = _told_to_note(tokens)
    while (end := _open(tokens, at)) > at:
        at = end
    return tokens[at].start if at > 0 and len(tokens) - at >= _LEAST else 0


def _told_to_note(tokens: Sequence[Token]) -> int:
    """Return where what somebody is told to note begins: "please note that ..."."""
    notes = any(t.lemma.lower() in _NOTE and t.head < 0 and "Mood=Imp" in t.morph for t in tokens[:_OPENING])
    that = next((at for at, t in enumerate(tokens[: _OPENING + _LEAST]) if t.text.lower() == "that"), 0)
    return that + 1 if notes and that and tokens[that].dep == "mark" else 0


def _open(tokens: Sequence[Token], at: int) -> int:
    if (
        at + 1 < len(tokens)
        and tokens[at].text.lower() in _TURNING
        and tokens[at + 1].text.lower() not in {"than", ","}
    ):
        return at + 1
    if " ".join(t.text.lower() for t in tokens[at : at + 3]) == "by the way" and tokens[at + 3 : at + 4]:
        return at + 3 + (tokens[at + 3].text == ",")
    comma = next((u for u in range(at, min(at + _OPENING, len(tokens))) if tokens[u].text in {",", ":", "-", "–"}), 0)
    if comma <= at:
        return at
    own = tokens[at:comma]
    heads = [t for t in own if not at <= t.head < comma]
    calls = all((t.dep in _CALLS and t.pos != "NOUN") or t.pos == "INTJ" for t in heads) and not any(
        t.dep == "mark" for t in own
    )
    links = (len(own) == 1 and own[0].text.lower() in _LINKING) or " ".join(t.text.lower() for t in own) in _SAYINGS
    if not (calls or links):
        return at
    after = comma + 1
    return after + (after < len(tokens) and tokens[after].pos in {"CCONJ", "PUNCT"})


def asks_first(read: Read) -> bool:
    """Return whether a claim asks by the order of its words, with or without a sign: "is the bridge safe"."""
    return any(
        token.dep.partition(":")[0] == "nsubj"
        and any(t.head == token.head and t.dep in {"aux", "cop"} for t in sentence.tokens[:at])
        and not any(t.head == token.head and t.dep in {"expl", "mark", "nsubj:outer"} for t in sentence.tokens)
        and not _is_under(sentence.tokens, at)
        for sentence in read
        for at, token in enumerate(sentence.tokens)
    )


def has_clause(read: Read) -> bool:
    """Return whether somebody or something is said to be or do something: "someone leaving early" says nothing yet."""
    return any(
        (token.dep.startswith(SUBJECTS) or (at > 0 and token.pos == "AUX" and token.text.lower() in FINITE))
        and _finite(sentence.tokens, token.head if token.dep.startswith(SUBJECTS) else at)
        and not _is_under(sentence.tokens, at)
        for sentence in read
        for at, token in enumerate(sentence.tokens)
    )


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


def tree(tokens: Sequence[Token], top: int) -> set[int]:
    """Return the places of a word and of all that hangs from it."""
    found = {top}
    for _ in tokens:
        more = {at for at, token in enumerate(tokens) if token.head in found} - found
        if not more:
            break
        found |= more
    return found
