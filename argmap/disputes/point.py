"""The point of a dispute as one neutral question, "Can a minority stake escape review?", never as a fact."""

import re
from collections.abc import Sequence

from argmap.nlp.syntax import Sentence, Token

_PERSONAL = re.compile(r"\b(?:I|[Mm]e|[Mm]y|[Mm]ine|I['’]\w+)\b")
_DENIAL = re.compile(r"(?:n['’]t|\bnot|\bnever|\bno|\bnobody|\bnothing|\bcannot)\b", re.I)
_ASKING = re.compile(
    r"(?:why|how|who|what|when|where|which|is|are|was|were|do|does|did|can|could|would|will|should|has|have|had)\b",
    re.I,
)
_FINITE = frozenset("is are was were am can could will would should must may might has have had do does did".split())
_MANY = frozenset("we they you these those".split())


def question(claim: str, read: Sequence[Sentence], *, author: str | None = None) -> str:
    """Return the question that a claim answers, in the words of the claim, which `read` has parsed."""
    claim = claim.rstrip(" .!?…")
    if _ASKING.match(claim) and not _subject_first(read):
        return f"{_capital(claim)}?"
    if _PERSONAL.search(claim):
        return f"Is {author} right: “{claim}”?" if author else f"Is this right: “{claim}”?"
    turned = _turned(claim, read[0]) if len(read) == 1 and not _DENIAL.search(claim) else None
    if turned is not None:
        return f"{_capital(turned)}?"
    return f"Is it true that {_lowered(claim, read)}?" if _has_clause(read) else f"{_capital(claim)}?"


def _turned(claim: str, sentence: Sentence) -> str | None:
    """Return the claim with its verb before its subject, where it begins with its subject."""
    tokens = sentence.tokens
    root = next(at for at, token in enumerate(tokens) if token.head < 0)
    subject = next((at for at, t in enumerate(tokens) if t.head == root and t.dep.startswith("nsubj")), None)
    helpers = [at for at, t in enumerate(tokens) if t.head == root and t.dep.partition(":")[0] in {"aux", "cop"}]
    goes_on = any(t.head == root and t.dep in {"conj", "parataxis"} and t.pos in {"VERB", "AUX"} for t in tokens)
    goes_on |= any(tokens[t.head].dep == "conj" and t.dep.startswith("nsubj") for t in tokens if t.head >= 0)
    if subject is None or subject > root or min(_tree(sentence, subject)) != 0 or goes_on:
        return None
    last = max(_tree(sentence, subject))
    if helpers and helpers[0] == last + 1 and tokens[helpers[0]].text.lower() in _FINITE:
        verb = tokens[helpers[0]]
        if verb.start == tokens[last].end:
            return None
        first = _lowered(claim[: verb.start].strip(), [sentence])
        return f"{verb.text} {first} {claim[verb.end :].strip()}"
    verb = tokens[root]
    if helpers or verb.pos != "VERB" or verb.lemma in {"do", "be"} or root != last + 1:
        return None
    rest, first = claim[verb.end :].strip(), _lowered(claim[: verb.start].strip(), [sentence])
    helper = _do(verb.text.lower(), verb.lemma, tokens[subject])
    return f"{helper} {first} {verb.lemma} {rest}".strip() if helper else None


def _do(form: str, lemma: str, subject: Token) -> str | None:
    """Return the form of "do" that asks for a verb; None where its form and its lemma do not say which."""
    many = subject.text.lower() in _MANY or (subject.text.lower() != subject.lemma and subject.text[-1:] == "s")
    if form == lemma:
        return "do" if many else None
    if form.endswith("s"):
        return None if many else "does"
    return None if form.endswith("ing") else "did"


def _subject_first(read: Sequence[Sentence]) -> bool:
    return bool(read) and read[0].tokens[0].dep.startswith("nsubj")


def _has_clause(read: Sequence[Sentence]) -> bool:
    return any(token.dep.startswith(("nsubj", "csubj", "expl")) for sentence in read for token in sentence.tokens)


def _tree(sentence: Sentence, top: int) -> set[int]:
    found = {top}
    for _ in sentence.tokens:
        more = {at for at, token in enumerate(sentence.tokens) if token.head in found} - found
        if not more:
            break
        found |= more
    return found


def _lowered(words: str, read: Sequence[Sentence]) -> str:
    """Return words that go on a sentence: a capital only where a name begins them."""
    first = read[0].tokens[0] if read else None
    named = first is not None and (first.pos == "PROPN" or first.entity) and not first.text.endswith("ing")
    name = first is not None and (named or not first.text[1:].islower())
    single = first is not None and len(first.text) == 1 and first.text != "I"
    return words if name and not single else words[:1].lower() + words[1:]


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
