"""The point of each dispute as a line: its claim is read, said in the words that say most, and asked."""

from collections.abc import Sequence, Set
from dataclasses import dataclass, replace

from argmap.argument import Component, Dispute
from argmap.canonical import tidied
from argmap.disputes.around import Around, around
from argmap.disputes.asked import begins_asking, ends_asking, question
from argmap.disputes.before import after, answering, before, told
from argmap.disputes.capitals import capitals, recapitalised
from argmap.disputes.chosen import best, fuller, holds, unnamed
from argmap.disputes.faults import faults, says
from argmap.disputes.pointing import leaves_open, pointers
from argmap.disputes.spoken import ROOMY, UTMOST, WIDE, Read, Said, is_fragment, needs_its_speaker, opening
from argmap.disputes.trimmed import excerpt, tails, trimmed
from argmap.disputes.web import Web
from argmap.disputes.written import closed, plain
from argmap.nlp.syntax import Parser, Sentences

_OWN, _EARLY, _SURE = 2, 150, 0.8


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """The point of a dispute in words, and whether these lack or point to what only the thread says."""

    words: str
    unclear: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ways:
    """What a claim can be said with: in other words, in `more` of its sentence or its beginning, and after what."""

    near: Around
    others: Sequence[Said]
    more: Sequence[Said]
    before: Sequence[tuple[Said, ...]]
    above: Sequence[Said]


def points(
    disputed: Sequence[Dispute], web: Web, syntax: Parser | None, sentences: Sentences | None = None
) -> list[Line]:
    """Return the point of each dispute as a question, read by `syntax` where there is one.

    `sentences` are those of posts that were read before.
    """
    claims = [web.components[d.claims_for[0]] for d in disputed]
    words = [" ".join(claim.label.split()) for claim in claims]
    if syntax is None:
        return [Line(words=question(one, ())) for one in words]
    texts = [closed(" ".join(claim.text.split())) for claim in claims]
    reads, asked = list(syntax.parse(texts)), [ends_asking(text) for text in texts]
    said = _in_full(claims, texts, reads, asked, web, syntax)
    poor = {at for at, one in enumerate(said) if faults(one) or pointers(one.read) or not holds(one.words, texts[at])}
    helped = sorted(poor | {at for at, read in enumerate(reads) if _may_be_within(read)})
    begun = _read([excerpt(texts[at], reads[at]) for at in helped], syntax)
    nears = around([claims[at] for at in helped], web, syntax, sentences or {})
    ways = _ways([claims[at] for at in helped], [said[at] for at in helped], nears, begun, syntax)
    context = dict.fromkeys(range(len(said)), ("", False))
    for at, way in zip(helped, ways, strict=True):
        if way.near.within and 0 < len(way.others[-1].words.split()) <= UTMOST:
            said[at] = way.others[-1]
        if at in poor:
            said[at], context[at] = _best_after(said[at], texts[at], way, asks=asked[at])
    replies = _replies(claims, said, web, syntax)
    called = capitals(web.posts.values())
    lines = zip(claims, said, asked, context.values(), replies, strict=True)
    found = [_line(*one, called, web) for one in lines]
    wholes = syntax.parse([line.words for line in found])
    return [replace(line, unclear=line.unclear or leaves_open(read)) for line, read in zip(found, wholes, strict=True)]


def _in_full(
    claims: Sequence[Component],
    texts: Sequence[str],
    reads: Sequence[Read],
    asked: Sequence[bool],
    web: Web,
    syntax: Parser,
) -> list[Said]:
    """Return the claims in all of their words that say something, without a call, an opening and a tail."""
    names = {post.author.casefold() for post in web.posts.values() if post.author}
    read_texts = zip(claims, texts, reads, strict=True)
    full = [unnamed(plain(fuller(claim, text, read)), names) for claim, text, read in read_texts]
    return _trimmed(_opened(_read(full, syntax), syntax), asked, syntax)


def _ways(
    claims: Sequence[Component], said: Sequence[Said], nears: Sequence[Around], begun: Sequence[Said], syntax: Parser
) -> list[_Ways]:
    """Return what each claim can be said with and after, where what is said of it leaves a reader stumbling."""
    others, hanging = _others(claims, nears, syntax), _hung(said, nears, syntax)
    found = iter(told([words for near in nears for words in (*near.before, near.above)], syntax))
    return [
        _Ways(
            near=near,
            others=other,
            more=[start, *ends],
            before=[next(found) for _ in near.before],
            above=next(found),
        )
        for near, other, start, ends in zip(nears, others, begun, hanging, strict=True)
    ]


def _best_after(one: Said, text: str, way: _Ways, *, asks: bool) -> tuple[Said, tuple[str, bool]]:
    """Return a claim in the words that are best read, and what they are best read after, as `before` says it."""
    if says(one) and holds(one.words, text):
        context = before(one, way.before, way.above, way.near.quoted)
        if context[0]:
            return one, context
    still = not asks or ends_asking(way.near.whole)
    one = best(one, text, [*(way.others if still else way.others[:_OWN]), *way.more])
    return one, before(one, way.before, way.above, way.near.quoted)


def _line(
    claim: Component,
    one: Said,
    asks: bool,
    context: tuple[str, bool],
    reply: str,
    called: Set[str],
    web: Web,
) -> Line:
    """Return the question of a claim, said after its `context` or after what it is a `reply` to, where that helps."""
    spoken, theirs = context
    author, to = web.posts[claim.post].author, _spoken_to(claim, web)
    alone, explained = (
        question(one.words, one.read, author=author, to=to, asked=asks, explained=known) for known in (False, True)
    )
    alone, explained = (recapitalised(point, one.words, called) for point in (alone, explained))
    whole = after("" if theirs else spoken, explained, answered=spoken if theirs else reply)
    helped = whole != explained
    unclear = (
        claim.text.rstrip().endswith(":")
        or not says(one)
        or needs_its_speaker(one.read)
        or (bool(pointers(one.read)) and not helped)
    )
    return Line(words=whole if helped else alone, unclear=unclear)


