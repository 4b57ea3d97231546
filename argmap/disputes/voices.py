"""How many say it: the comments and authors behind a side, those who restate or share its claims with them."""

from collections.abc import Iterable
from dataclasses import dataclass

from argmap.argument import ArgumentMap, Subtype
from argmap.discussion import voice

_SAME = frozenset({Subtype.RESTATE, Subtype.AGREEMENT})


@dataclass(frozen=True, slots=True, kw_only=True)
class Voices:
    """Comments, distinct known authors, and comments whose author is unknown, who are never taken for one person."""

    comments: int
    authors: int
    unknown: int

    def __str__(self) -> str:
        known = f"{self.authors} author{'s' * (self.authors != 1)}"
        unknown = f"{self.unknown} unknown"
        people = ", ".join(part for part, some in ((known, self.authors), (unknown, self.unknown)) if some)
        return f"{self.comments} comment{'s' * (self.comments != 1)}, {people}"


def voices(claims: Iterable[str], argument_map: ArgumentMap, against: Iterable[str] = ()) -> Voices:
    """Return who says the claims or says them again, one step away through agreement; nobody of `against`.

    A copy of a post counts as its original.
    """
    components, posts = argument_map.by_id(), argument_map.posts()
    names, other = set(claims), set(against)
    for relation in argument_map.relations:
        if relation.subtype in _SAME and relation.target in names and relation.source not in other:
            names.add(relation.source)
    said = {components[name].post for name in names}
    homes = {posts[name].same_as or name for name in said}
    known = {voice(posts[name]) for name in homes} - homes
    return Voices(comments=len(homes), authors=len(known), unknown=sum(voice(posts[name]) == name for name in homes))
