"""A component as the tree of its own words; what its sentence holds beyond it is cut away."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from argmap.argument import Component
from argmap.nlp.cues import after_opening
from argmap.nlp.syntax import Sentence, Sentences, Token

_FAR = 60
SUBJECTS = ("nsubj", "csubj", "expl")
NEGATIONS = frozenset(
    "not n't no never nobody nothing none nowhere neither nor cannot without hardly barely scarcely unless except "
    "rarely seldom few little lack lacks lacking nt ain't only impossible".split()
)


@dataclass(frozen=True, kw_only=True)
class Clause:
    """Words of a post with offsets there, and the place of each one's head among them, -1 where it is a root."""

    words: tuple[Token, ...]
    heads: tuple[int, ...]

    @cached_property
    def below(self) -> tuple[tuple[int, ...], ...]:
        """The places of the words that hang from each word."""
        found: list[list[int]] = [[] for _ in self.words]
        for at, head in enumerate(self.heads):
            if head >= 0:
                found[head].append(at)
        return tuple(map(tuple, found))

    @cached_property
    def trees(self) -> tuple[frozenset[int], ...]:
        """The places of each word and of all that hangs from it."""
        found: list[frozenset[int] | None] = [None] * len(self.words)
        for at in sorted(range(len(self.words)), key=lambda at: -len(self.above(at))):
            found[at] = frozenset({at}).union(*(found[under] or () for under in self.below[at]))
        return tuple(tree or frozenset() for tree in found)

    @cached_property
    def roots(self) -> tuple[int, ...]:
        """The words that hang from none."""
        return tuple(at for at, head in enumerate(self.heads) if head < 0)

    def signs(self) -> tuple[str, str]:
        """Return all that is known of the words and their tree, wherever in a post they stand, as two texts."""
        first = self.words[0].start if self.words else 0
        return repr([(word.start - first, word.end - first, *word[2:]) for word in self.words]), repr(self.heads)

    def above(self, at: int) -> tuple[int, ...]:
        """Return the words from which a word hangs, nearest first."""
        return self._above[at]

    def child(self, at: int, *deps: str) -> int | None:
        """Return the first word below `at` by one of these dependencies, subtypes included."""
        return next((u for u in self.below[at] if self.dep(u) in deps), None)

    def dep(self, at: int) -> str:
        """Return the dependency of a word without its subtype."""
        return self._deps[at]

    def form(self, at: int) -> str:
        """Return a word in small letters, with straight apostrophes."""
        return self._forms[at]

    @cached_property
    def denials(self) -> frozenset[int]:
        """The words that turn what is said around: not, never, nobody, only, unless."""
        words = enumerate(zip(self._forms, self.words, strict=True))
        return frozenset(at for at, (form, word) in words if form in NEGATIONS or word.lemma.lower() in NEGATIONS)

    @cached_property
    def _above(self) -> tuple[tuple[int, ...], ...]:
        found = []
        for at in range(len(self.words)):
            chain: list[int] = []
            while (at := self.heads[at]) >= 0 and len(chain) < _FAR:
                chain.append(at)
            found.append(tuple(chain))
        return tuple(found)

    @cached_property
    def _deps(self) -> tuple[str, ...]:
        return tuple(word.dep.partition(":")[0] for word in self.words)

    @cached_property
    def _forms(self) -> tuple[str, ...]:
        return tuple(word.text.lower().replace("’", "'") for word in self.words)


def clauses(components: Sequence[Component], sentences: Sentences) -> dict[str, Clause]:
    """Return the clause of each component by its id, found in the sentences of its post."""
    return {c.id: clause(c, sentences.get(c.post, ())) for c in components}


def clause(component: Component, sentences: Sequence[Sentence]) -> Clause:
    """Return the words of the component without what only opens it, read in the sentences of its post by place."""
    return _within(component.start + after_opening(component.text), component.end, sentences)


def clause_of(text: str, sentences: Sequence[Sentence]) -> Clause:
    """Return the words of a text that was parsed by itself, without what only opens it."""
    return _within(after_opening(text), len(text), sentences)


def _within(start: int, end: int, sentences: Sequence[Sentence]) -> Clause:
    words: list[Token] = []
    heads: list[int] = []
    first = bisect_right(sentences, start, key=lambda sentence: sentence.end)
    for at in range(first, bisect_left(sentences, end, lo=first, key=lambda sentence: sentence.start)):
        tokens = sentences[at].tokens
        inside = _inside(start, end, tokens)
        place = {old: len(words) + new for new, old in enumerate(inside)}
        words += [tokens[old] for old in inside]
        heads += [place.get(tokens[old].head, -1) for old in inside]
    return Clause(words=tuple(words), heads=tuple(heads))


def _inside(start: int, end: int, tokens: Sequence[Token]) -> list[int]:
    return [at for at, token in enumerate(tokens) if token.start >= start and token.end <= end]
