"""The point of a dispute as one neutral question, "Can a minority stake escape review?", never as a fact."""

import re
from collections.abc import Sequence
from html import unescape

from argmap.argument import Component, Dispute
from argmap.canonical import tidied
from argmap.disputes.spoken import Read, has_clause, is_fragment, needs_its_speaker
from argmap.disputes.web import Web
from argmap.nlp.syntax import Parser, Sentence, Token
from argmap.quotes import forms

_ROOMY, _WIDEST, _MOST = 20, 300, 0.7
_END = re.compile(r"[\s.,;:!?…]+$")
_BRACKETS = {"(": ")", "[": "]"}
_SMALL_I = re.compile(r"(?<![\w.'’/-])i(?=['’]|\s(?!\.))")

_PERSONAL = re.compile(r"\b(?:I|[Mm]e|[Mm]y|[Mm]ine|I['’]\w+)\b")
_DENIAL = re.compile(r"(?:n['’]t|\bnot|\bnever|\bno|\bnobody|\bnothing|\bcannot)\b", re.I)
_ASKING = re.compile(
    r"(?:why|how|who|what|when|where|which"
    r"|(?:is|are|was|were|do|does|did|ca|can|could|would|wo|will|should|has|have|had)(?:n['’]t)?)\b",
    re.I,
)
_FINITE = frozenset("is are was were am can could will would should must may might has have had do does did".split())
_MANY = frozenset("we they you these those".split())


def points(found: Sequence[Dispute], web: Web, syntax: Parser | None) -> list[str]:
    """Return the point of each dispute as a question, read by `syntax` where there is one."""
    claims = [web.components[d.claims_for[0]] for d in found]
    words = [" ".join(claim.label.split()) for claim in claims]
    if syntax is None:
        return [question(one, ()) for one in words]
    texts = [" ".join(claim.text.split()) for claim in claims]
    read_texts = zip(claims, texts, syntax.parse(texts), strict=True)
    words = [_plain(_fuller(claim, text, read)) for claim, text, read in read_texts]
    wholes = _wholes(claims, words, list(syntax.parse(words)), web, syntax)
    return [
        question(one, read, author=web.posts[claim.post].author, asked=text.rstrip("\"”’')").endswith("?"))
        for claim, text, (one, read) in zip(claims, texts, wholes, strict=True)
    ]


def _wholes(
    claims: Sequence[Component], words: Sequence[str], reads: Sequence[Read], web: Web, syntax: Parser
) -> list[tuple[str, Read]]:
    """Return the words of each claim and how they are read, with the rest of its sentence where they lack a clause."""
    made = list(zip(words, reads, strict=True))
    broken = [at for at, read in enumerate(reads) if is_fragment(read)]
    posts = list(dict.fromkeys(claims[at].post for at in broken))
    parsed = dict(zip(posts, syntax.parse([web.posts[post].text for post in posts]), strict=True))
    for at in broken:
        claim, text = claims[at], web.posts[claims[at].post].text
        around = [s for s in parsed[claim.post] if s.start < claim.end and s.end > claim.start]
        whole = " ".join(text[around[0].start : around[-1].end].split()) if around else ""
        if claim.quote_of is None and 0 < len(whole) <= _WIDEST:
            short = _plain(tidied(whole, next(iter(syntax.parse([whole]))), _ROOMY))
            read = next(iter(syntax.parse([short]))) if short and _holds(short, words[at]) else ()
            made[at] = (short, read) if read and not is_fragment(read) else made[at]
    return made


def _holds(whole: str, claim: str) -> bool:
    """Return whether most words of a claim are left in its shortened sentence."""
    own = set(forms(claim))
    return len(own & set(forms(whole))) >= _MOST * len(own)


def _fuller(claim: Component, text: str, read: Read) -> str:
    """Return the claim in more words than its label has room for, unless the label says what a pronoun means."""
    label = " ".join(claim.label.split())
    return label if claim.canonical_from else tidied(text, read, _ROOMY) or label


def question(claim: str, read: Read, *, author: str | None = None, asked: bool = False) -> str:
    """Return the question that a claim answers, in the words of the claim, which `read` has parsed.

    A claim that was `asked` is a question already.
    """
    plain = _plain(claim)
    alone = asked or not needs_its_speaker(read)
    if _ASKING.match(plain) and alone and (asked or not _subject_first(read)):
        return f"{_capital(plain)}?"
    if _PERSONAL.search(plain) or not alone:
        return f"Is {author or 'this'} right: “{_capital(plain)}”?"
    turned = _turned(plain, read[0]) if len(read) == 1 and not _DENIAL.search(plain) else None
    if turned is not None:
        return f"{_capital(turned)}?"
    return f"Is it true that {_lowered(plain, read)}?" if has_clause(read) else f"{_capital(plain)}?"


def _plain(claim: str) -> str:
    """Return a claim without the sign that ends it, signs of HTML and brackets about the whole; "i" is "I"."""
    claim = _END.sub("", unescape(claim))
    if claim[:1] in _BRACKETS and claim.count(claim[:1]) == 1:
        claim = claim[1:].replace(_BRACKETS[claim[:1]], "", 1).lstrip()
    return _END.sub("", _SMALL_I.sub("I", claim))


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


def _subject_first(read: Read) -> bool:
    tokens = read[0].tokens if read else ()
    clausal = any(token.dep.startswith("csubj") for token in tokens)
    return bool(tokens) and (clausal or tokens[0].dep.startswith("nsubj"))


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
