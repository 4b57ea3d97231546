"""Which words of a claim point to something that nothing before them names: "it", "their plan", "such cases"."""

from collections.abc import Iterator, Sequence

from argmap.clause import SUBJECTS
from argmap.disputes.spoken import Read
from argmap.nlp.syntax import Token

_HE = frozenset("he him his she her hers".split())
_IT = frozenset("it its".split())
_THEY = frozenset("they them their theirs".split())
_SHOWN = frozenset("this that these those".split())
_SAID = ("csubj", "ccomp")
_FORETOLD = (*_SAID, "xcomp", "advcl", "acl")
_BESIDE = frozenset("nsubj obj iobj obl nmod".split())
_TOLD_WHICH = ("acl", "nmod")
_ANYBODY = frozenset("who whoever someone somebody anyone anybody everyone everybody nobody one those others".split())
_SEVERAL = frozenset(
    "group team family company government council party committee crowd staff crew class community public press police "
    "army board club couple majority minority union court church".split()
)
_NOT_HIM = frozenset("one those others".split())
_SUMS_UP = frozenset(
    "case problem issue question matter fact idea notion concept claim statement assertion argument point view opinion "
    "reason reasoning logic way approach situation circumstance example result conclusion assumption theory belief "
    "attitude behavior behaviour difference distinction accusation suggestion analogy comparison explanation attack "
    "type kind sort".split()
)
_BETTER = frozenset("better worse faster slower".split())
_GOES_ON = frozenset("otherwise so not".split())
_LIKE = frozenset("comparable similar".split())
_LIKE_WHAT = frozenset("to as with than".split())
_IF_SO = (["if", "so"], ["if", "not"])
_TURNS = frozenset("otherwise".split())
_SAYS = frozenset("say note mention think know see hear read believe".split())
_SEEMS = frozenset("seem look appear sound feel take get".split())
_OPENS = frozenset("to that if when whether".split())
_HERE = frozenset({"your", "here"})
_SHORT = 8
_SAID_OF = ("nsubj", "obj")
_NOW = frozenset("day year week month morning night time moment age century country world thread forum post".split())
_SIDE_BY_SIDE = ("conj", "parataxis")


def pointers(read: Read, *, apart: bool = False) -> list[Token]:
    """Return the words of a text that point to something which nothing before them in it can be.

    Where its sentences stand `apart`, "this" of one is nothing that another says, but for "this mill" after a mill.
    """
    return [read[sentence].tokens[at] for sentence, at in _pointing(read, apart=apart)]


def leaves_open(read: Read) -> bool:
    """Return whether a whole line points to what only the thread knows, or to who is spoken to and where."""
    return any(t.text.lower() in _HERE for sentence in read for t in sentence.tokens) or bool(pointers(read))


def points_back(read: Read) -> bool:
    """Return whether the first that a claim speaks of is a pronoun for something named before: "they were late"."""
    tokens = read[0].tokens if read else ()
    first = next((at for at, token in enumerate(tokens) if token.dep.startswith(SUBJECTS)), None)
    return first is not None and tokens[first].pos == "PRON" and (0, first) in set(_pointing(read[:1], apart=False))


def shows(read: Read) -> bool:
    """Return whether a claim says or asks something of "this" or "that", or goes on what was said right before it."""
    found = pointers(read)
    said_of = any(t.text.lower() in _SHOWN and t.pos == "PRON" and t.dep.startswith(_SAID_OF) for t in found)
    return said_of or any(t.text.lower() in _GOES_ON for t in found) or _sums_up(read, found)


def _sums_up(read: Read, found: Sequence[Token]) -> bool:
    """Return whether one of the words found is that of "this problem"."""
    heads = (s.tokens[t.head] for s in read for t in s.tokens if t in found and t.text.lower() in _SHOWN)
    return any(head.lemma.lower() in _SUMS_UP for head in heads)


