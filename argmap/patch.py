"""What a person decided about a map: a patch file, `argmap-review/1`, as the page writes it.

Every item is named twice: by its id, and by the post's own `source_id` and the words verbatim, so that a patch
still finds its items after the thread has grown.
"""

import json
from dataclasses import dataclass
from functools import cache
from typing import Any

from argmap.argument import Kind, RelationKind, Subtype, Verdict
from argmap.errors import InvalidError

SCHEMA = "argmap-review/1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A component: `text` stands verbatim in a post; ids are those of the map that was reviewed."""

    id: str
    post: str
    text: str
    kind: Kind
    start: int = 0
    source_id: str | None = None
    author: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """The relation that an undercut points at, by its ends."""

    source: Spot
    target: Spot


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A relation by its ends; `step` is set in place of a target where it undercuts a relation."""

    id: str
    source: Spot
    target: Spot
    kind: RelationKind
    subtype: Subtype | None = None
    step: Step | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Contested:
    """A dispute by its question and its first claim."""

    id: str
    point: str
    claim: Spot


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One verdict on one item; `kind`, `subtype` and `canonical` are what the person put in place."""

    verdict: Verdict
    component: Spot | None = None
    relation: Link | None = None
    dispute: Contested | None = None
    kind: str | None = None
    subtype: Subtype | None = None
    canonical: str | None = None

    def __post_init__(self) -> None:
        if sum(item is not None for item in (self.component, self.relation, self.dispute)) != 1:
            raise InvalidError("a change names one component, one relation or one dispute")
        kinds = Kind if self.component is not None else RelationKind
        if self.kind is not None and self.kind not in tuple(kinds):
            raise InvalidError(f"{self.kind!r} is no kind of what it changes; {', '.join(kinds)} are")


@dataclass(frozen=True, slots=True, kw_only=True)
class Patch:
    """The verdicts of one person on the map with that hash."""

    schema: str
    map: str
    by: str
    changes: tuple[Change, ...] = ()


def load_patch(text: str, *, where: str = "the patch") -> Patch:
    """Return the patch that `argmap-review/1` JSON describes; raise InvalidError naming the place."""
    from pydantic import ValidationError

    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise InvalidError(f"{where} is not JSON ({error}); the page's Download patch writes such a file") from error
    if not isinstance(data, dict) or data.get("schema") != SCHEMA:
        raise InvalidError(f'{where} is not a patch: its "schema" is not "{SCHEMA}"')
    try:
        loaded: Patch = _adapter().validate_json(text)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        place = ".".join(str(part) for part in first["loc"]) or "the patch"
        raise InvalidError(f"{where}: {place}: {first['msg'].removeprefix('Value error, ')}") from error
    return loaded


@cache
def _adapter() -> Any:
    from pydantic import TypeAdapter

    return TypeAdapter(Patch)
