"""A clause is made short: attitudes lifted off, openers and asides dropped, then the least worth until it fits."""

from collections.abc import Callable, Collection, Iterator, Mapping, Set
from dataclasses import dataclass
from functools import cached_property
from math import inf

from argmap.canonical.keep import FILLERS, HOLLOW, JOINTS, MEASURES
from argmap.canonical.lift import SUBJECTS, denies, lifted
from argmap.canonical.spelt import spelt
from argmap.clause import Clause

LONGEST = 14
ENOUGH = 0.3
_DENIAL, _EXACT = 1.5, 0.3
_CLOSED, _AS_GOOD, _AS_LONG = 2.0, 0.8, 0.6
_CONTENT = frozenset("NOUN PROPN VERB ADJ ADV NUM INTJ SYM X".split())
_VERBS = frozenset({"VERB", "AUX"})
_EXACTLY = frozenset({"NUM", "PROPN"})
_LOOSE = frozenset(
    "advmod advcl obl nmod amod acl appos parataxis conj discourse vocative dislocated list orphan dep".split()
)
_FREE = frozenset("advcl parataxis conj appos acl discourse vocative dislocated list".split())
_COLOURS = frozenset({"advmod", "discourse"})
_OPENS = frozenset("discourse vocative cc".split())
_OPENERS = frozenset(
    "so also however actually therefore thus hence then anyway besides still again now unfortunately sadly luckily "
    "fortunately hopefully ironically interestingly even".split()
)
_BECAUSE = frozenset("because although though whereas while whilst since as yet so that".split())