def _pointing(read: Read, *, apart: bool) -> Iterator[tuple[int, int]]:
    before: list[Token] = []
    theirs: set[Token] = set()
    for number, sentence in enumerate(read):
        tokens = sentence.tokens
        named = [at for at, t in enumerate(tokens) if t.pos in {"NOUN", "PROPN"} or t.text.lower() in _ANYBODY]
        for at, token in enumerate(tokens):
            earlier = [*before, *(tokens[u] for u in named if u < at)]
            form = token.text.lower()
            if form in _HE | _IT | _THEY:
                verbs = _shared(tokens, at) if token.dep in _BESIDE else set()
                others = {tokens[u] for u in named if tokens[u].head in verbs} | (theirs if form in _HE else set())
                others |= _what_is_told(tokens, at)
                found = _is_somebody(tokens, at)
                found = found and not any(_agrees(form, noun) for noun in earlier if noun not in others)
            elif _turns(tokens, at):
                found = apart or not before
            else:
                found = _shows(tokens, at) if form in _SHOWN else _is_like(tokens, at)
                found = found and not _is_shown(tokens, at, () if apart else before)
                found = found and not _is_told(tokens, at, earlier)
            if found:
                yield number, at
        theirs |= {tokens[t.head] for t in tokens if t.dep == "nmod:poss" and t.text.lower() in _HE}
        before += [tokens[at] for at in named]


def _shared(tokens: Sequence[Token], at: int) -> set[int]:
    """Return the verbs whose subject a word stands beside: in "they came and saw them" both."""
    up = tokens[at].head
    while tokens[at].dep == "nmod" and tokens[up].head >= 0 and tokens[up].dep.startswith(("nmod", "obl", "obj")):
        up = tokens[up].head
    verbs = {up}
    own = {t.head for t in tokens if t.dep.startswith(SUBJECTS)}
    while up >= 0 and up not in own and tokens[up].dep == "conj" and tokens[up].head not in verbs:
        up = tokens[up].head
        verbs.add(up)
    return verbs


def _what_is_told(tokens: Sequence[Token], at: int) -> set[Token]:
    """Return the nouns that the clause of a word tells: "a hunch that it was", "the idea that they came"."""
    found, up, seen = set(), at, 0
    while tokens[up].head >= 0 and seen < len(tokens):
        found |= {tokens[tokens[up].head]} if tokens[up].dep == "acl" else set()
        up, seen = tokens[up].head, seen + 1
    return found


def _is_somebody(tokens: Sequence[Token], at: int) -> bool:
    """Return whether a pronoun stands for something, not for what its own clause goes on to say."""
    token = tokens[at]
    if token.text.lower() != "it" or token.head < 0:
        return token.pos == "PRON"
    place = _predicate(tokens, token.head)
    head = tokens[place]
    more = head.pos == "VERB" or any(_ties(t) for t in tokens[at:])
    again = any(t.text.lower() == "it" and t.head == token.head for t in tokens[at + 1 :])
    said = token.dep == "expl" and more and not again
    acts = head.pos == "VERB" and token.dep.startswith("nsubj") and head.lemma.lower() not in _SEEMS
    deps = _SAID if acts else _FORETOLD if token.dep.startswith(SUBJECTS) else _SAID
    deps = (*deps, "xcomp") if any(_ties(t) for t in tokens[at:]) else deps
    return again or (not said and not any(_foretells(tokens, place, at, deps) for at in range(len(tokens))))


def _predicate(tokens: Sequence[Token], verb: int) -> int:
    """Return what a verb says of its subject: of "is going to be difficult" the last word."""
    what = (at for at, t in enumerate(tokens) if t.head == verb and t.dep == "xcomp" and t.pos in {"ADJ", "NOUN"})
    return next((at for at in what if any(t.head == at and t.dep == "cop" for t in tokens)), verb)


def _ties(token: Token) -> bool:
    return token.dep.startswith("acl") or (token.dep == "mark" and token.text.lower() in _OPENS)


def _foretells(tokens: Sequence[Token], head: int, at: int, deps: tuple[str, ...]) -> bool:
    """Return whether a clause is what "it" stands for: "it is easy *to say*", not "it is useful *for saying*"."""
    beside = tokens[at].head >= 0 and tokens[tokens[at].head].dep == "conj" and tokens[tokens[at].head].head == head
    if not tokens[at].dep.startswith(deps) or not (tokens[at].head == head or beside):
        return False
    marks = {t.text.lower() for t in tokens if t.head == at and t.dep in {"mark", "advmod"}}
    return not tokens[at].text.endswith("ing") or bool(marks & _OPENS)


def _agrees(pronoun: str, noun: Token) -> bool:
    """Return whether a noun can be what a pronoun means: persons are "he", several or somebody "they"."""
    several = "Number=Plur" in noun.morph
    if noun.text.lower() in _ANYBODY:
        return pronoun not in _IT and not (pronoun in _HE and noun.text.lower() in _NOT_HIM)
    if pronoun in _HE:
        return not several and noun.entity[2:] in {"", "PER"} and (noun.pos == "PROPN" or noun.dep == "nsubj")
    if pronoun in _THEY:
        named = noun.pos == "PROPN" and noun.entity != ""
        return named or several or noun.dep.startswith("conj") or noun.lemma.lower() in _SEVERAL
    return not several and (noun.entity[2:] != "PER" or pronoun != "it")


