"""A clause is made short: attitudes lifted off, openers and asides dropped, then the least worth until it fits."""

from collections.abc import Callable, Collection, Iterator, Set
from dataclasses import dataclass
from math import inf

from argmap.canonical.keep import FILLERS
from argmap.canonical.lift import denies, lifted
from argmap.canonical.phrases import Phrases
from argmap.canonical.plain import LONGEST
from argmap.clause import SUBJECTS, Clause

_CLOSED, _AS_GOOD, _AS_LONG = 2.0, 0.8, 0.6
_VERBS = frozenset({"VERB", "AUX"})
_COLOURS = frozenset({"advmod", "discourse"})
_OPENS = frozenset("discourse vocative cc".split())
_OPENERS = frozenset(
    "so also however actually therefore thus hence then anyway besides still again now unfortunately sadly luckily "
    "fortunately hopefully ironically interestingly even".split()
)
_HENCE = frozenset("hence thus therefore".split())
_DEGREES = frozenset(
    "just really very quite simply merely truly literally certainly clearly obviously definitely absolutely totally "
    "also".split()
)
_BECAUSE = frozenset("because although though whereas while whilst since as yet so that".split())
_MISSED = frozenset("conj cc parataxis punct discourse vocative dislocated".split())
_FEWEST, _SHORT = 4, 6
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
    if not _is_needed(clause, asides, kept - asides):
        kept -= asides
    roots, denied = lifted(clause, kept)
    kept -= {at for root in roots for at in _openers(clause, root, min(kept, default=0))}
    _drop_fillers(clause, kept, roots)
    kept -= {at for at in sorted(kept)[:1] if clause.form(at) == "that" and clause.dep(at) in {"mark", "cc", "advmod"}}
    phrases = Phrases(clause, frozenset(kept), worth)
    asks = any(word.text == "?" for word in clause.words)
    most -= len(denied)
    ways = [_best_fitted(phrases, frozenset(kept), roots, most)]
    if phrases.count(kept) > most and not asks:
        inner = [at for at in sorted(kept) if at not in roots and _stands_alone(clause, at)]
        ways += [_best_fitted(phrases, clause.trees[at] & kept - _joint(clause, at), [at], most) for at in inner]
    best = _ended(phrases, max(ways, key=phrases.says) if len(ways) > 1 else ways[0], most)
    return Kept(words=best, denied=frozenset(denied & best))


def _best_fitted(phrases: Phrases, kept: frozenset[int], roots: Collection[int], most: int) -> frozenset[int]:
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
    phrases: Phrases, kept: frozenset[int], roots: Collection[int], most: int, *, closed: float
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


def _ended(phrases: Phrases, kept: frozenset[int], most: int) -> frozenset[int]:
    """Return `kept` up to the last place within `most` words after which only what may be missed hangs loose."""
    clause, places = phrases.clause, sorted(kept)
    if phrases.count(kept) <= most:
        return kept
    for end in range(len(places) - 1, _FEWEST, -1):
        first, rest = frozenset(places[:end]), frozenset(places[end:])
        if phrases.count(first) <= most and not any(denies(clause, at) for at in rest):
            tops = {at for at in rest if clause.heads[at] not in rest}
            bound = any(clause.heads[at] in rest for at in first)
            if not bound and all(at in phrases.loose or clause.dep(at) in _MISSED for at in tops):
                return first
    return kept


def _stands_alone(clause: Clause, at: int) -> bool:
    """Return whether a word is the root of a clause that says something by itself, with its own subject."""
    own = clause.dep(at) in _ALONE and clause.child(at, *SUBJECTS) is not None
    return own and all(clause.dep(up) in _ALONE or clause.heads[up] < 0 for up in clause.above(at))


def _joint(clause: Clause, at: int) -> frozenset[int]:
    return frozenset(u for u in clause.below[at] if u < at and clause.dep(u) in {"cc", "mark", "punct"})


def _asides(clause: Clause) -> Iterator[int]:
    """Yield what stands in brackets, links, and signs that only lay the text out."""
    depth = 0
    balanced = sum(w.text in _OPENING for w in clause.words) == sum(w.text in _CLOSING for w in clause.words)
    for at, word in enumerate(clause.words):
        depth += balanced and word.text in _OPENING
        if (depth > 0 and at > 0) or "://" in word.text or (word.text in {"*", ">", "•", "-"} and at == 0):
            yield at
        depth -= balanced and word.text in _CLOSING


def _is_needed(clause: Clause, asides: Set[int], rest: Set[int]) -> bool:
    """Return whether brackets hold a subject or a verb of what stands outside them, or its only verb."""
    said_of = any(clause.dep(at) in SUBJECTS and clause.heads[at] in rest for at in asides)
    acts = len(asides) <= _SHORT and any(
        clause.heads[at] in asides and clause.dep(at) in {"aux", *SUBJECTS} for at in rest
    )
    return said_of or acts or not any(clause.words[at].pos in _VERBS for at in rest)


def _openers(clause: Clause, root: int, first: int) -> Iterator[int]:
    """Yield the words from `first` on that only join or open what hangs from a root."""
    for under in clause.below[root]:
        tree = clause.trees[under]
        opens = clause.dep(under) in _OPENS and min(tree) <= first + 1 and under < root
        alone = clause.dep(under) == "advmod" and len(tree) == 1
        opens |= alone and clause.form(under) in _OPENERS and min(tree) <= first + 1
        opens |= clause.dep(under) == "mark" and clause.form(under) in _BECAUSE and min(tree) <= first + 1
        denied = min(tree) > 0 and denies(clause, min(tree) - 1)
        if opens and not denied and not any(denies(clause, at) for at in tree):
            yield from tree


def _drop_fillers(clause: Clause, kept: set[int], roots: Collection[int]) -> None:
    """Take out of `kept` the words that only colour what is said."""
    quotes = any(word.text in _QUOTES for word in clause.words)
    for at in sorted(kept) if not quotes else ():
        only = len(clause.trees[at] & kept) == 1 and at not in roots
        only &= clause.form(at) not in _HENCE or at == min(kept) or clause.heads[at] in roots
        only &= clause.form(at) != "well" or clause.dep(at) == "discourse"
        only &= not (at + 1 < len(clause.words) and clause.form(at) in _DEGREES and clause.form(at + 1) == "because")
        if only and clause.dep(at) in _COLOURS and clause.form(at) in FILLERS and not _is_denied(clause, at):
            kept.discard(at)


def _is_denied(clause: Clause, at: int) -> bool:
    """Return whether what is denied is the very word: "not merely", "not really" are not "not"."""
    return clause.form(at) in _DEGREES and any(u < at for u in clause.denials)


def _poorest(
    phrases: Phrases, kept: frozenset[int], roots: Collection[int], *, over: int, closed: float
) -> frozenset[int] | None:
    """Return the phrase that costs least for each word saved: one that may be left out, the main clause never."""
    clause = phrases.clause
    best: tuple[float, frozenset[int]] | None = None
    main = phrases.main(roots, kept)
    for at in sorted(kept & phrases.loose.union(roots)):
        tree = clause.trees[at] & kept
        if main in tree or len(tree) == len(kept) or not (at in roots or phrases.may_go(at, tree)):
            continue
        if phrases.split_name(tree, kept):
            continue
        saved = min(phrases.count(tree), over + 2)
        if saved and (cost := phrases.cost(at, tree, closed) / saved) < (best[0] if best else inf):
            best = cost, tree
    return best[1] if best else None
