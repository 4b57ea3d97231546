"""Components become relations: who speaks to what, for or against; pairs are proposed, weighed and the best kept.

Within a post a component supports the one that discourse and layout point at; across posts the first words
of a reply, what it quotes and what it repeats say which component of the posts above it speaks to.
"""

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from argmap import quotes
from argmap.argument import Component, Kind, Relation, RelationKind, Subtype
from argmap.discussion import Discussion, ancestors
from argmap.nlp.classifier import Classifier, Passage
from argmap.nlp.rules import cues, squash, weigh

WITHIN_WEIGHTS: Mapping[str, float] = {
    "bias": -3.6, "ahead1": 0.4, "ahead2": -0.3, "ahead3": -0.85, "ahead4": -0.9, "ahead5": -1.9,
    "asks_here": -0.6, "back1": 1.1, "back2": 0.3, "back4": -0.2, "back5": -1.2, "bare": -1.0,
    "bare_there": -0.8, "contrast_here": -0.15, "contrast_there": 0.3, "example_back": 0.5, "from_claim": -0.4,
    "quote_here": -1.2, "quote_there": -0.3, "same_paragraph": 0.9, "so_there": 1.4, "stance_there": 0.3,
    "to_claim": 0.4, "turn": 1.0, "to_first": 0.6,
}  # fmt: skip
ACROSS_WEIGHTS: Mapping[str, float] = {
    "bias": -3.5, "asks": 0.3, "bare": -1.0, "bare_there": -0.4, "choice": -0.7, "contrast": 0.25,
    "denial": 0.15, "depth0": 0.3, "depth1": -0.8, "depth2": -1.2, "depth3": -1.9, "first": 1.1,
    "from_claim": 0.1, "likeness": 3.0, "likest": 0.8, "quoted": 2.5, "quotes_other": -0.3, "second": 0.6,
    "to_first": 0.15, "to_last": -0.5, "to_only": -0.4,
}  # fmt: skip
WITHIN_LEAST = 0.1
ACROSS_LEAST = 0.08
_REACH = 8
_LEAST_CONTENT = 2
_LIGHT = frozenset(
    "the and but that this these those it's its that's they them you your are was were isn't not don't doesn't "
    "didn't can't won't has have had will would just really simply wrong true false right sure fair one what "
    "which who how why for with from about agree disagree yes nope same here there point good bad nonsense "
    "exactly so too very still then than into out all any some i'm i've you're we're he she his her our their "
    "been being does did do also only even ever never".split()
)
_DEPTH = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """What pairs are judged by, computed once a map."""

    by_post: Mapping[str, tuple[Component, ...]]
    above: Mapping[str, tuple[str, ...]]
    vectors: Mapping[str, Mapping[str, float]]
    cues: Mapping[str, frozenset[str]]
    leads: Mapping[str, str]
    openings: Mapping[str, frozenset[str]]
    paragraphs: Mapping[str, int]
    copies: Mapping[str, str]
    bare: frozenset[str]


def relations(
    components: Sequence[Component], discussions: Sequence[Discussion], classifier: Classifier
) -> tuple[Relation, ...]:
    """Return the relations among the components by place; quoted copies carry none, their originals do."""
    scene = scene_of(components, discussions)
    within = [_best(_within_pairs(c, scene), WITHIN_WEIGHTS, WITHIN_LEAST) for c in components if not c.quote_of]
    across = [_best(_across_pairs(c, scene), ACROSS_WEIGHTS, ACROSS_LEAST) for c in components if not c.quote_of]
    own = [_own_link(*found) for found in within if found]
    replies = [found for found in across if found]
    known = {component.id: component for component in components}
    passages = [Passage(text=f"{scene.leads[s.id]} {s.text}".strip(), above=known[t.id].text) for s, t, *_ in replies]
    judged = classifier.classify(passages)
    answers = [_answer(*found, scores) for found, scores in zip(replies, judged, strict=True)]
    order = {component.id: at for at, component in enumerate(components)}
    return tuple(sorted(_acyclic([*own, *answers]), key=lambda r: (order[r.source], order[r.target], r.kind)))


Pair = tuple[Component, Component, Mapping[str, float]]
Found = tuple[Component, Component, Mapping[str, float], float]


