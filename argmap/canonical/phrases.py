"""The phrases of a clause that may be left out: what they say, what leaving them out costs, which must stay."""

from collections.abc import Callable, Collection, Mapping, Sequence, Set
from functools import cached_property

from argmap.canonical.keep import ALTERING, BOUND, HOLLOW, JOINTS, MEASURES, OPEN
from argmap.canonical.lift import denies
from argmap.canonical.spelt import spelt
from argmap.clause import Clause

_ENOUGH = 0.3
_DENIAL, _EXACT = 1.5, 0.3
_CONTENT = frozenset("NOUN PROPN VERB ADJ ADV NUM INTJ SYM X".split())
_LOOSE = frozenset(
    "advmod advcl obl nmod amod acl appos parataxis conj discourse vocative dislocated list orphan dep".split()
)
_FREE = frozenset("advcl parataxis conj appos acl discourse vocative dislocated list".split())
_EXACTLY = frozenset({"NUM", "PROPN"})
_HOLDS = frozenset("advmod obl nmod".split())
_LONGEST_JOINT, _QUOTED = 3, 6
_MARKS = frozenset('"“”')
_AS = frozenset({"as", "like"})
_UNDER = frozenset("advcl acl ccomp xcomp csubj".split())


class Phrases:
    """The phrases of a clause: what they say, by the gain of each word, and what it costs to leave them out."""

    def __init__(self, clause: Clause, kept: frozenset[int], worth: Callable[[int], float]) -> None:
        self.clause, self._kept, self._worth = clause, kept, worth
        self._known: dict[int, tuple[frozenset[int], float, float]] = {}

    @cached_property
    def inside(self) -> frozenset[int]:
        """The words of clauses that hang from another."""
        above = self.clause.above
        return frozenset(at for at in self._kept if any(self.clause.dep(up) in _UNDER for up in above(at)))

    @cached_property
    def _gain(self) -> Mapping[int, float]:
        return {at: _gain(self.clause, at, self._worth) for at in self._kept}

    @cached_property
    def _price(self) -> Mapping[int, float]:
        return {at: self._gain[at] + _ENOUGH if is_content(self.clause, at) else 0.0 for at in self._kept}

    @cached_property
    def loose(self) -> frozenset[int]:
        """The words whose phrases hang loose enough to be left out."""
        return frozenset(at for at in self._kept if _is_loose(self.clause, at))

    def says(self, kept: Collection[int]) -> float:
        """Return what the kept words say together."""
        return sum([self._gain.get(at, 0.0) for at in kept])

    def count(self, kept: Set[int]) -> int:
        """Return how many words, between spaces, the kept ones will be."""
        hung = sum([self._hung[at] in kept for at in kept & self._hung.keys()])
        return len(kept & self._words) - hung + sum([{at - 1, at + 1} <= kept for at in kept & self._dashes])

    @cached_property
    def _words(self) -> frozenset[int]:
        return frozenset(at for at in self._kept if self.clause.words[at].pos != "PUNCT")

    @cached_property
    def _hung(self) -> Mapping[int, int]:
        """The words that are one with a word before them, no space between, and are not spelt out; and which one."""
        found = ((at, _touched(self.clause, at)) for at in self._words if not spelt(self.clause, at))
        return {at: before for at, before in found if before is not None}

    @cached_property
    def _dashes(self) -> frozenset[int]:
        """The signs with a space on both sides, which count as words where both neighbours stay."""
        words, last = self.clause.words, len(self.clause.words) - 1
        signs = (at for at in self._kept - self._words if 0 < at < last)
        return frozenset(
            at for at in signs if words[at - 1].end < words[at].start and words[at].end < words[at + 1].start
        )

    def main(self, roots: Collection[int], kept: Set[int]) -> int:
        """Return the root under which most is said, -1 where there is none."""
        if len(roots) == 1:
            return next(iter(roots))
        return max(roots, key=lambda root: self.says(self.clause.trees[root] & kept), default=-1)

    def may_go(self, at: int, tree: Set[int]) -> bool:
        """Return whether a phrase under a loose word may be left out without turning what is said."""
        if any(tree & words and not words <= tree for words in self._quoted):
            return False
        return at in self.loose and (self.clause.dep(at) in _FREE or self.clause.denials.isdisjoint(tree))

    def split_name(self, tree: Set[int], kept: Set[int]) -> bool:
        """Return whether a phrase ends or begins within words that name one thing: "in Aer" of "Aer Lingus"."""
        beside = (at + step for at in tree & self._named for step in (-1, 1))
        return any(at in kept and at not in tree and at in self._named for at in beside)

    @cached_property
    def _quoted(self) -> Sequence[frozenset[int]]:
        """The words of each short quotation, which stays as it is or goes."""
        marks = [at for at in sorted(self._kept) if self.clause.words[at].text in _MARKS]
        spans = (self._words.intersection(range(*pair)) for pair in zip(marks[::2], marks[1::2], strict=False))
        return [span for span in spans if 0 < len(span) <= _QUOTED]

    @cached_property
    def _named(self) -> frozenset[int]:
        """The words of names: "Full Faith and Credit Clause" is one, and so are names that "and" joins."""
        words = self.clause.words
        large = [at > 0 and word.text[:1].isupper() and not word.text.isupper() for at, word in enumerate(words)]
        names = {at for at, word in enumerate(words) if word.pos == "PROPN"}
        for at in range(1, len(words) - 1):
            if (large[at] and (large[at + 1] or large[at - 1])) or (
                words[at].text in {"and", "&"} and all(u in names or large[u] for u in (at - 1, at + 1))
            ):
                names.add(at)
        return frozenset(names)

    def cost(self, at: int, tree: frozenset[int], closed: float) -> float:
        """Return what it costs to leave out a phrase; `closed` times as much where its clause is whole without it."""
        known = self._known.get(at)
        if known is None or known[0] != tree:
            price = sum([self._price[u] for u in tree])
            known = self._known[at] = tree, price, _dearness(self.clause, at, tree)
        return known[1] * (known[2] * (closed if at in self.inside else 1.0))


