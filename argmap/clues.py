"""What a pair of components is weighed by: place, layout, cues, likeness, quotes, and what an encoder reads in it."""

import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from argmap import quotes
from argmap.argument import Component, Kind
from argmap.discussion import Discussion, ancestors
from argmap.nlp.classifier import Linker, Links
from argmap.nlp.cues import although, grants
from argmap.nlp.rules import cues

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
    voiced: Mapping[str, tuple[Component, ...]]
    unquoted: Mapping[str, tuple[Component, ...]]
    places: Mapping[str, int]
    answered: Mapping[str, Component]
    bare: frozenset[str]
    read: Callable[[Component, Component], Mapping[str, float]] | None = None


Pair = tuple[Component, Component, Mapping[str, float]]
Proposer = Callable[[Component, Scene], Iterator[Pair]]


def scene_of(components: Sequence[Component], discussions: Sequence[Discussion]) -> Scene:
    """Return what the pairs among the components are judged by."""
    posts = [post for discussion in discussions for post in discussion.posts]
    reply_to = {post.id: post.reply_to for post in posts}
    bags = {c.id: Counter(w for w in quotes.forms(c.text) if len(w) > 2) for c in components}
    spread = Counter(word for bag in bags.values() for word in bag)
    rare = {word: math.log(1 + len(bags) / count) for word, count in spread.items()}
    texts = {post.id: post.text for post in posts}
    leads = {c.id: lead(c, texts[c.post]) for c in components}
    by_post = {post: tuple(group) for post, group in groupby(components, key=lambda c: c.post)}
    known = {c.id: c for c in components}
    voiced = {post: tuple(c for c in row if not c.quote_of) for post, row in by_post.items()}
    return Scene(
        by_post=by_post,
        above={post.id: ancestors(post.id, reply_to, most=_DEPTH) for post in posts},
        vectors={name: _unit({w: n * rare[w] for w, n in bag.items()}) for name, bag in bags.items()},
        cues={c.id: cues(c.text) for c in components},
        leads=leads,
        openings={c.id: cues(" ".join(f"{leads[c.id]} {c.text}".split()[:7])) for c in components},
        paragraphs={name: at for post, row in by_post.items() for name, at in _rows(row, texts[post])},
        voiced=voiced,
        unquoted={post: tuple(c for c in row if not c.quoted) for post, row in by_post.items()},
        places={c.id: at for row in voiced.values() for at, c in enumerate(row)},
        answered={name: known[quote] for row in by_post.values() for name, quote in _answered(row) if quote in known},
        bare=frozenset(name for name, bag in bags.items() if is_bare(bag)),
    )


def read_with(scene: Scene, linker: Linker) -> Scene:
    """Return the scene with what the linker reads in pairs, each component read among the others of its post."""
    return read_in(scene, linker.links)


def read_in(scene: Scene, read: Callable[[Sequence[Sequence[str]]], Links]) -> Scene:
    """Return the scene with what `read` makes of the passages of each post."""
    links = read([[opened(c, scene) for c in row] for row in scene.by_post.values()])
    place = {c.id: at for at, c in enumerate(c for row in scene.by_post.values() for c in row)}
    return replace(scene, read=lambda s, t: links.seen(place[s.id], place[t.id], across=s.post != t.post))


def lead(component: Component, text: str) -> str:
    """Return the words that open the sentence of a component and stand before it: "But", "No, I think"."""
    before = re.split(r"[.!?;:\n]", text[max(0, component.start - 30) : component.start])[-1]
    return " ".join(before.split()[-3:])


def opened(component: Component, scene: Scene) -> str:
    """Return the words of a component after those that open its sentence."""
    return f"{scene.leads[component.id]} {component.text}".strip()


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
        "grants": step == 1 and grants(opened(s, scene)),
        "although": step == 1 and although(opened(s, scene)),
        "granted_there": step == -1 and grants(opened(t, scene)),
        "stance_there": "stance" in scene.cues[t.id],
        "asks_here": s.text.endswith("?"),
        "quote_there": t.quoted,
        "quote_here": s.quoted,
        "bare": s.id in scene.bare,
        "bare_there": t.id in scene.bare,
    }
    return {name: float(value) for name, value in seen.items() if value} | dict(_read(s, t, scene))