def scene_of(components: Sequence[Component], discussions: Sequence[Discussion]) -> Scene:
    """Return what the pairs among the components are judged by."""
    posts = [post for discussion in discussions for post in discussion.posts]
    reply_to = {post.id: post.reply_to for post in posts}
    bags = {c.id: Counter(w for w in quotes.forms(c.text) if len(w) > 2) for c in components}
    spread = Counter(word for bag in bags.values() for word in bag)
    rare = {word: math.log(1 + len(bags) / count) for word, count in spread.items()}
    texts = {post.id: post.text for post in posts}
    leads = {c.id: lead(c, texts[c.post]) for c in components}
    return Scene(
        by_post={post: tuple(group) for post, group in groupby(components, key=lambda c: c.post)},
        above={post.id: ancestors(post.id, reply_to)[:_DEPTH] for post in posts},
        vectors={name: {w: n * rare[w] for w, n in bag.items()} for name, bag in bags.items()},
        cues={c.id: cues(c.text) for c in components},
        leads=leads,
        openings={c.id: cues(" ".join(f"{leads[c.id]} {c.text}".split()[:7])) for c in components},
        paragraphs={c.id: texts[c.post].count("\n", 0, c.start) for c in components},
        copies={c.id: c.quote_of for c in components if c.quote_of},
        bare=frozenset(name for name, bag in bags.items() if is_bare(bag)),
    )


def lead(component: Component, text: str) -> str:
    """Return the words that open the sentence of a component and stand before it: "But", "No, I think"."""
    before = re.split(r"[.!?;:\n]", text[max(0, component.start - 30) : component.start])[-1]
    return " ".join(before.split()[-3:])


def within(source: int, target: int, post: Sequence[Component], scene: Scene) -> dict[str, float]:
    """Return the clues for component `source` of a post supporting component `target` of it, by name."""
    s, t = post[source], post[target]
    step, opens = target - source, scene.openings[s.id]
    near, alone = min(abs(step), 5), len(scene.by_post) == 1
    seen = {
        "bias": True,
        f"back{near}" if step < 0 else f"ahead{near}": True,
        "to_first": target == 0,
        "same_paragraph": scene.paragraphs[s.id] == scene.paragraphs[t.id],
        "from_claim": s.kind is Kind.CLAIM,
        "to_claim": t.kind is Kind.CLAIM,
        "example_back": step == -1 and "example" in scene.cues[s.id],
        "so_there": step > 0 and "conclusion" in scene.openings[t.id],
        "contrast_here": step < 0 and "contrast" in opens,
        "turn": alone and step == -1 and "contrast" in opens,
        "contrast_there": step > 0 and "contrast" in scene.openings[t.id],
        "stance_there": "stance" in scene.cues[t.id],
        "asks_here": s.text.endswith("?"),
        "quote_there": t.quoted,
        "quote_here": s.quoted,
        "bare": s.id in scene.bare,
        "bare_there": t.id in scene.bare,
    }
    return {name: float(value) for name, value in seen.items() if value}


def across(source: Component, target: Component, scene: Scene) -> dict[str, float]:
    """Return the clues for a component of a reply speaking to one of a post above it, by name."""
    own = [c for c in scene.by_post[source.post] if not c.quoted]
    there = [c for c in scene.by_post[target.post] if not c.quoted]
    above = scene.above[source.post]
    depth = above.index(target.post) if target.post in above else len(above)
    likeness = {c.id: cosine(scene.vectors[source.id], scene.vectors[c.id]) for c in there}
    quoted = _answered_quote(source, scene)
    first = own[0].id == source.id if own else False
    seen = {
        "bias": 1.0,
        f"depth{min(depth, 3)}": 1.0,
        "first": first,
        "second": len(own) > 1 and own[1].id == source.id,
        "to_first": there[0].id == target.id,
        "to_last": there[-1].id == target.id,
        "to_only": len(there) == 1,
        "choice": math.log(len(there)),
        "likeness": likeness[target.id],
        "likest": likeness[target.id] > 0 and likeness[target.id] == max(likeness.values()),
        "quoted": quoted == target.id,
        "quotes_other": quoted is not None and quoted != target.id,
        "from_claim": source.kind is Kind.CLAIM,
        "denial": "denial" in scene.openings[source.id],
        "contrast": "contrast" in scene.openings[source.id],
        "asks": source.text.endswith("?"),
        "bare": source.id in scene.bare,
        "bare_there": target.id in scene.bare,
    }
    return {name: float(value) for name, value in seen.items() if value}


