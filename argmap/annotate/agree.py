"""How far annotators of the same posts agree: on what is a component, on its kind, on relations, and all in one."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from statistics import fmean

from argmap.annotate.contested import Maps
from argmap.annotate.gamma import gamma
from argmap.annotate.measures import alpha, alpha_u, apart, cass, joint_alpha_u, kappa, segmentation_similarity
from argmap.argument import ArgumentMap, Kind
from argmap.discussion import ancestors
from argmap.errors import InvalidError
from argmap.evaluate.disagree import Disagreement, disagreements
from argmap.evaluate.match import compare, originals
from argmap.quotes import Word, words

MOST_AT_ONCE = 4
_OF_CASS = ("kappa, relations", "kappa, replies", "segmentation similarity", "CASS", "CASS, no replies")
_NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """A coefficient of all annotators, or its mean over pairs of them; None where it is not defined."""

    name: str
    value: float | None
    detail: str


def agree(maps: Maps) -> tuple[Agreement, ...]:
    """Return the coefficients of at least two maps of the same posts, by annotator; raise InvalidError for others."""
    refuse_other_posts(maps)
    found = list(maps.values())
    units = {kind.value: [_units(one, kind) for one in found] for kind in Kind}
    either = [_units(one, None) for one in found]
    length = _length(found[0])
    return (
        Agreement(name="alpha_U, components", value=alpha_u(either, length).alpha, detail="where, whatever the kind"),
        *(
            Agreement(name=f"alpha_U, {kind}s", value=alpha_u(spans, length).alpha, detail="where")
            for kind, spans in units.items()
        ),
        Agreement(name="alpha_U, joint", value=joint_alpha_u(units, length), detail="claims and premises together"),
        Agreement(name="alpha, kind of a word", value=alpha(_ratings(found)), detail="claim, premise or none, a word"),
        _pairwise("kappa, kind", found, _kinds, "claim or premise, matched components"),
        _pairwise("kappa, relations", found, _relation_kappa, "support, attack or none, matched components in reach"),
        _pairwise("kappa, replies", found, _reply_kappa, "who answers whom; 1 where that was given"),
        _pairwise("segmentation similarity", found, _similarity, "boundaries between words, a near miss is one edit"),
        _pairwise("CASS", found, _cass, "mean of similarity and graph: relations and replies"),
        _pairwise(
            "CASS, no replies",
            found,
            lambda a, b: cass(_similarity(a, b), _relation_kappa(a, b)),
            "mean of similarity and relations",
        ),
    )


def overall(maps: Maps) -> tuple[Agreement, ...]:
    """Return CASS and what it is made of, for maps of one source; nothing where their posts are not the same."""
    try:
        found = agree(maps)
    except InvalidError:
        return ()
    return tuple(one for one in found if one.name in _OF_CASS)


def agree_by_gamma(maps: Maps) -> tuple[Agreement, ...]:
    """Return gamma of maps of the same posts, with kinds and without; raise MissingExtraError without scipy.

    Of more than four annotators it is the mean over pairs: the alignments of all at once are too many.
    """
    refuse_other_posts(maps)
    rows = [
        [(start, end, str(c.kind)) for (start, end), c in zip(_spans(one), one.components, strict=True)]
        for one in maps.values()
    ]
    length = _length(next(iter(maps.values())))
    places = [[(start, end, "") for start, end, _ in row] for row in rows]
    return tuple(
        _gamma(name, found, length, detail)
        for name, found, detail in (
            ("gamma", rows, "where and which kind, of the units as they fit best"),
            ("gamma, places", places, "where, whatever the kind"),
        )
    )


def differences(maps: Maps) -> tuple[tuple[tuple[str, str], Disagreement], ...]:
    """Return where each two annotators disagree, worst first, with their names."""
    pairs = combinations(maps, 2)
    found = [((one, other), d) for one, other in pairs for d in disagreements(maps[one], maps[other])]
    return tuple(sorted(found, key=lambda item: -item[1].weight))


def refuse_other_posts(maps: Maps) -> None:
    """Raise InvalidError unless these are at least two maps of the same posts."""
    if len(maps) < 2:
        raise InvalidError("agreement needs at least two maps")
    first, *others = maps
    texts = {name: post.text for name, post in maps[first].posts().items()}
    for other in others:
        theirs = {name: post.text for name, post in maps[other].posts().items()}
        if theirs != texts:
            odd = next(name for name in (*texts, *theirs) if texts.get(name) != theirs.get(name))
            raise InvalidError(f"{first} and {other} are not of the same posts: {odd} differs; annotate one export")


def _starts(argument_map: ArgumentMap) -> dict[str, int]:
    """Return where each post begins on the continuum of all, a place apart so that no unit spans two."""
    found, at = {}, 0
    for name, post in argument_map.posts().items():
        found[name] = at
        at += len(post.text) + 1
    return found


def _length(argument_map: ArgumentMap) -> int:
    return sum(len(post.text) + 1 for post in argument_map.posts().values())


def _spans(argument_map: ArgumentMap) -> list[tuple[int, int]]:
    """Return where each component lies on the continuum."""
    starts = _starts(argument_map)
    return [(starts[c.post] + c.start, starts[c.post] + c.end) for c in argument_map.components]


def _units(argument_map: ArgumentMap, kind: Kind | None) -> list[tuple[int, int]]:
    spans = zip(_spans(argument_map), argument_map.components, strict=True)
    return apart(sorted(span for span, c in spans if kind is None or c.kind is kind))


def _ratings(maps: Sequence[ArgumentMap]) -> list[list[str | None]]:
    """Return the kind of each word by each annotator."""
    return [list(row) for row in zip(*(_word_kinds(one) for one in maps), strict=True)]


def _word_kinds(argument_map: ArgumentMap) -> Iterator[str]:
    for name, post in argument_map.posts().items():
        own = [c for c in argument_map.components if c.post == name]
        for word in words(post.text):
            home = next((c for c in own if c.start < word.end and word.start < c.end), None)
            yield home.kind.value if home else _NONE


def _pairwise(
    name: str, maps: Sequence[ArgumentMap], measure: Callable[[ArgumentMap, ArgumentMap], float | None], detail: str
) -> Agreement:
    values = [value for one, other in combinations(maps, 2) if (value := measure(one, other)) is not None]
    mean = sum(values) / len(values) if values else None
    return Agreement(name=name, value=mean, detail=detail if len(maps) == 2 else f"{detail}; mean over pairs")


def _kinds(first: ArgumentMap, second: ArgumentMap) -> float | None:
    comparison = compare(first, second)
    ours, theirs = first.by_id(), second.by_id()
    return kappa(Counter((str(ours[here].kind), str(theirs[there].kind)) for there, here in comparison.pairs.items()))


def _relation_kappa(first: ArgumentMap, second: ArgumentMap) -> float | None:
    """Return kappa over ordered pairs of matched components: of one post, of a reply and the posts above, or linked."""
    comparison = compare(first, second)
    back = {here: there for there, here in comparison.pairs.items()}
    ours, theirs = _labels(first), _labels(second)
    reply_to = {post.id: post.reply_to for post in first.posts().values()}
    above = {name: {name, *ancestors(name, reply_to)} for name in reply_to}
    known = first.by_id()
    pairs = Counter[tuple[str, str]]()
    for source in back:
        for target in back:
            labels = ours.get((source, target), _NONE), theirs.get((back[source], back[target]), _NONE)
            near = known[target].post in above[known[source].post]
            if source != target and (near or labels != (_NONE, _NONE)):
                pairs[labels] += 1
    return kappa(pairs)


def _reply_kappa(first: ArgumentMap, second: ArgumentMap) -> float | None:
    """Return kappa over ordered pairs of posts, whether the one answers the other."""
    ours, theirs = _replies(first), _replies(second)
    size, both = len(first.posts()), len(ours & theirs)
    alone = len(ours) - both, len(theirs) - both
    neither = size * (size - 1) - both - sum(alone)
    table = {("yes", "yes"): both, ("yes", "no"): alone[0], ("no", "yes"): alone[1], ("no", "no"): neither}
    return kappa(table)


def _replies(argument_map: ArgumentMap) -> set[tuple[str, str]]:
    return {(post.id, post.reply_to) for post in argument_map.posts().values() if post.reply_to is not None}


def _cass(first: ArgumentMap, second: ArgumentMap) -> float | None:
    return cass(_similarity(first, second), _relation_kappa(first, second), _reply_kappa(first, second))


def _gamma(name: str, rows: Sequence[Sequence[tuple[int, int, str]]], length: int, detail: str) -> Agreement:
    if len(rows) <= MOST_AT_ONCE:
        return Agreement(name=name, value=gamma(rows, length), detail=detail)
    values = [value for pair in combinations(rows, 2) if (value := gamma(pair, length)) is not None]
    return Agreement(name=name, value=fmean(values) if values else None, detail=f"{detail}; mean over pairs")


def _labels(argument_map: ArgumentMap) -> dict[tuple[str, str], str]:
    original, targets = originals(argument_map), argument_map.targets()
    return {(original[r.source], original[targets[r.id]]): r.kind.value for r in argument_map.relations}


def _similarity(first: ArgumentMap, second: ArgumentMap) -> float | None:
    """Return the segmentation similarity of all posts, each counted by its places between words."""
    edits, places = 0.0, 0
    for name, post in first.posts().items():
        there = words(post.text)
        found = segmentation_similarity(_boundaries(first, name, there), _boundaries(second, name, there), len(there))
        if found is not None:
            edits += (1 - found) * (len(there) - 1)
            places += len(there) - 1
    return 1 - edits / places if places else None


def _boundaries(argument_map: ArgumentMap, post: str, there: Sequence[Word]) -> list[int]:
    """Return before which words of a post a component begins or the word after one stands."""
    found = set()
    for component in argument_map.components:
        if component.post == post:
            inside = [at for at, w in enumerate(there) if w.start < component.end and component.start < w.end]
            found |= {inside[0], inside[-1] + 1} if inside else set()
    return sorted(at for at in found if 0 < at < len(there))


def table(found: Sequence[Agreement]) -> str:
    """Return the coefficients as aligned text, "-" where one is not defined."""
    width = max(len(one.name) for one in found)
    return "".join(
        f"{one.name:<{width}}  {'     -' if one.value is None else f'{one.value:6.3f}'}  {one.detail}\n"
        for one in found
    )
