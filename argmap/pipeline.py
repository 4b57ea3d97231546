"""READ THIS FIRST: the stages in their order; each takes a value and returns the next, none knows another."""

from collections.abc import Sequence

from argmap import __version__
from argmap.argument import ArgumentMap, Generator
from argmap.canonical import canonical
from argmap.components import components
from argmap.discussion import Discussion
from argmap.disputes import disputes
from argmap.errors import ReadError
from argmap.native import load, looks_like_map
from argmap.nlp.models import Models, models
from argmap.parse import parse
from argmap.read import MAX_SIZE, Columns, SourceText, number, read_text, source_texts
from argmap.relations import relations
from argmap.segment import segment
from argmap.thread import thread


def argue(sources: Sequence[Discussion], slots: Models | None = None) -> ArgumentMap:
    """Return the argument map of the discussions that were read: what is claimed, linked and disputed."""
    slots = slots or models()
    discussions = thread(number(sources))
    parsed = parse(discussions, slots.syntax)
    units = segment(discussions, parsed)
    found = components(units, discussions, slots.components)
    linked = relations(found, discussions, slots.relations)
    return disputes(
        ArgumentMap(
            generator=Generator(name="argmap", version=__version__, models=slots.hashes(), options=slots.names()),
            discussions=discussions,
            components=canonical(found),
            relations=linked,
        )
    )


def map_sources(
    sources: Sequence[str], *, reader: str | None = None, max_size: int = MAX_SIZE, slots: Models | None = None
) -> ArgumentMap:
    """Return the map of the files, folders or `-` named; a single `argmap/1` file is loaded, not mapped again."""
    return map_texts(source_texts(sources, max_size=max_size), reader=reader, slots=slots)


def map_texts(
    texts: Sequence[SourceText],
    *,
    reader: str | None = None,
    columns: Columns | None = None,
    slots: Models | None = None,
) -> ArgumentMap:
    """Return the map of the texts; a single `argmap/1` map is loaded, not mapped again."""
    maps = [one.name for one in texts if looks_like_map(one.text)]
    if maps and len(texts) > 1:
        raise ReadError(f"{maps[0]} is a map already; give it alone, or give the sources it was made from")
    if maps:
        return load(texts[0].text, where=maps[0])
    return argue([read_text(one.text, source=one.name, reader=reader, columns=columns) for one in texts], slots)