_HOLDS = frozenset("advmod obl nmod".split())
_LONGEST_JOINT = 3
_UNDER = frozenset("advcl acl ccomp xcomp csubj".split())
_ALONE = frozenset({"conj", "parataxis"})
_QUOTES = frozenset('"“”')
_OPENING, _CLOSING = "([{", ")]}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """The places of the words that stay, and those after which a "not" moves in with its lifted attitude."""

    words: frozenset[int]
    denied: frozenset[int] = frozenset()


def compress(clause: Clause, worth: Callable[[int], float], most: int = LONGEST) -> Kept:
    """Return what stays of a clause: at most `most` words where leaving out whole phrases gets there."""
    kept = set(range(len(clause.words)))
    asides = set(_asides(clause))
    kept -= asides if any(clause.words[at].pos in _VERBS for at in kept - asides) else set()
    roots, denied = lifted(clause, kept)
    kept -= {at for root in roots for at in _openers(clause, root, min(kept, default=0))}
    _drop_fillers(clause, kept, roots)
    kept -= {at for at in sorted(kept)[:1] if clause.form(at) == "that" and clause.dep(at) in {"mark", "cc", "advmod"}}
    phrases = _Phrases(clause, frozenset(kept), worth)
    asks = any(word.text == "?" for word in clause.words)
    most -= len(denied)
    ways = [_best_fitted(phrases, frozenset(kept), roots, most)]
    if phrases.count(kept) > most and not asks:
        inner = [at for at in sorted(kept) if at not in roots and _stands_alone(clause, at)]
        ways += [_best_fitted(phrases, clause.trees[at] & kept - _joint(clause, at), [at], most) for at in inner]
    best = max(ways, key=phrases.says) if len(ways) > 1 else ways[0]
    return Kept(words=best, denied=frozenset(denied & best))


class _Phrases:
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
        return {at: self._gain[at] + ENOUGH if is_content(self.clause, at) else 0.0 for at in self._kept}

    @cached_property
    def loose(self) -> frozenset[int]:
        """The words whose phrases hang loose enough to be left out."""
        return frozenset(at for at in self._kept if _is_loose(self.clause, at))

    def says(self, kept: Collection[int]) -> float:
        """Return what the kept words say together."""
        return sum([self._gain.get(at, 0.0) for at in kept])

    def main(self, roots: Collection[int], kept: Set[int]) -> int:
        """Return the root under which most is said, -1 where there is none."""
        if len(roots) == 1:
            return next(iter(roots))
        return max(roots, key=lambda root: self.says(self.clause.trees[root] & kept), default=-1)

    def may_go(self, at: int, tree: Set[int]) -> bool:
        """Return whether a phrase under a loose word may be left out without turning what is said."""
        return at in self.loose and (self.clause.dep(at) in _FREE or self.clause.denials.isdisjoint(tree))

    def cost(self, at: int, tree: frozenset[int], closed: float) -> float:
        """Return what it costs to leave out a phrase; `closed` times as much where its clause is whole without it."""
        known = self._known.get(at)
        if known is None or known[0] != tree:
            price = sum([self._price[u] for u in tree])
            known = self._known[at] = tree, price, _dearness(self.clause, at, tree)
        return known[1] * (known[2] * (closed if at in self.inside else 1.0))


def _best_fitted(phrases: _Phrases, kept: frozenset[int], roots: Collection[int], most: int) -> frozenset[int]:
    """Return `kept` without whole clauses where what is left says nearly as much, else without parts of them too."""
    count = phrases.count
    if count(kept) <= most:
        return kept
    whole = _fitted(phrases, kept, roots, most, closed=_CLOSED)
    if phrases.inside.isdisjoint(kept):
        return whole
    parts = _fitted(phrases, kept, roots, most, closed=1.0)
    says = phrases.says(whole) >= _AS_GOOD * phrases.says(parts)
    return whole if says and count(whole) >= _AS_LONG * count(parts) else parts


def _fitted(
    phrases: _Phrases, kept: frozenset[int], roots: Collection[int], most: int, *, closed: float
) -> frozenset[int]:
    """Return `kept` without what costs least, until it has at most `most` words."""
    clause = phrases.clause
    dropped: list[frozenset[int]] = []
    while (count := phrases.count(kept)) > most:
        poorest = _poorest(phrases, kept, roots, over=count - most, closed=closed)
        if poorest is None:
            break
        kept -= poorest
        dropped.append(poorest)
    for tree in reversed(dropped):
        top = min(tree, key=lambda at: len(clause.above(at)))
        if clause.heads[top] in kept and phrases.count(kept | tree) <= most:
            kept |= tree
    return kept


def _stands_alone(clause: Clause, at: int) -> bool:
    """Return whether a word is the root of a clause that says something by itself, with its own subject."""
    own = clause.dep(at) in _ALONE and clause.child(at, *SUBJECTS) is not None
    return own and all(clause.dep(up) in _ALONE or clause.heads[up] < 0 for up in clause.above(at))


def _joint(clause: Clause, at: int) -> frozenset[int]:
    return frozenset(u for u in clause.below[at] if u < at and clause.dep(u) in {"cc", "mark", "punct"})


def is_content(clause: Clause, at: int) -> bool:
    """Return whether a word carries content: nouns, verbs, names, numbers, and what denies."""
    return clause.words[at].pos in _CONTENT or denies(clause, at)


def _gain(clause: Clause, at: int, worth: Callable[[int], float]) -> float:
    exact = _DENIAL if denies(clause, at) else _EXACT * (clause.words[at].pos in _EXACTLY)
    return exact + worth(at) - ENOUGH if is_content(clause, at) else 0.0


def _asides(clause: Clause) -> Iterator[int]:
    """Yield what stands in brackets, links, and signs that only lay the text out."""
    depth = 0
    balanced = sum(w.text in _OPENING for w in clause.words) == sum(w.text in _CLOSING for w in clause.words)
    for at, word in enumerate(clause.words):
        depth += balanced and word.text in _OPENING
        if (depth > 0 and at > 0) or "://" in word.text or (word.text in {"*", ">", "•", "-"} and at == 0):
            yield at
        depth -= balanced and word.text in _CLOSING


def _openers(clause: Clause, root: int, first: int) -> Iterator[int]:
    """Yield the words from `first` on that only join or open what hangs from a root."""
    for under in clause.below[root]:
        tree = clause.trees[under]
        opens = clause.dep(under) in _OPENS and min(tree) <= first + 1 and under < root
        opens |= clause.dep(under) == "advmod" and clause.form(under) in _OPENERS and min(tree) <= first + 1
        opens |= clause.dep(under) == "mark" and clause.form(under) in _BECAUSE and min(tree) <= first + 1
        if opens and not any(denies(clause, at) for at in tree):
            yield from tree


def _drop_fillers(clause: Clause, kept: set[int], roots: Collection[int]) -> None:
    """Take out of `kept` the words that only colour what is said."""
    quotes = any(word.text in _QUOTES for word in clause.words)
    for at in sorted(kept) if not quotes else ():
        only = len(clause.trees[at] & kept) == 1 and at not in roots
        if only and clause.dep(at) in _COLOURS and clause.form(at) in FILLERS:
            kept.discard(at)


def _poorest(
    phrases: _Phrases, kept: frozenset[int], roots: Collection[int], *, over: int, closed: float
) -> frozenset[int] | None:
    """Return the phrase that costs least for each word saved: one that may be left out, the main clause never."""
    clause = phrases.clause
    best: tuple[float, frozenset[int]] | None = None
    main = phrases.main(roots, kept)
    for at in sorted(kept & phrases.loose.union(roots)):
        tree = clause.trees[at] & kept
        if main in tree or len(tree) == len(kept) or not (at in roots or phrases.may_go(at, tree)):
            continue
        if _splits_name(clause, tree, kept):
            continue
        saved = min(phrases.count(tree), over + 2)
        if saved and (cost := phrases.cost(at, tree, closed) / saved) < (best[0] if best else inf):
            best = cost, tree
    return best[1] if best else None


def _splits_name(clause: Clause, tree: Set[int], kept: Set[int]) -> bool:
    """Return whether a phrase ends or begins within words that name one thing together: "in Aer" of "Aer Lingus"."""
    named = [at for at in tree if clause.words[at].pos == "PROPN"]
    beside = (at + step for at in named for step in (-1, 1))
    return any(at in kept and at not in tree and clause.words[at].pos == "PROPN" for at in beside)


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
    measures = word.lemma.lower() in MEASURES or denies(clause, at)
    of_measure = clause.dep(at) == "nmod" and (head.pos in {"PRON", "NUM", "DET"} or head.lemma.lower() in MEASURES)
    return not (word.dep == "nmod:poss" or measures or of_measure or _joins(clause, at))


def _joins(clause: Clause, at: int) -> bool:
    """Return whether a phrase is what holds its clause to the rest: "when", "in which", "as"."""
    tree = clause.trees[at]
    return clause.dep(at) in _HOLDS and len(tree) <= _LONGEST_JOINT and any(clause.form(u) in JOINTS for u in tree)
