"""What is wrong with a map file: errors it cannot be read with, warnings a reader should know, notes."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from argmap.argument import ArgumentMap
from argmap.discussion import MarkKind
from argmap.errors import InvalidError
from argmap.native import load, parse, unknown_keys

CANONICAL_WORDS = 14


class Level(StrEnum):
    """How bad a problem is: not a map, a map that breaks a rule, or something beyond the rules."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One line about one place of a file."""

    level: Level
    place: str
    message: str


def check(text: str, where: str) -> tuple[Problem, ...]:
    """Return the problems of an `argmap/1` file, errors first; none means a clean map. Never raises."""
    try:
        argument_map = load(text, where=where)
    except InvalidError as error:
        message = str(error).removeprefix(f"{where}: ").removeprefix(f"{where} ")
        return (Problem(level=Level.ERROR, place=where, message=message),)
    found = (*_warnings(argument_map), *_notes(text, argument_map, where))
    return tuple(Problem(level=one.level, place=f"{where}: {one.place}", message=one.message) for one in found)


def _warnings(argument_map: ArgumentMap) -> Iterator[Problem]:
    for rule in (_confidences, _canonicals, _twice, _in_code, _copies, _sides, _ranks):
        for place, message in rule(argument_map):
            yield Problem(level=Level.WARNING, place=place, message=message)


def _notes(text: str, argument_map: ArgumentMap, where: str) -> Iterator[Problem]:
    for key in unknown_keys(parse(text, where=where)):
        yield Problem(level=Level.NOTE, place=key, message="is no key of argmap/1 and is ignored")
    for relation in argument_map.relations:
        expected = f"{relation.source}>{relation.target}:{relation.kind}"
        if relation.id != expected:
            message = f"has an id of its own; argmap would call it {expected}"
            yield Problem(level=Level.NOTE, place=f"relation {relation.id}", message=message)


def _confidences(argument_map: ArgumentMap) -> Iterator[tuple[str, str]]:
    posts = ((f"post {post.id}", post.reply_confidence) for post in argument_map.posts().values())
    components = ((f"component {one.id}", one.confidence) for one in argument_map.components)
    relations = ((f"relation {one.id}", one.confidence) for one in argument_map.relations)
    for place, confidence in (*posts, *components, *relations):
        if confidence is not None and not 0 <= confidence <= 1:
            yield place, f"has a confidence of {confidence:g}, which is not between 0 and 1"


def _canonicals(argument_map: ArgumentMap) -> Iterator[tuple[str, str]]:
    for component in argument_map.components:
        length = len((component.canonical or "").split())
        if length > CANONICAL_WORDS:
            message = f"has a canonical form of {length} words; at most {CANONICAL_WORDS} are a label"
            yield f"component {component.id}", message


def _twice(argument_map: ArgumentMap) -> Iterator[tuple[str, str]]:
    first: dict[tuple[str, int, int], str] = {}
    for component in argument_map.components:
        other = first.setdefault((component.post, component.start, component.end), component.id)
        if other != component.id:
            yield f"component {component.id}", f"covers the same words as component {other}"


def _in_code(argument_map: ArgumentMap) -> Iterator[tuple[str, str]]:
    posts = argument_map.posts()
    for component in argument_map.components:
        for mark in posts[component.post].marks:
            inside = mark.start < component.end and component.start < mark.end
            if inside and mark.kind is MarkKind.CODE:
                message = f"overlaps the code at {mark.start}-{mark.end} of post {component.post}"
                yield f"component {component.id}", message


def _copies(argument_map: ArgumentMap) -> Iterator[tuple[str, str]]:
    copies = {one.id for one in argument_map.components if one.quote_of is not None}
    for relation in argument_map.relations:
        for end in (relation.source, relation.target):
            if end in copies:
                message = f"ends at the quoted copy {end}; relations go to the original"
                yield f"relation {relation.id}", message


def _sides(argument_map: ArgumentMap) -> Iterator[tuple[str, str]]:
    for dispute in argument_map.disputes:
        against = set(dispute.claims_against)
        for name in dispute.claims_for:
            if name in against:
                yield f"dispute {dispute.id}", f"has component {name} on both sides"


def _ranks(argument_map: ArgumentMap) -> Iterator[tuple[str, str]]:
    ranks = Counter(dispute.rank for dispute in argument_map.disputes)
    if ranks != Counter(range(1, len(argument_map.disputes) + 1)):
        yield "disputes", f"have the ranks {', '.join(map(str, sorted(ranks.elements())))}, not 1 to n"
