"""Two maps of one source share one numbering of words, whatever their ids, tags, spaces and cuts into posts.

Posts of the very same words come first, wherever they stand. The rest is aligned as one text; what was moved
is then looked for post by post, the posts that share most runs of words first.
"""

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass

from argmap.argument import ArgumentMap, Component
from argmap.evaluate.sequences import matching, places
from argmap.quotes import Word, words


@dataclass(frozen=True, slots=True, kw_only=True)
class Alignment:
    """Where the components of both maps lie, in words numbered through.

    Numbers 0 to n-1 are gold's words in reading order; a predicted word has the number of the gold word it
    is, or one of its own from n on. `units` says for every number in which gold post it lies, counted from
    0; a predicted post without a gold post is a unit of its own after these. Components without a word are
    left out. `gold_post` leads from a predicted post to the gold post it shares most words with,
    `predicted_post` from a gold post to the predicted one.
    """

    gold: Mapping[str, frozenset[int]]
    predicted: Mapping[str, frozenset[int]]
    units: tuple[int, ...]
    unit_count: int
    gold_post: Mapping[str, str]
    predicted_post: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Stream:
    """The words of a map in reading order; `owners` are the places of their posts, `firsts` their starts."""

    posts: tuple[str, ...]
    words: Mapping[str, tuple[Word, ...]]
    forms: tuple[str, ...]
    owners: tuple[int, ...]
    firsts: tuple[int, ...]


def align(gold: ArgumentMap, predicted: ArgumentMap) -> Alignment:
    """Return one numbering of words for two maps of the same source."""
    ours, theirs = _stream(gold), _stream(predicted)
    same = _whole_posts(theirs, ours)
    same |= _in_order(theirs, ours, same)
    same |= _moved(theirs, ours, same)
    shared = Counter((theirs.owners[there], ours.owners[here]) for there, here in same.items())
    to_gold = _most_shared(shared)
    to_predicted = _most_shared(Counter({(here, there): n for (there, here), n in shared.items()}))
    numbers = _numbers(theirs, ours, same)
    return Alignment(
        gold=_components(gold, ours, range(len(ours.forms))),
        predicted=_components(predicted, theirs, numbers),
        units=_units(theirs, ours, to_gold),
        unit_count=len(ours.posts) + len(theirs.posts),
        gold_post={theirs.posts[there]: ours.posts[here] for there, here in to_gold.items()},
        predicted_post={ours.posts[here]: theirs.posts[there] for here, there in to_predicted.items()},
    )


def shared(gold: ArgumentMap, predicted: ArgumentMap) -> float:
    """Return the share of gold's runs of three words, 0 to 1, that stand in the predicted map, too."""
    ours, theirs = ({*_threes(_stream(one).forms)} for one in (gold, predicted))
    return len(ours & theirs) / len(ours) if ours else 1.0


def _threes(forms: Sequence[str]) -> Iterator[tuple[str, ...]]:
    return zip(forms, forms[1:], forms[2:], strict=False)


def _stream(argument_map: ArgumentMap) -> _Stream:
    found = {name: words(post.text) for name, post in argument_map.posts().items()}
    firsts, total = [], 0
    for there in found.values():
        firsts.append(total)
        total += len(there)
    return _Stream(
        posts=tuple(found),
        words=found,
        forms=tuple(word.form for there in found.values() for word in there),
        owners=tuple(place for place, there in enumerate(found.values()) for _ in there),
        firsts=tuple(firsts),
    )


def _whole_posts(theirs: _Stream, ours: _Stream) -> dict[int, int]:
    """Align posts of the very same words, where both maps have as many of them, in their order."""
    here, there = _by_words(ours), _by_words(theirs)
    return {
        theirs.firsts[one] + step: ours.firsts[other] + step
        for forms, copies in there.items()
        if len(copies) == len(here.get(forms, ()))
        for one, other in zip(copies, here[forms], strict=True)
        for step in range(len(forms))
    }


def _by_words(stream: _Stream) -> dict[tuple[str, ...], list[int]]:
    found: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for place, there in enumerate(stream.words.values()):
        found[tuple(word.form for word in there)].append(place)
    return found