def is_bare(words: Iterable[str]) -> bool:
    """Return whether words say too little to stand alone: "that's just wrong", "fair, that is one"."""
    return len({word for word in words if word not in _LIGHT}) < _LEAST_CONTENT


def cosine(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    """Return the cosine, 0 to 1, of two weighted bags of words."""
    product = sum(weight * other[word] for word, weight in one.items() if word in other)
    return product / (math.hypot(*one.values()) * math.hypot(*other.values())) if product else 0.0


def _within_pairs(component: Component, scene: Scene) -> Iterator[Pair]:
    post = [c for c in scene.by_post[component.post] if not c.quote_of]
    source = post.index(component)
    for target, other in enumerate(post):
        if target != source and (abs(target - source) <= _REACH or target == 0):
            yield component, other, within(source, target, post, scene)


def _across_pairs(component: Component, scene: Scene) -> Iterator[Pair]:
    quoted = _answered_quote(component, scene)
    posts = list(scene.above[component.post])
    for post in posts:
        for other in scene.by_post.get(post, ()):
            if not other.quoted:
                yield component, other, across(component, other, scene)
    if quoted is not None:
        original = next(c for group in scene.by_post.values() for c in group if c.id == quoted)
        if original.post not in posts and not original.quoted:
            yield component, original, across(component, original, scene)


def _answered_quote(component: Component, scene: Scene) -> str | None:
    """Return the original of the quote that stands last before the component in its post."""
    before = [c for c in scene.by_post[component.post] if c.start < component.start and c.id in scene.copies]
    return scene.copies[before[-1].id] if before else None


def _best(pairs: Iterator[Pair], weights: Mapping[str, float], least: float) -> Found | None:
    weighed = [(*pair, squash(weigh(weights, pair[2]))) for pair in pairs]
    best = max(weighed, key=lambda found: found[3], default=None)
    return best if best is not None and best[3] >= least else None


def _own_link(source: Component, target: Component, seen: Mapping[str, float], chance: float) -> Relation:
    turns = "contrast_here" in seen and "back1" in seen
    kind = RelationKind.ATTACK if turns else RelationKind.SUPPORT
    signs = {"so_there": "marker:so", "example_back": "marker:example", "contrast_here": "marker:but"}
    return Relation(
        id=f"{source.id}>{target.id}:{kind}",
        source=source.id,
        target=target.id,
        kind=kind,
        subtype=Subtype.CONCESSION if turns else Subtype.EVIDENCE,
        evidence=(*(sign for name, sign in signs.items() if name in seen), "position"),
        confidence=round(chance, 3),
    )


def _answer(
    source: Component, target: Component, seen: Mapping[str, float], chance: float, scores: Mapping[str, float]
) -> Relation:
    attacks = scores["attack"] >= 0.5
    subtype = Subtype.AGREEMENT
    if attacks:
        subtype = Subtype.UNDERCUT if scores["undercut"] >= 0.5 else Subtype.REBUTTAL
    kind = RelationKind.ATTACK if attacks else RelationKind.SUPPORT
    evidence = [f"quote:{target.post}:{target.start}-{target.end}"] if "quoted" in seen else []
    evidence += ["words"] if seen.get("likest") else []
    return Relation(
        id=f"{source.id}>{target.id}:{kind}",
        source=source.id,
        target=target.id,
        kind=kind,
        subtype=subtype,
        evidence=(*evidence, "reply"),
        confidence=round(chance, 3),
    )


def _acyclic(found: Sequence[Relation]) -> list[Relation]:
    """Return the relations without the weaker of two that point at each other."""
    pairs = {(r.source, r.target): r for r in found}
    return [
        r
        for r in found
        if (back := pairs.get((r.target, r.source))) is None
        or (r.confidence, r.source) > (back.confidence, back.source)
    ]