def _may_be_within(read: Read) -> bool:
    first = read[0].tokens[0] if read and read[0].tokens else None
    return first is not None and first.text[:1].islower() and first.pos in {"NOUN", "ADJ", "PROPN"}


def _replies(claims: Sequence[Component], said: Sequence[Said], web: Web, syntax: Parser) -> list[str]:
    """Return of each claim what it answers in another post, where that names something it points to; else ""."""
    early = [claim.start < _EARLY for claim in claims]
    targets = _targets([claim for claim, begins in zip(claims, early, strict=True) if begins], web)
    heard = dict(zip(targets, _read([plain(words) for words in targets.values()], syntax), strict=True))
    return [answering(one, heard.get(claim.id)) for claim, one in zip(claims, said, strict=True)]


def _spoken_to(claim: Component, web: Web) -> str | None:
    """Return who wrote what the post of a claim surely answers, where that is somebody else."""
    post = web.posts[claim.post]
    above = web.posts.get(post.reply_to or "")
    sure = post.reply_confidence is None or post.reply_confidence >= _SURE
    return above.author if above is not None and sure and above.author != post.author else None


def _targets(claims: Sequence[Component], web: Web) -> dict[str, str]:
    """Return what each claim answers in another post, by the claim's id: the surest of its links, or of its post's.

    Where a post is linked to no other, that is all of a short post above it.
    """
    every = [r for found in (*web.attacks.values(), *web.supports.values()) for r in found]
    away = [r for r in every if r.target in web.components and _home(r.source, web) != _home(r.target, web)]
    surest = sorted(away, key=lambda r: (r.confidence, r.id))
    of_posts = {_home(r.source, web): r.target for r in surest}
    of_claims = {r.source: r.target for r in surest}
    found = {claim.id: of_claims.get(claim.id) or of_posts.get(claim.post) for claim in claims}
    return {
        claim.id: words
        for claim in claims
        if (words := _said_in_short(found[claim.id], web) or _all_of(web.posts[claim.post].reply_to, web))
    }


def _home(name: str, web: Web) -> str:
    return web.components[name].post


def _said_in_short(name: str | None, web: Web) -> str:
    """Return the text of a component where that is short, else its label."""
    text = " ".join(web.components[name].text.split()) if name else ""
    return web.components[name].label if name and len(text.split()) > ROOMY else text


def _all_of(name: str | None, web: Web) -> str:
    """Return the whole of a short post; "" of a longer one."""
    text = " ".join(web.posts[name].text.split()) if name and name in web.posts else ""
    return text if len(text.split()) <= ROOMY else ""


def _read(words: Sequence[str], syntax: Parser) -> list[Said]:
    return [Said(words=one, read=read) for one, read in zip(words, syntax.parse(words), strict=True)]


def _others(claims: Sequence[Component], nears: Sequence[Around], syntax: Parser) -> list[list[Said]]:
    """Return what else a claim can be said with: its label, its text, its whole sentence in fewer words or in all."""
    shorter = _tidied([near.whole for near in nears], ROOMY, syntax)
    texts = [
        [plain(words) for words in (claim.label, claim.text, short.words, near.whole)]
        for claim, near, short in zip(claims, nears, shorter, strict=True)
    ]
    read = iter(_read([" ".join(words.split()) for four in texts for words in four], syntax))
    return [_opened([next(read) for _ in four], syntax) for four in texts]


def _hung(said: Sequence[Said], nears: Sequence[Around], syntax: Parser) -> list[list[Said]]:
    """Return what a claim that says nothing by itself can be said with: more of its sentence before it."""
    hangs = [is_fragment(one.read) or needs_its_speaker(one.read) for one in said]
    parts = [near.begun if hung else "" for hung, near in zip(hangs, nears, strict=True)]
    read_parts = zip(parts, syntax.parse(parts), said, strict=True)
    found = [[plain(end) for end in tails(part, read, len(one.words.split()))] for part, read, one in read_parts]
    read = iter(_read([end for ends in found for end in ends], syntax))
    return [[next(read) for _ in ends] for ends in found]


def _trimmed(said: Sequence[Said], asked: Sequence[bool], syntax: Parser) -> list[Said]:
    """Return what is said without clauses at its end that may be missed, where it is too wide and still asks."""
    long = [at for at, one in enumerate(said) if len(one.words.split()) > WIDE]
    wide = {at: trimmed(said[at].words, said[at].read) for at in long if not asked[at] or begins_asking(said[at].words)}
    shorter = {at: plain(words) for at, words in wide.items() if words}
    read = dict(zip(shorter, _read(list(shorter.values()), syntax), strict=True))
    return [read.get(at, one) for at, one in enumerate(said)]


def _opened(said: Sequence[Said], syntax: Parser) -> list[Said]:
    """Return what is said without what only opens it: "yeah, right, ...", "you see, ..."."""
    shorter = {at: one.words[cut:] for at, one in enumerate(said) if (cut := opening(one.read))}
    read = dict(zip(shorter, _read(list(shorter.values()), syntax), strict=True))
    return [read[at] if at in read and says(read[at]) >= says(one) else one for at, one in enumerate(said)]


def _tidied(sentences: Sequence[str], most: int, syntax: Parser) -> list[Said]:
    """Return sentences in at most so many words, and how these are read."""
    shorter = (tidied(one, read, most) for one, read in zip(sentences, syntax.parse(sentences), strict=True))
    return _read([plain(one) for one in shorter], syntax)