def _shows(tokens: Sequence[Token], at: int) -> bool:
    """Return whether "this" or "those" stands for something named elsewhere: not "those who", "these days"."""
    token = tokens[at]
    if "PronType=Rel" in token.morph or token.pos not in {"PRON", "DET"}:
        return False
    if token.pos == "PRON":
        tells = at + 1 < len(tokens) and tokens[at + 1].text == ":"
        return not tells and not any(t.head == at and t.dep.startswith(_TOLD_WHICH) for t in tokens)
    noun = token.head
    told = any(t.head == noun and t.dep.startswith("acl:relcl") for t in tokens)
    return noun >= 0 and not told and tokens[noun].lemma.lower() not in _NOW


def _is_like(tokens: Sequence[Token], at: int) -> bool:
    """Return whether "such", "both" or "worse" looks at what was named elsewhere: not "such as", "worse than that"."""
    token, form = tokens[at], tokens[at].text.lower()
    follows = tokens[at + 1].text.lower() if at + 1 < len(tokens) else ""
    if form == "such":
        return follows not in {"as", "that"} and not any(t.text.lower() in {"as", "that"} for t in tokens[at + 1 :])
    if "Degree=Cmp" in token.morph and (token.head < 0 or (form in _BETTER and tokens[token.head].head < 0)):
        return len(tokens) <= _SHORT and not any(t.text.lower() == "than" for t in tokens)
    if form == "there":
        return token.pos == "ADV" and not any(t.dep.startswith("obl") or t.entity for t in tokens[:at])
    if form == "either" and token.dep == "det":
        return not any(t.text.lower() == "or" for t in tokens[at:])
    joined = token.dep == "cc:preconj" or any(t.dep.startswith("conj") for t in tokens[at + 1 :])
    joined = joined or any(t.pos in {"NOUN", "PROPN"} and "Number=Plur" in t.morph for t in tokens[:at])
    return form == "both" and follows != "of" and not joined


def _turns(tokens: Sequence[Token], at: int) -> bool:
    """Return whether a word goes on what was said right before: "otherwise, ...", "if so", "if you do, ..."."""
    if [t.text.lower() for t in tokens[max(0, at - 1) : at + 1]] in _IF_SO:
        return at == 1
    if tokens[at].text.lower() in _LIKE:
        return not any(t.text.lower() in _LIKE_WHAT for t in tokens[at + 1 :])
    token, ends = tokens[at], at + 1 == len(tokens) or tokens[at + 1].pos == "PUNCT"
    if token.text.lower() in _TURNS:
        return all(t.pos in {"CCONJ", "PUNCT"} for t in tokens[:at])
    acts = (
        token.lemma.lower() == "do"
        and ends
        and token.dep != "aux"
        and not any(t.head == at and t.pos != "PUNCT" for t in tokens[at:])
    )
    return acts and not any(t.pos == "VERB" for t in tokens[:at])


def _is_shown(tokens: Sequence[Token], at: int, before: Sequence[Token]) -> bool:
    """Return whether a sentence before says what "this" is, or names several where "these issues" are spoken of."""
    head = tokens[at].head
    if tokens[at].pos == "PRON" or head <= at or tokens[head].lemma.lower() in _SUMS_UP:
        return bool(before)
    several = "Number=Plur" in tokens[tokens[at].head].morph or tokens[at].text.lower() == "either"
    return several and any("Number=Plur" in noun.morph for noun in before)


def _is_told(tokens: Sequence[Token], at: int, named: Sequence[Token]) -> bool:
    """Return whether its own sentence has said before what a word points to: its noun, or a clause beside its own."""
    head = tokens[at].head
    if head > at and any(noun.lemma == tokens[head].lemma for noun in named):
        return True
    over, up, seen = set(), at, 0
    while tokens[up].head >= 0 and seen < len(tokens):
        beside = tokens[up].dep.startswith(_SIDE_BY_SIDE)
        up, seen = tokens[up].head, seen + 1
        over |= set() if beside else {up}
    said = {t.head for t in tokens[:at] if t.dep.startswith(SUBJECTS) and tokens[t.head].lemma.lower() not in _SAYS}
    return any(verb < at and verb not in over for verb in said if verb >= 0)
