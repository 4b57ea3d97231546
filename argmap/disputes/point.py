"""The point of a dispute as one neutral question, "Can a minority stake escape review?", never as a fact."""

import re
from collections.abc import Sequence, Set
from html import unescape

from argmap.argument import Component, Dispute
from argmap.canonical import tidied
from argmap.disputes.around import Parsed, around
from argmap.disputes.spoken import (
    Read,
    Said,
    asks_within,
    has_clause,
    is_fragment,
    names_for,
    needs_its_speaker,
    points_back,
    speaks_to_somebody,
)
from argmap.disputes.web import Web
from argmap.nlp.syntax import Parser, Sentence, Token
from argmap.quotes import forms

_ROOMY, _BRIEF, _LONGEST, _MOST, _ENOUGH = 20, 14, 34, 0.7, 0.75
_END = re.compile(r"[\s.,;:!?…]+$")
_CALLED = re.compile(r"@?([^\s,:]+)[,:]\s+(?=\S)")
_BRACKETS = {"(": ")", "[": "]"}
_SMALL_I = re.compile(r"(?<![\w.'’/-])i(?=['’]|\s(?!\.))")

# What a lemma that lost its last letter ends in: "clos" of "closed", not "focus", "pass" or "bias".
_SILENT_E = re.compile(r"(?:(?<!bi)(?<!nv)(?<!tl)[aeo]s|(?<!s)is|[acf]us|[vcz])$(?<!focus)(?<!zz)")
_PERSONAL = re.compile(r"\b(?:I|[Mm]e|[Mm]y|[Mm]ine|I['’]\w+)\b")
_DENIAL = re.compile(r"(?:n['’]t|\bnot|\bnever|\bno|\bnobody|\bnothing|\bcannot)\b", re.I)
_ASKING = re.compile(
    r"(?:why|how|who|what|when|where|which"
    r"|(?:is|are|was|were|do|does|did|ca|can|could|would|wo|will|should|has|have|had)(?:n['’]t)?)\b",
    re.I,
)
_BETTER = re.compile(r"\bhad better\b", re.I)
_TAG = re.compile(
    rf"(?:,\s+{_ASKING.pattern}\s|\s(?:do|does|did|is|are|was|were|has|have|had|wo|will)(?:n['’]t)?\s+(?!not$)\w+$)",
    re.I,
)
_FINITE = frozenset("is are was were am can could will would should must may might has have had do does did".split())
_MANY = frozenset("we they you these those".split())


def points(disputed: Sequence[Dispute], web: Web, syntax: Parser | None, parsed: Parsed | None = None) -> list[str]:
    """Return the point of each dispute as a question, read by `syntax` where there is one.

    `parsed` are the sentences of posts that were read before, by post.
    """
    claims = [web.components[d.claims_for[0]] for d in disputed]
    words = [" ".join(claim.label.split()) for claim in claims]
    if syntax is None:
        return [question(one, ()) for one in words]
    texts = [" ".join(claim.text.split()) for claim in claims]
    names = {post.author.casefold() for post in web.posts.values() if post.author}
    read_texts = zip(claims, texts, syntax.parse(texts), strict=True)
    said = _read([_unnamed(_plain(_fuller(claim, text, read)), names) for claim, text, read in read_texts], syntax)
    asked = [_asks(text) for text in texts]
    short = [at for at, one in enumerate(said) if is_fragment(one.read) or points_back(one.read)]
    nears = around([claims[at] for at in short], web, syntax, parsed or {})
    broken = [is_fragment(said[at].read) for at in short]
    wholes = _tidied([near.whole * cut for near, cut in zip(nears, broken, strict=True)], _ROOMY, syntax)
    befores = iter(_tidied([sentence for near in nears for sentence in near.before], _BRIEF, syntax))
    before = dict.fromkeys(range(len(said)), "")
    for at, near, whole in zip(short, nears, wholes, strict=True):
        said[at] = _whole(said[at], whole)
        found = _before(said[at], [(sentence, next(befores)) for sentence in near.before])
        before[at] = found if points_back(said[at].read) else ""
    made = [
        question(one.words, one.read, author=web.posts[claim.post].author, asked=asks)
        for claim, one, asks in zip(claims, said, asked, strict=True)
    ]
    return [_after(before[at], one) for at, one in enumerate(made)]


def _after(before: str, point: str) -> str:
    """Return a question with what was said before: "“Ana wrote a plan”: was it read?"."""
    if not before or len(f"{before} {point}".split()) > _LONGEST:
        return point
    who, quoted, claim = point.partition(" right: “")
    if quoted:
        return f"{who}{quoted}{before if before.endswith('?') else f'{before}.'} {claim}"
    return f"“{before}”: {point[0].lower()}{point[1:]}"


def _read(words: Sequence[str], syntax: Parser) -> list[Said]:
    return [Said(words=one, read=read) for one, read in zip(words, syntax.parse(words), strict=True)]


def _asks(text: str) -> bool:
    return text.rstrip("\"”’')").endswith("?")


def _whole(one: Said, whole: Said) -> Said:
    """Return a claim that lacks a clause as its whole sentence says it, where that does not lack one."""
    fuller = bool(whole.words) and _holds(whole.words, one.words) and not is_fragment(whole.read)
    return whole if fuller else one


def _before(one: Said, found: Sequence[tuple[str, Said]]) -> str:
    """Return what stands before a claim that begins with a pronoun, where it names what that can mean."""
    for sentence, short in found:
        opens = short.words[:1].isalnum() or short.words[:1] == "@"
        whole = opens and _holds(short.words, sentence, _ENOUGH) and not is_fragment(short.read)
        if whole and names_for(one.read, short.read):
            return _capital(short.words) + "?" * _asks(sentence)
    return ""


def _tidied(sentences: Sequence[str], most: int, syntax: Parser) -> list[Said]:
    """Return sentences in at most so many words, and how these are read."""
    shorter = (tidied(one, read, most) for one, read in zip(sentences, syntax.parse(sentences), strict=True))
    return _read([_plain(one) for one in shorter], syntax)


def _unnamed(claim: str, names: Set[str]) -> str:
    """Return a claim without the name of whom it speaks to: "ana: the bridge is safe"."""
    called = _CALLED.match(claim)
    return claim[called.end() :] if called and called[1].casefold() in names else claim


def _holds(whole: str, claim: str, share: float = _MOST) -> bool:
    """Return whether most words of a claim are left in its shortened sentence."""
    own = set(forms(claim))
    return len(own & set(forms(whole))) >= share * len(own)


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
    asks = _ASKING.match(plain) or (asked and (asks_within(read) or _TAG.search(plain)))
    if asks and alone and (asked or not _subject_first(read)):
        return f"{_capital(plain)}?"
    if _PERSONAL.search(plain) or not alone or (speaks_to_somebody(read) and not asked):
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
    if _BETTER.search(claim):
        return None
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
    base = verb.lemma + "e" * bool(_SILENT_E.search(verb.lemma) and verb.text.lower() == f"{verb.lemma}ed")
    return f"{helper} {first} {base} {rest}".strip() if helper else None


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
