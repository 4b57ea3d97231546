"""Units become components: which of them argue, as claim or premise, and what they quote."""

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from argmap import quotes
from argmap.argument import Component, Kind
from argmap.discussion import Discussion, Unit, ancestors, knowledge, without_quote_signs
from argmap.nlp.classifier import Classifier, Passage, Picky
from argmap.nlp.cues import after_opening
from argmap.nlp.rules import odds, squash

LEAST = 0.45
_USUAL_UNITS = 80
_ROUNDS, _STILL = 100, 1e-4
_LEAST_COPIED_WORDS = 4
_SAME = 0.6
_FAR = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """The components, and by discussion the log odds by which its units argue more (or less) than is usual."""

    components: tuple[Component, ...]
    moves: Mapping[str, float]


def components(
    units: Sequence[Unit], discussions: Sequence[Discussion], classifier: Classifier
) -> tuple[Component, ...]:
    """Return the components among the units, in reading order, quoted copies tied to their originals."""
    return said(units, discussions, classifier).components


def said(units: Sequence[Unit], discussions: Sequence[Discussion], classifier: Classifier) -> Said:
    """Return the components among the units, in reading order, and how much their discussions argue."""
    judged = classifier.classify(list(passages(units)))
    chances = [scores["component"] for scores in judged]
    least, moves = LEAST, dict[str, float]()
    if isinstance(classifier, Picky):
        least, moves = classifier.least, _moves(chances, units, discussions, classifier.usual)
        home = {post.id: discussion.id for discussion in discussions for post in discussion.posts}
        chances = [squash(odds(c) + moves[home[unit.post]]) for unit, c in zip(units, chances, strict=True)]
    found = [
        _component(unit, chance, scores["claim"])
        for unit, chance, scores in zip(units, chances, judged, strict=True)
        if chance >= least or unit.quoted
    ]
    return Said(components=_tie_quotes([c for c in found if c.confidence > 0.1], discussions), moves=moves)


def passages(units: Sequence[Unit]) -> Iterator[Passage]:
    """Yield the units as passages: each with what stands before it in its post and ends its sentence."""
    for _, group in groupby(units, key=lambda unit: unit.post):
        row = list(group)
        texts = [without_quote_signs(unit.text) for unit in row]
        for at, unit in enumerate(row):
            following = row[at + 1] if at + 1 < len(row) else None
            goes_on = following is not None and following.sentence == unit.sentence
            before = texts[at - 1] if at else ""
            yield Passage(text=texts[at], before=before, after=texts[at + 1] if goes_on else "")


def _moves(
    chances: Sequence[float], units: Sequence[Unit], discussions: Sequence[Discussion], usual: float
) -> dict[str, float]:
    """Return by how much the chances change where a discussion argues as much as its own units together say."""
    home = {post.id: discussion.id for discussion in discussions for post in discussion.posts}
    among: dict[str, list[float]] = {discussion.id: [] for discussion in discussions}
    for unit, chance in zip(units, chances, strict=True):
        if not unit.quoted:
            among[home[unit.post]].append(odds(chance))
    return {name: odds(share_arguing(logits, usual)) - odds(usual) for name, logits in among.items()}


def share_arguing(logits: Sequence[float], usual: float) -> float:
    """Return which share of some units argues, 0 to 1, from their log odds where the share `usual` does.

    The share and what it makes of the chances are found in turn until both agree (EM: Saerens, Latinne and
    Decaestecker, Adjusting the outputs of a classifier to new a priori probabilities, Neural Computation 14, 2002),
    with 80 units of the usual share beside, so that a short text is read as usual.
    """
    share = usual
    for _ in range(_ROUNDS):
        move = odds(share) - odds(usual)
        argue = math.fsum(squash(logit + move) for logit in logits) + _USUAL_UNITS * usual
        before, share = share, argue / (len(logits) + _USUAL_UNITS)
        if abs(share - before) < _STILL:
            break
    return share


def _component(unit: Unit, chance: float, claim: float) -> Component:
    opening, rest = unit.text[: after_opening(unit.text)], unit.text[after_opening(unit.text) :]
    # A word that only opens may end a line of a quote: the signs before the next line go with it.
    start = unit.end - len(rest.lstrip("> \t") if opening.endswith("\n") else rest)
    return Component(
        id=f"{unit.post}:{start}-{unit.end}",
        post=unit.post,
        start=start,
        end=unit.end,
        text=unit.text[start - unit.start :],
        kind=Kind.CLAIM if claim >= 0.5 else Kind.PREMISE,
        quoted=unit.quoted,
        confidence=round(chance, 3),
    )


def _tie_quotes(found: Sequence[Component], discussions: Sequence[Discussion]) -> tuple[Component, ...]:
    """Return the components, those that repeat another post's words marked as copies."""
    originals = [c for c in found if not c.quoted]
    by_post = {post: list(group) for post, group in groupby(originals, key=lambda c: c.post)}
    texts = {post: " ".join(c.text for c in group) for post, group in by_post.items()}
    index = quotes.Index(texts, size=_LEAST_COPIED_WORDS)
    home = {post.id: (at, here) for at, d in enumerate(discussions) for here, post in enumerate(d.posts)}
    known = knowledge(discussions)
    reply_to = {post.id: post.reply_to for d in discussions for post in d.posts}
    above = {post: frozenset(ancestors(post, reply_to, most=_FAR)) for post in {c.post for c in found}}
    tied = []
    for component in found:

        def quotable(other: str, own: str = component.post) -> bool:
            same_source = home[own][0] == home[other][0]
            before = other in above.get(own, ()) or home[other] < home[own]
            return before if same_source else known[other] < known[own]

        original = _original(component, index, quotable, by_post)
        tied.append(component if original is None else _copy(component, original))
    return tuple(tied)


def _original(
    component: Component,
    index: quotes.Index,
    quotable: Callable[[str], bool],
    by_post: Mapping[str, Sequence[Component]],
) -> Component | None:
    runs = index.runs(component.text, allowed=quotable)
    if not runs or sum(run.words for run in runs) < _SAME * len(quotes.forms(component.text)):
        return None
    there = max(runs, key=lambda run: run.words).there
    shared = {c.id: quotes.containment(c.text, component.text) for c in by_post[there]}
    covers = {c.id: quotes.containment(component.text, c.text) for c in by_post[there]}
    best = max(by_post[there], key=lambda c: (shared[c.id] + covers[c.id], -c.start))
    return best if covers[best.id] >= 0.3 or shared[best.id] >= _SAME else None


def _copy(component: Component, original: Component) -> Component:
    return replace(component, quoted=True, quote_of=original.id, kind=original.kind)