def across(source: Component, target: Component, scene: Scene, *, likeness: float, likest: float) -> dict[str, float]:
    """Return the clues for a component of a reply speaking to one of a post above it, by name.

    `likeness` is that of the two, `likest` the highest one of the source to any component of that post.
    """
    own, there = scene.unquoted[source.post], scene.unquoted[target.post]
    above = scene.above[source.post]
    depth = above.index(target.post) if target.post in above else len(above)
    quoted = scene.answered.get(source.id)
    seen = {
        "bias": 1.0,
        f"depth{min(depth, 3)}": 1.0,
        "first": len(own) > 0 and own[0].id == source.id,
        "second": len(own) > 1 and own[1].id == source.id,
        "to_first": there[0].id == target.id,
        "to_last": there[-1].id == target.id,
        "to_only": len(there) == 1,
        "choice": math.log(len(there)),
        "likeness": likeness,
        "likest": likeness > 0 and likeness == likest,
        "quoted": quoted is not None and quoted.id == target.id,
        "quotes_other": quoted is not None and quoted.id != target.id,
        "from_claim": source.kind is Kind.CLAIM,
        "denial": "denial" in scene.openings[source.id],
        "contrast": "contrast" in scene.openings[source.id],
        "asks": source.text.endswith("?"),
        "bare": source.id in scene.bare,
        "bare_there": target.id in scene.bare,
    }
    return {name: float(value) for name, value in seen.items() if value} | dict(_read(source, target, scene))


def is_bare(words: Iterable[str]) -> bool:
    """Return whether words say too little to stand alone: "that's just wrong", "fair, that is one"."""
    return len({word for word in words if word not in _LIGHT}) < _LEAST_CONTENT


def content(text: str) -> frozenset[str]:
    """Return the words of a text that say what it is about, in the form by which they are compared."""
    return frozenset(word for word in quotes.forms(text) if len(word) > 2 and word not in _LIGHT)


def alike(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    """Return how alike two weighted bags of words of length one are, 0 to 1: their cosine."""
    return sum([weight * other[word] for word, weight in one.items() if word in other])


def within_pairs(component: Component, scene: Scene) -> Iterator[Pair]:
    """Yield the pairs of a component with those of its post that it may support, and their clues."""
    post, source = scene.voiced[component.post], scene.places[component.id]
    near = range(max(0, source - _REACH), min(len(post), source + _REACH + 1))
    for target in sorted({0, *near} - {source}):
        yield component, post[target], within(source, target, post, scene)


def across_pairs(component: Component, scene: Scene) -> Iterator[Pair]:
    """Yield the pairs of a component with those it may speak to in the posts above, and their clues."""
    posts = scene.above[component.post]
    for post in posts:
        yield from _with_each_of(scene.unquoted.get(post, ()), component, scene)
    original = scene.answered.get(component.id)
    if original is not None and original.post not in posts and not original.quoted:
        there = _with_each_of(scene.unquoted[original.post], component, scene)
        yield from (pair for pair in there if pair[1].id == original.id)


def _with_each_of(others: Sequence[Component], component: Component, scene: Scene) -> Iterator[Pair]:
    own = scene.vectors[component.id]
    likenesses = [alike(own, scene.vectors[other.id]) for other in others]
    likest = max(likenesses, default=0.0)
    for other, likeness in zip(others, likenesses, strict=True):
        yield component, other, across(component, other, scene, likeness=likeness, likest=likest)


def _unit(weights: Mapping[str, float]) -> dict[str, float]:
    length = math.hypot(*weights.values())
    return {word: weight / length for word, weight in weights.items()}


def _answered(row: Sequence[Component]) -> Iterator[tuple[str, str]]:
    """Yield the components of a post that follow a quote, each with the original of the last one before it."""
    quote = None
    for component in row:
        if quote is not None:
            yield component.id, quote
        quote = component.quote_of or quote


def _rows(row: Sequence[Component], text: str) -> Iterator[tuple[str, int]]:
    """Yield the components of a post, each with the number of the line it starts in."""
    at = line = 0
    for component in row:
        line += text.count("\n", at, component.start)
        at = component.start
        yield component.id, line


def _read(source: Component, target: Component, scene: Scene) -> Mapping[str, float]:
    return {} if scene.read is None else scene.read(source, target)
