"""Components become relations: who speaks to what, for or against; pairs are proposed, weighed and the best kept.

Within a post a component supports the one that discourse and layout point at; across posts the first words
of a reply, what it quotes and what it repeats say which component of the posts above it speaks to.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence

from argmap.argument import Alternative, Component, Relation, RelationKind, Subtype
from argmap.clues import Pair, Scene, across_pairs, opened, read_with, scene_of, within_pairs
from argmap.concessions import own_attack
from argmap.discussion import Discussion
from argmap.nlp.classifier import Classifier, Linker, Passage, Weights
from argmap.nlp.rules import odds, squash, weigh
from argmap.rivals import compared, traits

WITHIN_WEIGHTS: Mapping[str, float] = {
    "bias": -3.6, "ahead1": 0.4, "ahead2": -0.3, "ahead3": -0.85, "ahead4": -0.9, "ahead5": -1.9,
    "asks_here": -0.6, "back1": 1.1, "back2": 0.3, "back4": -0.2, "back5": -1.2, "bare": -1.0,
    "bare_there": -0.8, "contrast_here": -0.15, "contrast_there": 0.3, "example_back": 0.5, "from_claim": -0.4,
    "quote_here": -1.2, "quote_there": -0.3, "same_paragraph": 0.9, "so_there": 1.4, "stance_there": 0.3,
    "to_claim": 0.4, "turn": 1.0, "to_first": 0.6, "grants": 0.7,
    "although": 0.7, "granted_there": -0.8,
}  # fmt: skip
ACROSS_WEIGHTS: Mapping[str, float] = {
    "bias": -3.5, "asks": 0.3, "bare": -1.0, "bare_there": -0.4, "choice": -0.7, "contrast": 0.25,
    "denial": 0.15, "depth0": 0.3, "depth1": -0.8, "depth2": -1.2, "depth3": -1.9, "first": 1.1,
    "from_claim": 0.1, "likeness": 3.0, "likest": 0.8, "quoted": 2.5, "quotes_other": -0.3, "second": 0.6,
    "to_first": 0.15, "to_last": -0.5, "to_only": -0.4,
}  # fmt: skip
_RUNNERS_UP = 3
# Threads in which people argue differ by so much in how large a part of them does.
_SLACK = 0.6
# Turns are right one time in seven; less sure ones find hardly more disputes.
_TURN = 0.15
RULES = Weights(within=WITHIN_WEIGHTS, across=ACROSS_WEIGHTS, least_within=0.1, least_across=0.08)

Weighed = tuple[Component, Component, Mapping[str, float], float]
Weigher = Callable[[Iterator[Pair], str, float], list[Weighed]]
Found = tuple[Component, Component, Mapping[str, float], float, tuple[Alternative, ...]]


def relations(
    components: Sequence[Component],
    discussions: Sequence[Discussion],
    classifier: Classifier,
    *,
    moves: Mapping[str, float] | None = None,
) -> tuple[Relation, ...]:
    """Return the relations among the components by place; quoted copies carry none, their originals do.

    Where `moves` says by which log odds the units of a discussion argue less than is usual, its links do, too, as far
    as that goes beyond what is common.
    """
    scene = scene_of(components, discussions)
    weights = RULES
    if isinstance(classifier, Linker):
        scene, weights = read_with(scene, classifier), classifier.weights()
    speaking = [c for c in components if not c.quote_of]
    less = {post.id: min(0.0, (moves or {}).get(d.id, 0.0) + _SLACK) for d in discussions for post in d.posts}
    weighed = _weigher(components, discussions, scene, weights)
    within = [_best(weighed(within_pairs(c, scene), "within", less[c.post]), weights.least_within) for c in speaking]
    across = [_best(weighed(across_pairs(c, scene), "across", less[c.post]), weights.least_across) for c in speaking]
    own = [_own_link(*one, own_attack(*one[:3], scene)) for one in within if one]
    if weights.networks:
        silent = [c for c, *to in zip(speaking, within, across, strict=True) if not any(to)]
        own += _turns(silent, scene, _weigher(components, discussions, scene, RULES), less)
    answers = _answers([found for found in across if found], scene, classifier, weights.attacks)
    order = {component.id: at for at, component in enumerate(components)}
    return tuple(sorted(_acyclic([*own, *answers]), key=lambda r: (order[r.source], order[r.target], r.kind)))


def _turns(silent: Sequence[Component], scene: Scene, weighed: Weigher, less: Mapping[str, float]) -> list[Relation]:
    """Return where components that networks link to nothing turn against what discourse points at, by the rules."""
    found = (_best(weighed(within_pairs(c, scene), "within", less[c.post]), _TURN) for c in silent)
    turned = [(one, own_attack(*one[:3], scene)) for one in found if one]
    return [_own_link(*one, attacks) for one, attacks in turned if attacks]


def _answers(found: Sequence[Found], scene: Scene, classifier: Classifier, attacks: float) -> list[Relation]:
    passages = [Passage(text=opened(s, scene), above=t.text) for s, t, *_ in found]
    judged = classifier.classify(passages)
    known = [{**scores, "attack": squash(odds(scores["attack"]) + attacks)} for scores in judged]
    return [_answer(*one, scores) for one, scores in zip(found, known, strict=True)]


def _weigher(
    components: Sequence[Component], discussions: Sequence[Discussion], scene: Scene, weights: Weights
) -> Weigher:
    """Return what gives each pair of one source its chance, by the weights and where there are any by the networks."""
    known = traits(components, discussions, scene) if weights.networks else {}
    clues = {"within": weights.within, "across": weights.across}

    def weighed(pairs: Iterator[Pair], place: str, less: float) -> list[Weighed]:
        network = weights.networks.get(place)
        found = compared(list(pairs), scene, known, network) if network else pairs
        return [(*pair, squash(weigh(clues[place], pair[2]) + less)) for pair in found]

    return weighed


def _best(pairs: Sequence[Weighed], least: float) -> Found | None:
    weighed = sorted(pairs, key=lambda found: -found[3])
    if not weighed or weighed[0][3] < least:
        return None
    others = weighed[1 : 1 + _RUNNERS_UP]
    return *weighed[0], tuple(Alternative(target=t.id, confidence=round(chance, 3)) for _, t, _, chance in others)


def _own_link(
    source: Component,
    target: Component,
    seen: Mapping[str, float],
    chance: float,
    others: tuple[Alternative, ...],
    attacks: Subtype | None,
) -> Relation:
    kind = RelationKind.ATTACK if attacks else RelationKind.SUPPORT
    signs = {"so_there": "marker:so", "example_back": "marker:example", "contrast_here": "marker:but"}
    return Relation(
        id=f"{source.id}>{target.id}:{kind}",
        source=source.id,
        target=target.id,
        kind=kind,
        subtype=attacks or Subtype.EVIDENCE,
        evidence=(*(sign for name, sign in signs.items() if name in seen), "position"),
        confidence=round(chance, 3),
        alternatives=others,
    )


def _answer(
    source: Component,
    target: Component,
    seen: Mapping[str, float],
    chance: float,
    others: tuple[Alternative, ...],
    scores: Mapping[str, float],
) -> Relation:
    attacks = scores["attack"] >= 0.5
    subtype = Subtype.AGREEMENT
    if attacks:
        subtype = Subtype.UNDERCUT if scores["undercut"] >= 0.5 else Subtype.REBUTTAL
    kind = RelationKind.ATTACK if attacks else RelationKind.SUPPORT
    evidence = [f"quote:{target.post}:{target.start}-{target.end}"] if "quoted" in seen else []
    evidence += ["words"] if seen.get("likest") else []
    turned = Alternative(
        target=target.id,
        kind=RelationKind.SUPPORT if attacks else RelationKind.ATTACK,
        confidence=round(chance * min(scores["attack"], 1 - scores["attack"]), 3),
    )
    return Relation(
        id=f"{source.id}>{target.id}:{kind}",
        source=source.id,
        target=target.id,
        kind=kind,
        subtype=subtype,
        evidence=(*evidence, "reply"),
        confidence=round(chance, 3),
        alternatives=tuple(sorted((turned, *others), key=lambda other: -other.confidence)),
    )


def _acyclic(found: Sequence[Relation]) -> list[Relation]:
    """Return the relations without the weaker of two that point at each other, and without rings of support."""
    kept: list[Relation] = []
    ahead: dict[str, list[str]] = {}
    behind: dict[str, list[str]] = {}
    pairs: set[tuple[str, str]] = set()
    for relation in sorted(found, key=lambda r: (-r.confidence, r.source, r.target)):
        supports = relation.kind is RelationKind.SUPPORT
        if (relation.target, relation.source) in pairs or (
            supports and _leads(relation.target, relation.source, ahead, behind)
        ):
            continue
        kept.append(relation)
        pairs.add((relation.source, relation.target))
        if supports:
            ahead.setdefault(relation.source, []).append(relation.target)
            behind.setdefault(relation.target, []).append(relation.source)
    return kept


def _leads(start: str, end: str, ahead: Mapping[str, Sequence[str]], behind: Mapping[str, Sequence[str]]) -> bool:
    """Return whether support leads from `start` to `end`; looked for from both, so that the shorter way decides."""
    if start == end:
        return True
    ways = ((ahead, {start}, [start]), (behind, {end}, [end]))
    while ways[0][2] and ways[1][2]:
        for (way, seen, waiting), (_, met, _) in (ways, ways[::-1]):
            following = way.get(waiting.pop(), ()) if waiting else ()
            if not met.isdisjoint(following):
                return True
            waiting += [one for one in following if one not in seen]
            seen.update(following)
    return False
