"""READ THIS FIRST: the stages in their order; each takes a value and returns the next, none knows another."""

from collections.abc import Callable, Sequence
from pathlib import Path

from argmap import __version__
from argmap.argument import ArgumentMap, Generator
from argmap.canonical import canonical
from argmap.clause import clauses
from argmap.commitment import committed
from argmap.components import said
from argmap.discussion import Discussion
from argmap.disputes import disputes
from argmap.errors import ReadError
from argmap.formats import LOADERS, folder_loader_of, loader_of
from argmap.nlp.models import Models, models
from argmap.parse import parse, sentences
from argmap.read import MAX_SIZE, Columns, SourceText, number, read_text, source_texts
from argmap.relations import relations
from argmap.restatements import restatements
from argmap.segment import segment
from argmap.thread import thread

Disguise = Callable[[Sequence[Discussion]], Sequence[Discussion]]


def argue(sources: Sequence[Discussion], slots: Models | None = None) -> ArgumentMap:
    """Return the argument map of the discussions that were read: what is claimed, linked and disputed."""
    slots = slots or models()
    discussions = thread(number(sources))
    parsed = parse(discussions, slots.syntax)
    units = segment(discussions, parsed, parser=slots.hashes().get("syntax", ""))
    read = sentences(parsed)
    made = said(units, discussions, slots.components)
    trees = clauses(made.components, read)
    found = committed(made.components, trees)
    links = relations(found, discussions, slots.relations, moves=made.moves)
    linked = restatements(found, links, slots.sameness(), trees)
    return disputes(
        ArgumentMap(
            generator=Generator(name="argmap", version=__version__, models=slots.hashes(), options=slots.names()),
            discussions=discussions,
            components=canonical(found, linked, discussions, read, trees),
            relations=linked,
        ),
        slots.syntax,
        read,
    )


def map_sources(
    sources: Sequence[str], *, reader: str | None = None, max_size: int = MAX_SIZE, slots: Models | None = None
) -> ArgumentMap:
    """Return the map of the files, folders or `-` named; what is a map already is loaded, not mapped again."""
    return map_texts(source_texts(sources, max_size=max_size), reader=reader, slots=slots)


def map_texts(
    texts: Sequence[SourceText],
    *,
    reader: str | None = None,
    columns: Columns | None = None,
    slots: Models | None = None,
    disguise: Disguise | None = None,
) -> ArgumentMap:
    """Return the map of the texts, disguised where asked; what is a map already is loaded, not mapped again."""
    if (loaded := load_texts(texts, reader=reader)) is not None:
        if disguise:
            raise ReadError(f"{texts[0].name} is a map already; names are replaced before mapping, so give its sources")
        return loaded
    read = [read_text(one.text, source=one.name, reader=reader, columns=columns) for one in texts]
    return argue(disguise(read) if disguise else read, slots)


def load_map(source: str, *, reader: str | None = None, max_size: int = MAX_SIZE) -> ArgumentMap:
    """Return the map that the file or folder holds, in any format maps are read from; raise ReadError for no map."""
    loaded = load_texts(source_texts([source], max_size=max_size), reader=reader)
    if loaded is None:
        raise ReadError(f"{source} is no map; make one with `argmap map {source} -o map.json`")
    return loaded


def load_texts(texts: Sequence[SourceText], *, reader: str | None = None) -> ArgumentMap | None:
    """Return the map that the texts are in a format of maps, of one file or a folder's; None for a discussion."""
    folder = folder_loader_of(one.name for one in texts)
    if folder is not None:
        loaded: ArgumentMap = LOADERS.get(folder)({Path(one.name).name: one.text for one in texts}, where=texts[0].name)
        return loaded
    found = {one.name: name for one in texts if (name := _loader(one, reader)) is not None}
    if found and len(texts) > 1:
        raise ReadError(f"{next(iter(found))} is a map already; give it alone, or give the sources it was made from")
    if found:
        loaded = LOADERS.get(found[texts[0].name])(texts[0].text, where=texts[0].name)
        return loaded
    return None


def _loader(one: SourceText, reader: str | None) -> str | None:
    if reader is not None and reader in LOADERS.names():
        return reader
    return loader_of(one.text, one.name)
