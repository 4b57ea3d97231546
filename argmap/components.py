"""Units become components: which of them argue, as claim or premise, and what they quote."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from argmap import quotes
from argmap.argument import Component, Kind
from argmap.discussion import Discussion, Unit, ancestors, knowledge
from argmap.nlp.classifier import Classifier, Passage, Picky
from argmap.nlp.cues import after_opening

LEAST = 0.45
_LEAST_COPIED_WORDS = 4
_SAME = 0.6
_FAR = 12


def components(
    units: Sequence[Unit], discussions: Sequence[Discussion], classifier: Classifier
) -> tuple[Component, ...]:
    """Return the components among the units, in reading order, quoted copies tied to their originals."""
    judged = classifier.classify(list(passages(units)))
    least = classifier.least if isinstance(classifier, Picky) else LEAST
    found = [
        _component(unit, scores)
        for unit, scores in zip(units, judged, strict=True)
        if scores["component"] >= least or unit.quoted
    ]
    return _tie_quotes([c for c in found if c.confidence > 0.1], discussions)


def passages(units: Sequence[Unit]) -> Iterator[Passage]:
    """Yield the units as passages: each with what stands before it in its post and ends its sentence."""
    for _, group in groupby(units, key=lambda unit: unit.post):
        row = list(group)
        for at, unit in enumerate(row):
            following = row[at + 1] if at + 1 < len(row) else None
            goes_on = following is not None and following.sentence == unit.sentence
            before = row[at - 1].text if at else ""
            yield Passage(text=unit.text, before=before, after=following.text if following and goes_on else "")


def _component(unit: Unit, scores: Mapping[str, float]) -> Component:
    start = unit.start + after_opening(unit.text)
    return Component(
        id=f"{unit.post}:{start}-{unit.end}",
        post=unit.post,
        start=start,
        end=unit.end,
        text=unit.text[start - unit.start :],
        kind=Kind.CLAIM if scores["claim"] >= 0.5 else Kind.PREMISE,
        quoted=unit.quoted,
        confidence=round(scores["component"], 3),
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
