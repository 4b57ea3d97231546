"""Attitudes are lifted off what is thought: "I do not think that X would" says that X would not."""

from argmap.canonical.keep import ATTITUDES
from argmap.clause import SUBJECTS, Clause

_FIRST = frozenset({"i", "we"})
_SEEMS = frozenset("seem appear".split())
_PLAIN = frozenset("clear obvious true apparent likely evident".split())
_POINT = frozenset("point fact problem thing truth issue reason opinion guess understanding".split())
_ASKS = frozenset("if whether what why how who whom whose where when which".split())
_ANY = frozenset("any anyone anybody anything ever either".split())
_DOUBTS = frozenset("think believe feel suppose guess".split())


def denies(clause: Clause, at: int) -> bool:
    """Return whether a word turns what is said around: not, never, nobody, only, unless."""
    return at in clause.denials


def lifted(clause: Clause, kept: set[int]) -> tuple[list[int], set[int]]:
    """Take "I think that" and its like out of `kept`; return the roots that remain and the words to be denied."""
    roots, denied = [], set()
    for root in clause.roots:
        at = root
        while (inner := _under_attitude(clause, at)) is not None:
            negated = any(denies(clause, u) for u in clause.below[at] if u != inner and clause.dep(u) == "advmod")
            if negated and clause.words[at].lemma.lower() not in _DOUBTS:
                break
            if negated:
                auxiliary = clause.child(inner, "aux", "cop")
                turned = any(denies(clause, u) or clause.form(u) in _ANY for u in clause.trees[inner])
                if auxiliary is None or turned:
                    break
                denied.add(auxiliary)
            kept -= clause.trees[at] - clause.trees[inner]
            kept -= {u for u in clause.below[inner] if clause.dep(u) == "mark" and u < inner}
            at = inner
        roots.append(at)
    return roots, denied


def _under_attitude(clause: Clause, at: int) -> int | None:
    """Return the root of what is thought where `at` only says that the author thinks it."""
    inner = clause.child(at, "ccomp", "csubj")
    subject = clause.child(at, *SUBJECTS)
    if inner is None or subject is None or not any(clause.dep(u) in (*SUBJECTS, "cop") for u in clause.below[inner]):
        return None
    if any(clause.form(u) in _ASKS for u in sorted(clause.trees[inner])[:2]):
        return None
    lemma, who = clause.words[at].lemma.lower(), clause.form(subject)
    others = {clause.dep(u) for u in clause.below[at]} - {"nsubj", "expl", "cop", "aux", "advmod", "ccomp", "csubj"}
    if others - {"punct", "cc", "mark", "discourse", "obl", "conj", "parataxis", "advcl", "det", "nmod"}:
        return None
    thinks = lemma in ATTITUDES - {"doubt", "wonder"} and who in _FIRST
    seems = (lemma in _SEEMS or lemma in _PLAIN) and who == "it"
    points = lemma in _POINT and clause.form(clause.roots[0]) != "it" and clause.dep(inner) == "ccomp"
    return inner if thinks or seems or points else None
