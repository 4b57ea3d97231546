"""The point of a dispute as one neutral question, "Can a minority stake escape review?", never as a fact."""

import re
from collections.abc import Sequence, Set
from html import unescape

from argmap.argument import Component, Dispute
from argmap.canonical import tidied
from argmap.disputes.around import Around, Parsed, around
from argmap.disputes.inverted import inverted, lowered
from argmap.disputes.spoken import (
    Read,
    Said,
    asks_first,
    asks_within,
    faults,
    has_clause,
    is_fragment,
    names_for,
    needs_its_speaker,
    points_back,
    runs_on,
    speaks_to_somebody,
)
from argmap.disputes.web import Web
from argmap.nlp.syntax import Parser
from argmap.quotes import forms

_ROOMY, _BRIEF, _WIDE, _LONGEST, _MOST, _ENOUGH = 20, 14, 26, 34, 0.7, 0.75
_END = re.compile(r"[\s.,;:!?…]+$")
_CALLED = re.compile(r"@?([^\s,:]+)[,:]\s+(?=\S)")
_BRACKETS = {"(": ")", "[": "]"}
_INNER = re.compile("[“”\"]")
_ADDRESS = re.compile(r"(?P<before>[^<]*)<?[^\s<>@]+@[^\s<>@]+>?\s*(?:\((?P<after>[^)]*)\))?\s*$")
_LABEL = re.compile(r"[A-Za-z]+:\s+")
_SMALL_I = re.compile(r"(?<![\w.'’/-])i(?=['’]|\s(?!\.))")

_PERSONAL = re.compile(r"\b(?:I|[Mm]e|[Mm]y|[Mm]ine|I['’]\w+)\b")
_DENIAL = re.compile(r"(?:n['’]t|\bnot|\bnever|\bno|\bnobody|\bnothing|\bcannot)\b", re.I)
_ASKING = re.compile(
    r"(?:why|how|who|what|when|where|which"
    r"|(?:is|are|was|were|do|does|did|ca|can|could|would|wo|will|should|has|have|had)(?:n['’]t)?)\b",
    re.I,
)
_TAG = re.compile(
    rf"(?:,\s+{_ASKING.pattern}\s|\s(?:do|does|did|is|are|was|were|has|have|had|wo|will)(?:n['’]t)?\s+(?!not$)\w+$)",
    re.I,
)


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
    poor = [at for at, one in enumerate(said) if faults(one) and not asked[at]]
    nears = around([claims[at] for at in poor], web, syntax, parsed or {})
    others = _others([claims[at] for at in poor], nears, syntax)
    befores = iter(_tidied([sentence for near in nears for sentence in near.before], _BRIEF, syntax))
    before = dict.fromkeys(range(len(said)), "")
    for at, near, other in zip(poor, nears, others, strict=True):
        said[at] = _best(said[at], other)
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


def _others(claims: Sequence[Component], nears: Sequence[Around], syntax: Parser) -> list[list[Said]]:
    """Return what else a claim can be said with: its label, its text, its whole sentence in fewer words or in all."""
    shorter = _tidied([near.whole for near in nears], _ROOMY, syntax)
    texts = [
        [_plain(words) for words in (claim.label, claim.text, short.words, near.whole)]
        for claim, near, short in zip(claims, nears, shorter, strict=True)
    ]
    read = iter(_read([" ".join(words.split()) for four in texts for words in four], syntax))
    return [[next(read) for _ in four] for four in texts]


def _best(one: Said, others: Sequence[Said]) -> Said:
    """Return the words that a reader stumbles over least, in which most of the claim is left; the first of equals."""
    fitting = [o for o in others if 0 < len(o.words.split()) <= _WIDE and _holds(o.words, one.words)]
    return min((one, *fitting), key=faults)


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
    by_order = asks_first(read)
    alone = asked or by_order or not needs_its_speaker(read)
    asks = _ASKING.match(plain) or by_order or (asked and (asks_within(read) or _TAG.search(plain)))
    if asks and _LABEL.match(plain):
        return question(_LABEL.sub("", plain), read, author=author, asked=True)
    if asks and alone and (asked or by_order or not _subject_first(read)):
        return f"{_capital(plain)}?"
    if read and not has_clause(read):
        return f"Disputed: {_said(plain)}"
    if _PERSONAL.search(plain) or (speaks_to_somebody(read) and not asked):
        return f"Is {_named(author)} right: {_said(plain)}?" if author else f"Disputed: {_said(plain)}"
    if not alone or runs_on(read):
        return f"Disputed: {_said(plain)}"
    turned = inverted(plain, read[0]) if read and not _DENIAL.search(plain) else None
    if turned is not None:
        return f"{_capital(turned)}?"
    return f"Is it true that {lowered(plain, read)}?" if read else f"{_capital(plain)}?"


def _said(plain: str) -> str:
    """Return words as somebody's: in quotation marks, their own made single."""
    return f"“{_capital(_INNER.sub(chr(39), plain))}”"


def _named(author: str) -> str:
    """Return how an author is called without an address: "ana@town.example (Ana Lee)" is "Ana Lee"."""
    within = _ADDRESS.match(author)
    name = (within["after"] or within["before"] or "").strip(" \"'") if within else author
    return name or author.partition("@")[0]


def _plain(claim: str) -> str:
    """Return a claim without the sign that ends it, signs of HTML and brackets about the whole; "i" is "I"."""
    claim = _END.sub("", unescape(claim))
    if claim[:1] in _BRACKETS and claim.count(claim[:1]) == 1:
        claim = claim[1:].replace(_BRACKETS[claim[:1]], "", 1).lstrip()
    return _END.sub("", _SMALL_I.sub("I", claim))


def _subject_first(read: Read) -> bool:
    tokens = read[0].tokens if read else ()
    clausal = any(token.dep.startswith("csubj") for token in tokens)
    return bool(tokens) and (clausal or tokens[0].dep.startswith("nsubj"))


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
