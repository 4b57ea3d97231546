"""Components get their commitment: how far the author stands behind them, read off their own clause.

"The minister says that X" is reported, "according to the paper" too; "if X" by itself is supposed; a question asks;
"granted, X" is conceded; "perhaps", "might" and "it seems" hedge; all else is asserted, denied or not.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from argmap.argument import Commitment, Component
from argmap.clause import Clause
from argmap.nlp.rules import cues

_MOST_WORDS = 120
_SAYING = frozenset(
    "say claim argue report write tell announce suggest state insist allege assert maintain declare warn complain "
    "contend conclude estimate explain admit acknowledge predict believe think hold call describe pretend".split()
)
_SPEAKERS = frozenset({"i", "we", "me", "us"})
_HEARSAY = frozenset("reportedly allegedly supposedly purportedly ostensibly".split())
_PERHAPS = frozenset("maybe perhaps probably possibly apparently presumably likely seemingly arguably".split())
_MIGHT = frozenset({"might", "may", "could"})
_SEEMS = frozenset("seem appear".split())
_GUESSES = frozenset("guess suppose suspect imagine wonder doubt assume".split())
_SUPPOSING = frozenset({"imagine", "suppose", "assume", "say"})
_IF = frozenset({"if", "unless", "whether"})
_SUBJECTS = ("nsubj", "csubj")


def committed(components: Sequence[Component], trees: Mapping[str, Clause]) -> tuple[Component, ...]:
    """Return the components, each with its commitment; where a post was not parsed its words alone decide."""
    return tuple(replace(c, commitment=commitment(c, trees[c.id])) for c in components)


def commitment(component: Component, tree: Clause) -> Commitment:
    """Return how far the author of a component, of which `tree` is the clause, stands behind it."""
    if component.text.rstrip("\"”’') ").endswith("?"):
        return Commitment.ASKED
    if "concession" in cues(" ".join(component.text.split()[:4])):
        return Commitment.CONCEDED
    if not 0 < len(tree.words) <= _MOST_WORDS or not any(word.dep for word in tree.words):
        return _by_words(component.text)
    if _reported(tree):
        return Commitment.REPORTED
    if _supposed(tree, component.text):
        return Commitment.HYPOTHETICAL
    opening = component.text[: max(0, tree.words[0].start - component.start)]
    return Commitment.HEDGED if _hedged(tree) or "hedge" in cues(opening) else Commitment.ASSERTED


def _by_words(text: str) -> Commitment:
    heard, opening = cues(text), cues(" ".join(text.split()[:4]))
    for cue, where, kind in (
        ("reported", heard, Commitment.REPORTED),
        ("hypothetical", opening, Commitment.HYPOTHETICAL),
        ("hedge", heard, Commitment.HEDGED),
    ):
        if cue in where:
            return kind
    return Commitment.ASSERTED


def _reported(tree: Clause) -> bool:
    """Return whether somebody else is said to say it: as its main verb, in a parenthesis or by "according to"."""
    main = _main(tree)
    for at, word in enumerate(tree.words):
        above = tree.heads[at]
        if above in main and (tree.form(at) in _HEARSAY or _according(tree, at)):
            return True
        says = word.pos == "VERB" and word.lemma.lower() in _SAYING and not _denied(tree, at)
        told = at in main and tree.child(at, "ccomp", "parataxis") is not None
        aside = above in main and tree.dep(at) == "parataxis" and tree.child(at, "ccomp", "mark") is None
        if says and (told or aside) and _by_another(tree, at):
            return True
    return False


def _main(tree: Clause) -> set[int]:
    """Return the roots of a clause and the main verbs that are joined to them."""
    found = set(tree.roots)
    return found | {at for root in found for at in tree.below[root] if tree.dep(at) == "conj"}


def _according(tree: Clause, at: int) -> bool:
    case = tree.child(at, "case")
    by_author = tree.form(at) in _SPEAKERS
    return tree.dep(at) == "obl" and case is not None and tree.form(case) == "according" and not by_author


def _by_another(tree: Clause, verb: int) -> bool:
    subject = tree.child(verb, *_SUBJECTS)
    return subject is not None and tree.form(subject) not in _SPEAKERS | {"it", "this", "that", "which"}


def _denied(tree: Clause, at: int) -> bool:
    """Return whether a verb is denied, or nobody does it: who says that nobody claims it claims nothing."""
    around = (u for u in tree.below[at] if tree.dep(u) not in {"ccomp", "parataxis"})
    return any(not tree.denials.isdisjoint(tree.trees[u]) for u in around)


def _supposed(tree: Clause, text: str) -> bool:
    """Return whether nothing but a condition is said, or the reader is told to imagine it."""
    if text.split()[0].strip(",:").lower() in _SUPPOSING and tree.words[tree.roots[0]].start == tree.words[0].start:
        return True
    conditions = [at for at in range(len(tree.words)) if tree.dep(at) == "mark" and tree.form(at) in _IF]
    return any(tree.heads[at] in tree.roots and tree.heads[at] > at for at in conditions[:1])


def _hedged(tree: Clause) -> bool:
    for main in _main(tree):
        lemma = tree.words[main].lemma.lower()
        subject = tree.child(main, *_SUBJECTS)
        if lemma in _SEEMS or (lemma in _GUESSES and subject is not None and tree.form(subject) in _SPEAKERS):
            return True
        below = tree.below[main]
        might = any(tree.dep(u) == "aux" and tree.form(u) in _MIGHT for u in below) and tree.denials.isdisjoint(below)
        if might or any(tree.form(u) in _PERHAPS for u in below):
            return True
    return False
