"""Short forms are spelt out: "don't" is "do not", "it's" is "it is"; what stands in quotation marks stays as it is."""

from collections.abc import Mapping

from argmap.clause import SUBJECTS, Clause

_CUT: Mapping[str, str] = {"ca": "cannot", "wo": "will", "sha": "shall"}
_NOT = frozenset({"n't", "nt"})
_VERBS: Mapping[str, str] = {"'m": "am", "m": "am", "'re": "are", "'ll": "will", "'ve": "have"}
_IS = frozenset("it he she that there who what this here where how".split())
_ASKED_OF = frozenset("i you he she it we they".split())
_NAMING = frozenset("call name title dub give".split())
_MEANT: Mapping[str, str] = {"be": "is", "have": "has"}
_MARKS = frozenset({'"', "“", "”", "''", "``"})


def spelt(clause: Clause, at: int) -> str | None:
    """Return what a part of a short form is by itself, "" where the part before says it too, None for all other words.

    The words stay the component's own: "don't" and "do not" are the same two words.
    """
    if at + 1 < len(clause.words) and clause.form(at) in _CUT and _denied(clause, at + 1):
        return _cased(clause, at, _CUT[clause.form(at)])
    if at == 0 or not _touch(clause, at) or _quoted(clause, at):
        return None
    form, before = clause.form(at), clause.form(at - 1)
    if form in _NOT:
        return None if not _denied(clause, at) else "" if before == "ca" else _cased(clause, at, "not")
    if clause.words[at].pos not in {"AUX", "VERB"}:
        return None
    if form == "'s" and before in _IS:
        return "has" if _is_past(clause, at) else _MEANT.get(clause.words[at].lemma)
    if form == "'d" and clause.words[at].lemma in {"would", "have"}:
        head = clause.heads[at]
        done = head >= 0 and "VerbForm=Part" in clause.words[head].morph and "Tense=Past" in clause.words[head].morph
        between = {clause.form(u) for u in range(at + 1, max(at + 1, head))}
        return "had" if "been" in between or (done and not between & {"have", "be"}) else "would"
    return _VERBS.get(form)


def _is_past(clause: Clause, at: int) -> bool:
    """Return whether a "'s" goes with a verb that has an object: "he's pushed it" is "he has pushed it"."""
    head = clause.heads[at]
    helps = head > at and clause.words[at].dep == "aux" and clause.words[head].pos == "VERB"
    return (
        helps
        and clause.words[head].lemma.lower() not in _NAMING
        and not clause.form(head).endswith(("ing", "gonna", "gon"))
        and clause.child(head, "obj", "xcomp") is not None
    )


def _denied(clause: Clause, at: int) -> bool:
    """Return whether "not" can stand for a "n't": not in "ain't", not where the subject follows ("don't you see")."""
    if clause.form(at) not in _NOT or clause.form(at - 1) == "ai" or not _touch(clause, at) or _quoted(clause, at):
        return False
    subject = clause.child(clause.heads[at], *SUBJECTS) if clause.heads[at] >= 0 else None
    asks = at + 1 < len(clause.words) and clause.form(at + 1) in _ASKED_OF
    return not asks and (subject is None or subject < at)


def _touch(clause: Clause, at: int) -> bool:
    """Return whether no space stands before a word."""
    return clause.words[at - 1].end == clause.words[at].start


def _quoted(clause: Clause, at: int) -> bool:
    return sum(word.text in _MARKS for word in clause.words[:at]) % 2 > 0


def _cased(clause: Clause, at: int, word: str) -> str:
    text = clause.words[at].text
    return word.upper() if text[-1:].isupper() else word.capitalize() if text[:1].isupper() else word