def _in_order(theirs: _Stream, ours: _Stream, same: Mapping[int, int]) -> dict[int, int]:
    """Align the words left over as two texts in the same order."""
    taken = set(same.values())
    source = [at for at in range(len(theirs.forms)) if at not in same]
    target = [at for at in range(len(ours.forms)) if at not in taken]
    return _matched(theirs, ours, source, target)


def _matched(theirs: _Stream, ours: _Stream, source: Sequence[int], target: Sequence[int]) -> dict[int, int]:
    pairs = matching([theirs.forms[at] for at in source], [ours.forms[at] for at in target])
    return {source[i]: target[j] for i, j in pairs}


def _moved(theirs: _Stream, ours: _Stream, same: Mapping[int, int]) -> dict[int, int]:
    """Align what is left over after that post by post."""
    left_there = _left_over(theirs, same.keys())
    left_here = _left_over(ours, set(same.values()))
    found: dict[int, int] = {}
    taken: set[int] = set()
    for there, here in _post_pairs(theirs, ours, left_there, left_here):
        source = [at for at in left_there[there] if at not in found]
        target = [at for at in left_here[here] if at not in taken]
        pairs = _matched(theirs, ours, source, target)
        found |= pairs
        taken.update(pairs.values())
    return found


def _left_over(stream: _Stream, taken: Container[int]) -> dict[int, list[int]]:
    left: dict[int, list[int]] = defaultdict(list)
    for at, owner in enumerate(stream.owners):
        if at not in taken:
            left[owner].append(at)
    return left


def _post_pairs(
    theirs: _Stream, ours: _Stream, left_there: Mapping[int, list[int]], left_here: Mapping[int, list[int]]
) -> list[tuple[int, int]]:
    """Return the pairs of posts with common runs, most runs first, then the nearest in reading order."""
    homes: dict[tuple[str, ...], set[int]] = defaultdict(set)
    for post, run in _runs(ours, left_here):
        homes[run].add(post)
    shared = Counter((there, here) for there, run in _runs(theirs, left_there) for here in homes.get(run, ()))

    def order(pair: tuple[int, int]) -> tuple[float, float, tuple[int, int]]:
        there = theirs.firsts[pair[0]] / len(theirs.forms)
        here = ours.firsts[pair[1]] / len(ours.forms)
        return -shared[pair], abs(there - here), pair

    return sorted(shared, key=order)


def _runs(stream: _Stream, left: Mapping[int, list[int]]) -> Iterator[tuple[int, tuple[str, ...]]]:
    for post, tokens in left.items():
        forms = [stream.forms[at] for at in tokens]
        yield from ((post, run) for run, _ in places(forms, 0, len(forms)))


def _most_shared(shared: Mapping[tuple[int, int], int]) -> dict[int, int]:
    best: dict[int, int] = {}
    for one, other in sorted(shared, key=lambda pair: (-shared[pair], pair)):
        best.setdefault(one, other)
    return best


def _numbers(theirs: _Stream, ours: _Stream, same: Mapping[int, int]) -> tuple[int, ...]:
    return tuple(same.get(at, len(ours.forms) + at) for at in range(len(theirs.forms)))


def _units(theirs: _Stream, ours: _Stream, to_gold: Mapping[int, int]) -> tuple[int, ...]:
    beyond = (to_gold.get(owner, len(ours.posts) + owner) for owner in theirs.owners)
    return (*ours.owners, *beyond)


def _components(argument_map: ArgumentMap, stream: _Stream, numbers: Sequence[int]) -> dict[str, frozenset[int]]:
    firsts = dict(zip(stream.posts, stream.firsts, strict=True))
    found = {}
    for component in argument_map.components:
        start, end = _covered(component, stream.words[component.post])
        first = firsts[component.post]
        if start < end:
            found[component.id] = frozenset(numbers[first + start : first + end])
    return found


def _covered(component: Component, there: Sequence[Word]) -> tuple[int, int]:
    start = bisect_right(there, component.start, key=lambda word: word.end)
    end = bisect_left(there, component.end, key=lambda word: word.start)
    return start, end