def _gain(clause: Clause, at: int, worth: Callable[[int], float]) -> float:
    exact = _DENIAL if denies(clause, at) else _EXACT * (clause.words[at].pos in _EXACTLY)
    return exact + worth(at) - _ENOUGH if is_content(clause, at) else 0.0


def is_content(clause: Clause, at: int) -> bool:
    """Return whether a word carries content: nouns, verbs, names, numbers, and what denies."""
    return clause.words[at].pos in _CONTENT or denies(clause, at)


def _dearness(clause: Clause, at: int, tree: Set[int]) -> float:
    """Return by how much more a phrase costs that denies, counts or names, or that says what exactly is denied."""
    head = clause.heads[at]
    denied = not clause.denials.isdisjoint(tree)
    exact = any(clause.words[u].pos in _EXACTLY for u in tree)
    limits = head >= 0 and any(denies(clause, u) for u in (head, *clause.below[head]) if u not in tree)
    named = clause.dep(at) in {"nmod", "acl"} and head >= 0 and clause.words[head].lemma.lower() in HOLLOW
    of = clause.child(at, "case")
    whose = clause.dep(at) == "nmod" and of is not None and clause.form(of) == "of"
    dear = (4.0 if denied else 1.0) * (2.0 if exact else 1.0) * (1.5 if limits else 1.0)
    return dear * (3.0 if named else 1.0) * (1.5 if whose else 1.0)


def _is_loose(clause: Clause, at: int) -> bool:
    """Return whether a phrase may go without turning what is said: neither whose it is nor how much of it."""
    if clause.dep(at) not in _LOOSE:
        return False
    word, head = clause.words[at], clause.words[clause.heads[at]]
    measures = word.lemma.lower() in MEASURES | ALTERING or denies(clause, at) or _compares(clause, at)
    measures |= clause.form(at) in {"just", "merely", "simply"} and any(u < at for u in clause.denials)
    of_measure = clause.dep(at) == "nmod" and (head.pos in {"PRON", "NUM", "DET"} or head.lemma.lower() in MEASURES)
    return not (word.dep == "nmod:poss" or measures or of_measure or _joins(clause, at) or _completes(clause, at))


def _completes(clause: Clause, at: int) -> bool:
    """Return whether a phrase ends what its verb begins: "based *on books*", "goes *to show*", "more *than*"."""
    head = clause.heads[at]
    lemma = clause.words[head].lemma.lower()
    if any(clause.form(u) == "than" for u in clause.below[at]):
        return True
    if clause.dep(at) == "obl":
        if min(clause.trees[at]) == head + 1 and clause.form(head + 1) in _AS:
            return True
        told = clause.words[head].dep == "acl" and clause.form(head).endswith(("ed", "en"))
        return at > head and (told or lemma in BOUND) and clause.child(head, "obj") is None
    to = any(clause.form(u) == "to" and clause.dep(u) == "mark" for u in clause.below[at])
    return clause.dep(at) == "advcl" and to and lemma in OPEN and clause.child(head, "obj") is None


def _compares(clause: Clause, at: int) -> bool:
    """Return whether an adjective is "lower" or "lowest", without which the rest says something else."""
    word = clause.words[at]
    return word.pos == "ADJ" and word.text.lower() != word.lemma.lower() and word.text.lower().endswith(("er", "est"))


def _touched(clause: Clause, at: int) -> int | None:
    """Return the word before `at` with no space between, over signs: "survival" in '"survival' touches none."""
    words = clause.words
    while at > 0 and words[at - 1].end == words[at].start:
        at -= 1
        if words[at].pos != "PUNCT":
            return at
    return None


def _joins(clause: Clause, at: int) -> bool:
    """Return whether a phrase is what holds its clause to the rest: "when", "in which", "as"."""
    tree = clause.trees[at]
    return clause.dep(at) in _HOLDS and len(tree) <= _LONGEST_JOINT and any(clause.form(u) in JOINTS for u in tree)
