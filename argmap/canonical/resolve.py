"""Whom "they" and "it" mean: the likeliest noun phrase before, in the post, the quote or the post that is answered."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from argmap.argument import Component
from argmap.canonical.keep import weights
from argmap.canonical.plain import LONGEST
from argmap.canonical.wording import Loan
from argmap.clause import Clause
from argmap.nlp.rules import squash, weigh
from argmap.nlp.syntax import Sentence, Sentences, Token

SURE = {"many": 0.55, "one": 0.65, "he": 0.3, "she": 0.5}
_PRONOUNS: Mapping[str, str] = {
    "they": "many", "them": "many", "it": "one", "he": "he", "him": "he", "she": "she",
}  # fmt: skip
_BACK = 4
_WIDEST = 5
_SEVERAL = 10
_SHORT = 4
_MODIFIERS = frozenset("amod compound flat nummod fixed goeswith".split())
_POINTING = frozenset("a an the this that these those some any such my your our his her its their".split())
_COPIES = frozenset(
    "thing one people lot way sort kind type someone anyone everyone something anything nothing".split()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """Where a pronoun's meaning is looked for: sentences of posts, which answers which, what a component speaks to."""

    sentences: Sentences
    reply_to: Mapping[str, str | None]
    targets: Mapping[str, frozenset[str]]
    spread: Mapping[str, float]
    title: frozenset[str]

    def often(self, word: Token) -> float:
        """Return how often the map says a word, in the steps of `oftenness`."""
        return self.spread.get(word.lemma.lower(), 0.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """A noun phrase of a post: its noun, in which sentence, and how far back or down that sentence is.

    `order` counts the nouns before it there; `joined` says that it names several: "the council and the mayor".
    """

    post: str
    sentence: Sentence
    noun: int
    place: str
    distance: int
    order: int
    joined: bool

    @property
    def token(self) -> Token:
        """The noun."""
        return self.sentence.tokens[self.noun]


def resolve(component: Component, clause: Clause, kept: frozenset[int], around: Around) -> dict[int, Loan]:
    """Return what stands for the first pronoun of the clause, where one phrase is likely enough."""
    at = next((at for at in sorted(kept) if points_away(clause, at)), None)
    if at is None:
        return {}
    own = {clause.words[u].lemma.lower() for u in kept}
    spare = LONGEST - len({u for u in kept if clause.words[u].pos != "PUNCT"})
    found: dict[str, tuple[float, int, Phrase]] = {}
    for order, phrase in enumerate(phrases(component, clause.words[at], around)):
        lemma = phrase.token.lemma.lower()
        if lemma not in own and _agrees(clause.form(at), phrase):
            if phrase.joined and _width(phrase) > _SEVERAL:
                continue
            chance = squash(weigh(weights("resolve"), signs(clause, at, phrase, component, around)))
            found[lemma] = max(found.get(lemma, (0.0, 0, phrase)), (chance, -order, phrase), key=lambda f: f[:2])
    chance, _, best = max(found.values(), key=lambda f: f[:2], default=(0.0, 0, None))
    if best is None or chance < SURE[_PRONOUNS[clause.form(at)]]:
        return {}
    loan = _loan(best)
    return {at: loan} if len(loan.text.split()) - 1 <= spare else {}


def detached(clause: Clause, kept: frozenset[int]) -> dict[int, Loan]:
    """Return "this" for the "which" that only hung the clause on what stands before it: "officials cited this"."""
    first = min(kept, default=None)
    if first is None or clause.form(first) != "which" or any(word.text == "?" for word in clause.words):
        return {}
    head = clause.heads[first]
    if clause.dep(first) == "nsubj":
        verb = next((u for u in clause.below[head] if clause.dep(u) in {"aux", "cop"}), head)
        return {first: Loan(text="these" if clause.form(verb) in {"are", "were", "have"} else "this")}
    if clause.dep(first) == "obj" and head in kept and head + 1 != min((at for at in kept if at > first), default=-1):
        return {first: Loan(text=""), head: Loan(text="this", after=True)}
    return {}


def signs(clause: Clause, at: int, phrase: Phrase, component: Component, around: Around) -> dict[str, float]:
    """Return what speaks for a phrase being what the pronoun `at` means, by name."""
    word, noun = clause.words[at], phrase.token
    kind, role = _PRONOUNS[clause.form(at)], noun.dep.partition(":")[0]
    names = [
        "bias",
        f"{phrase.place}{phrase.distance}",
        f"{kind}:{'many' if _many(noun) or phrase.joined else 'one'}",
        f"{kind}:{noun.entity[2:] or '-'}",
        f"{kind}:{phrase.place}",
        f"role={role}",
        f"{clause.dep(at)}/{role}",
        *(["same role"] if noun.dep == word.dep else []),
        *(["name"] if noun.pos == "PROPN" else []),
        *(["title"] if noun.lemma.lower() in around.title else []),
        *(["target"] if noun.lemma.lower() in around.targets.get(component.id, ()) else []),
    ]
    return dict.fromkeys([*names, *_shape(phrase, kind)], 1.0) | {"spread": around.often(noun)}


def _shape(phrase: Phrase, kind: str) -> Iterator[str]:
    """Yield how a phrase stands in its sentence: what its main verb is said of comes first to mind."""
    tokens, noun = phrase.sentence.tokens, phrase.token
    role = noun.dep.partition(":")[0]
    article = next((t.text.lower() for t in tokens if t.head == phrase.noun and t.dep.startswith("det")), "")
    yield f"article={article if article in {'a', 'an', 'the', 'this', 'these', 'that', 'those'} else bool(article)}"
    yield f"{min(phrase.distance, 2)}/{role}"
    yield f"order={min(phrase.order, 3)}"
    if noun.head >= 0 and tokens[noun.head].head < 0:
        yield f"main/{role}"
    if phrase.joined:
        yield f"{kind}:joined"


def phrases(component: Component, pronoun: Token, around: Around) -> Iterator[Phrase]:
    """Yield the noun phrases before a pronoun: of its sentence and a few before, then of the post that is answered."""
    sentences = around.sentences.get(component.post, ())
    here = bisect_left(sentences, pronoun.start, key=lambda sentence: sentence.start)
    own = sentences[max(0, here - _BACK) : here]
    for back, sentence in enumerate(reversed(own)):
        found = _phrases(component.post, sentence, "own", back)
        yield from (phrase for phrase in found if phrase.token.end <= pronoun.start)
    parent = around.reply_to.get(component.post)
    for down, sentence in enumerate(around.sentences.get(parent, ())[:12] if parent else ()):
        yield from _phrases(parent or "", sentence, "above", min(down, 3))


def points_away(clause: Clause, at: int) -> bool:
    """Return whether a word is a pronoun that stands for somebody or something named elsewhere."""
    word, form = clause.words[at], clause.form(at)
    subject = clause.dep(at) in {"nsubj", "obj", "obl", "iobj"}
    if form not in _PRONOUNS or word.pos not in {"PRON", "DET"} or not subject:
        return False
    head = clause.heads[at]
    clausal = head >= 0 and (clause.child(head, "csubj", "ccomp", "acl") is not None or _foretells(clause, head))
    return not (form in {"it", "that", "this"} and clausal)


def _foretells(clause: Clause, head: int) -> bool:
    """Return whether what "it" stands for may come after it: "it takes courage to speak"."""
    below = (u for u in clause.below[head] if clause.dep(u) in {"advcl", "xcomp"})
    return any(clause.form(mark) == "to" for under in below for mark in clause.below[under])


def _phrases(post: str, sentence: Sentence, place: str, distance: int) -> Iterator[Phrase]:
    joined = {token.head for token in sentence.tokens if token.dep == "conj"}
    for order, noun in enumerate(_nouns(sentence)):
        yield Phrase(
            post=post, sentence=sentence, noun=noun, place=place, distance=distance,
            order=order, joined=noun in joined,
        )  # fmt: skip


def _nouns(sentence: Sentence) -> list[int]:
    loose = ("compound", "flat", "fixed", "goeswith")
    return [
        at
        for at, t in enumerate(sentence.tokens)
        if t.pos in {"NOUN", "PROPN"} and not t.dep.startswith(loose) and t.lemma.lower() not in _COPIES
        and len(t.text) > 1 and t.text[:1].isalpha()
    ]  # fmt: skip


def _agrees(pronoun: str, phrase: Phrase) -> bool:
    """Return whether a pronoun can mean a phrase: persons are "he" or "she", several are "they"."""
    kind, noun = _PRONOUNS[pronoun], phrase.token
    if kind in {"he", "she"}:
        short = noun.text.isupper() and len(noun.text) <= _SHORT
        named = noun.pos == "PROPN" and noun.entity[2:] not in {"LOC", "ORG"} and not noun.text.isupper()
        return (noun.entity[2:] == "PER" and not short) or named
    many = _many(noun) or phrase.joined
    return many if kind == "many" else not many and noun.entity[2:] != "PER"


def _width(phrase: Phrase) -> int:
    """Return how many words and signs a joined phrase reaches over."""
    return max((at for at, t in enumerate(phrase.sentence.tokens) if t.head == phrase.noun), default=0) - phrase.noun


def _many(noun: Token) -> bool:
    return noun.text.lower() != noun.lemma.lower() and noun.text.lower().endswith("s")


def _loan(phrase: Phrase) -> Loan:
    """Return the phrase without what only points: "a minority stake" lends "the minority stake"."""
    tokens, noun = phrase.sentence.tokens, phrase.noun
    first = last = noun
    while first > 0 and last - first < _WIDEST and _modifies(tokens, first - 1, noun):
        first -= 1
    while last + 1 < len(tokens) and tokens[last + 1].dep.startswith("flat") and tokens[last + 1].head == noun:
        last += 1
    before = tokens[first - 1].text.lower() if first > 0 and tokens[first - 1].head == noun else ""
    if phrase.joined:
        last = max(at for at, t in enumerate(tokens) if t.head == noun and t.dep == "conj")
    words = _joined(tokens[first : last + 1])
    if first == 0 and tokens[0].pos != "PROPN" and tokens[0].text[1:].islower():
        words = words[0].lower() + words[1:]
    text = f"the {words}" if (before in _POINTING and not _many(tokens[noun])) or before == "the" else words
    return Loan(text=text, post=phrase.post, start=tokens[first].start, end=tokens[last].end)


def _modifies(tokens: Sequence[Token], at: int, noun: int) -> bool:
    hop = tokens[at].head
    direct = hop == noun or (hop > at and hop < noun and tokens[hop].head == noun)
    return direct and (tokens[at].dep.partition(":")[0] in _MODIFIERS or tokens[at].text == "-")


def _joined(tokens: Sequence[Token]) -> str:
    text = ""
    for at, token in enumerate(tokens):
        text += (" " if at and token.start > tokens[at - 1].end else "") + token.text
    return text
