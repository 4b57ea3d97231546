"""Chunks: discussions that are mapped and written together, few enough to lose, enough to be worth a file."""

from collections.abc import Iterator
from dataclasses import dataclass

from argmap.scale.items import Item

_MOST_ITEMS = 32
_MOST_BYTES = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Chunk:
    """Some discussions that are mapped and written together."""

    number: int
    items: tuple[Item, ...]

    @property
    def size(self) -> int:
        """How many bytes its sources have."""
        return sum(item.size for item in self.items)


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """A chunk that is written, now (`fresh`) or by an earlier run, and how many rows each table got."""

    number: int
    size: int
    fresh: bool
    counts: dict[str, int]


def chunks(found: Iterator[Item]) -> Iterator[Chunk]:
    """Yield the items in chunks of at most 32 discussions or about a megabyte."""
    number, waiting, size = 0, list[Item](), 0
    for item in found:
        if waiting and (len(waiting) >= _MOST_ITEMS or size + item.size > _MOST_BYTES):
            yield Chunk(number=number, items=tuple(waiting))
            number, waiting, size = number + 1, [], 0
        waiting.append(item)
        size += item.size
    if waiting:
        yield Chunk(number=number, items=tuple(waiting))
