"""What became of a source: which of its words are in posts, which were left out, which posts gave no component, why."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from argmap.argument import ArgumentMap
from argmap.discussion import Discussion, MarkKind, NoiseKind, Post
from argmap.parse import blocks
from argmap.read import Coverage, SourceText, coverage
from argmap.read.marks import covering

_GONE = re.compile(r"^\W*(?:deleted|removed|flagged|dead)\b.{0,30}$", re.I)
_WORD = re.compile(r"[^\W\d_]+")
_SHOWN = 20
_FUNCTION = frozenset(
    "the a an of to in is are was were be it that this and or not for on with as you i we they he she but if so have"
    " has do does at by from what there my your can will would just no me all about more how which who them out up one"
    "".split()
)
_LEAST_WORDS = 8
_LEAST_ENGLISH = 0.12
_LEAST_READ, _MOST_READ = 20, 2_000
_NOT_SAID = {MarkKind.CODE: "code", MarkKind.QUOTE: "a quote", MarkKind.HEADING: "a heading", MarkKind.LINK: "a link"}


def report(argument_map: ArgumentMap, texts: Sequence[SourceText]) -> str:
    """Return, as lines, where the words of each text went and which posts gave no component, with the reason.

    `texts` are those that the map's discussions were read from, in their order; a map that was loaded has none.
    """
    measured = list(texts) if len(texts) == len(argument_map.discussions) else []
    lines: list[str] = []
    speaking = {component.post for component in argument_map.components}
    for at, discussion in enumerate(argument_map.discussions):
        lines.append(f"{discussion.source} ({discussion.format}): {_counted(len(discussion.posts), 'post')}")
        if measured and measured[at].text:
            lines += _meter(coverage(measured[at].text, discussion), discussion)
        lines += [_answers(discussion), *_silent(discussion, speaking)]
    return "\n".join(lines)


def is_foreign(discussion: Discussion) -> bool:
    """Return whether the beginning of a discussion does not read as English."""
    words = (word for post in discussion.posts for word in _WORD.findall(post.text[:_MOST_READ].casefold()))
    said = list(islice(words, _MOST_READ))
    return len(said) >= _LEAST_READ and _is_foreign(said)


def silence(post: Post) -> str:
    """Return why a post gave no component, as far as its words tell."""
    said = [word.casefold() for word in _WORD.findall(post.text)]
    covered = covering((mark.start, mark.end) for mark in post.marks if mark.kind in _NOT_SAID)
    own = [m for m in _WORD.finditer(post.text) if not covered(m.start(), m.end())]
    if post.same_as is not None:
        return f"is a copy of {post.same_as}"
    if not said or _GONE.match(post.text):
        return "was deleted or removed" if said else "has no words"
    if not own:
        kinds = dict.fromkeys(_NOT_SAID[mark.kind] for mark in post.marks if mark.kind in _NOT_SAID)
        return f"is only {' and '.join(kinds)}"
    if len(said) >= _LEAST_WORDS and _is_foreign(said):
        return "does not read as English"
    if not any(blocks(post)):
        return "has no sentence"
    if all(line.rstrip().endswith("?") for line in post.text.split("\n") if line.strip()):
        return "only asks"
    return "holds no sentence taken for a claim or premise"


def _is_foreign(said: Sequence[str]) -> bool:
    return sum(word in _FUNCTION for word in said) < _LEAST_ENGLISH * len(said)


def _meter(found: Coverage, discussion: Discussion) -> Iterator[str]:
    def line(name: str, count: int) -> str:
        return f"  {name:<34}{count:>9,}{count / max(1, found.words):>8.1%}"

    yield line("words in the source", found.words)
    yield line("in posts", found.in_posts)
    counts = {kind: sum(n.kind.value == kind for n in discussion.noise) for kind in found.noise}
    for kind, count in found.noise.items():
        what = "comments not there" if kind == NoiseKind.MISSING else f"left out as {kind}"
        yield line(f"{what}, {_counted(counts[kind], 'stretch', 'es')}", count)
    yield line("names, times, title", found.known)
    examples = f"   such as {', '.join(found.examples)}" if found.examples else ""
    yield line("in no post", found.rest) + examples


def _answers(discussion: Discussion) -> str:
    known = [post for post in discussion.posts if post.reply_to is not None]
    kinds = Counter(post.reply_evidence.value if post.reply_evidence else "unknown" for post in known)
    by = ", ".join(f"{count} by {kind}" for kind, count in sorted(kinds.items(), key=lambda item: (-item[1], item[0])))
    answers = "answers" if len(known) == 1 else "answer"
    return f"  {_counted(len(known), 'post')} of {len(discussion.posts)} {answers} another{': ' if by else ''}{by}"


def _silent(discussion: Discussion, speaking: set[str]) -> Iterator[str]:
    found: dict[str, list[str]] = {}
    for post in discussion.posts:
        if post.id not in speaking:
            found.setdefault(silence(post), []).append(post.id)
    count = sum(map(len, found.values()))
    yield f"  {_counted(count, 'post')} of {len(discussion.posts)} gave no component{':' if count else ''}"
    for reason, names in _most_first(found):
        more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
        yield f"    {len(names):>4} {reason}: {', '.join(names[:_SHOWN])}{more}"


def _most_first(found: Mapping[str, list[str]]) -> list[tuple[str, list[str]]]:
    return sorted(found.items(), key=lambda item: (-len(item[1]), item[0]))


def _counted(count: int, name: str, ending: str = "s") -> str:
    return f"{count:,} {name}{ending * (count != 1)}"
