"""A claim that is one clean clause becomes a question by its verb: "the mayor wrote", "did the mayor write"."""

import re
from collections.abc import Sequence

from argmap.clause import SUBJECTS
from argmap.disputes.faults import disagrees, goes_on
from argmap.disputes.spoken import FINITE, tree
from argmap.nlp.lemmas import base_of_past
from argmap.nlp.syntax import Sentence, Token

_BETTER = re.compile(r"\bhad better\b", re.I)
_APART = frozenset({",", ";", ":", "-", "–", "—", "--", "...", "…", "(", ")", "[", "]", "/"})
_LONG = 5
_MANY = frozenset("we they you these those".split())


def inverted(claim: str, sentence: Sentence) -> str | None:
    """Return the claim with its verb before its subject; None where it is not one clause that begins with its subject.

    Two clauses side by side, a subject with an aside, and a verb of another number than its subject stay as they are.
    """
    tokens = sentence.tokens
    root = next(at for at, token in enumerate(tokens) if token.head < 0)
    subject = next((at for at, t in enumerate(tokens) if t.head == root and t.dep.startswith("nsubj")), None)
    outer = any(t.dep == "nsubj:outer" for t in tokens)
    if subject is None or subject > root or outer or _BETTER.search(claim) or goes_on(tokens) or disagrees(tokens):
        return None
    own = tree(tokens, subject)
    last = max(own)
    long = len(own) > _LONG and any(tokens[at].dep.startswith(SUBJECTS) for at in own - {subject})
    if min(own) != 0 or long or any(tokens[at].text in _APART for at in own):
        return None
    helpers = [at for at, t in enumerate(tokens) if t.head == root and t.dep.partition(":")[0] in {"aux", "cop"}]
    first = lowered(claim[: tokens[last].end].strip(), [sentence])
    if helpers and helpers[0] == last + 1 and tokens[helpers[0]].text.lower() in FINITE:
        verb = tokens[helpers[0]]
        wishes = verb.text.lower() in {"may", "might"}
        return None if wishes or verb.start == tokens[last].end else f"{verb.text} {first} {claim[verb.end :].strip()}"
    verb = tokens[root]
    if helpers or verb.pos != "VERB" or verb.lemma in {"do", "be"} or root != last + 1:
        return None
    asked = _do(verb, tokens[subject])
    return f"{' '.join((asked[0], first, asked[1]))} {claim[verb.end :].strip()}".strip() if asked else None


def _do(verb: Token, subject: Token) -> tuple[str, str] | None:
    """Return the form of "do" that asks for a verb and the base of the verb; None where they are not sure."""
    form, lemma = verb.text.lower(), verb.lemma
    many = subject.text.lower() in _MANY or (subject.text.lower() != subject.lemma and subject.text[-1:] == "s")
    if "Tense=Past" in verb.morph and "VerbForm=Fin" in verb.morph:
        base = base_of_past(form, lemma)
        return ("did", base) if base else None
    if form == lemma:
        return ("do", lemma) if many and "Tense=Pres" in verb.morph else None
    if form.endswith("s"):
        return None if many else ("does", lemma)
    return None


def lowered(words: str, read: Sequence[Sentence]) -> str:
    """Return words that go on a sentence: a capital only where a name begins them."""
    first = read[0].tokens[0] if read else None
    named = first is not None and (first.pos == "PROPN" or first.entity) and not first.text.endswith("ing")
    name = first is not None and (named or not first.text[1:].islower())
    single = first is not None and len(first.text) == 1 and first.text != "I"
    return words if name and not single else words[:1].lower() + words[1:]
