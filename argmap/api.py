"""What a program calls: map sources, load a map, export it; `argmap.map` and its neighbours are these."""

import os
from collections.abc import Sequence

from argmap.argument import ArgumentMap
from argmap.formats import Content
from argmap.formats import export as export_map
from argmap.nlp.models import models
from argmap.pipeline import argue, load_map, map_sources
from argmap.read import read_text

Path = str | os.PathLike[str]


def map(
    source: Path | Sequence[Path],
    *,
    reader: str | None = None,
    syntax: str | None = None,
    components: str | None = None,
    relations: str | None = None,
) -> ArgumentMap:
    """Map files or folders, as `argmap map` does; a file that holds a map already is loaded.

    `reader` names a format of `argmap formats`, the others name models as on the command line. Raises ReadError,
    UnknownNameError, ModelError: all of them ArgmapError, whose message is one line.
    """
    sources = [source] if isinstance(source, str | os.PathLike) else source
    slots = models(syntax=syntax, components=components, relations=relations)
    return map_sources([os.fspath(one) for one in sources], reader=reader, slots=slots)


def map_text(
    text: str,
    *,
    reader: str | None = None,
    syntax: str | None = None,
    components: str | None = None,
    relations: str | None = None,
) -> ArgumentMap:
    r"""Map one text, which is read as the file it would be.

    >>> talk = "ana: Trams are cheap to run.\n  ben: Trams are not cheap at all."
    >>> made = map_text(talk, components="rules", relations="rules")
    >>> [(component.post, component.text) for component in made.components]
    [('p1', 'Trams are cheap to run.'), ('p2', 'Trams are not cheap at all.')]
    >>> made.to_networkx().number_of_nodes()
    2
    """
    slots = models(syntax=syntax, components=components, relations=relations)
    return argue([read_text(text, reader=reader)], slots)


def load(source: Path, *, reader: str | None = None) -> ArgumentMap:
    """Load a map from `argmap/1` JSON or any format that maps are read from; raise ReadError for a discussion."""
    return load_map(os.fspath(source), reader=reader)


def export(argument_map: ArgumentMap, to: str) -> Content:
    """Return the map in a format of `argmap formats`: a text, or texts by file name where it takes several files.

    >>> made = map_text("Trams are cheap to run.", components="rules", relations="rules")
    >>> print(export(made, "mermaid"))
    flowchart BT
      c1["Trams are cheap to run<br>#40;unknown#41;"]
    <BLANKLINE>
    >>> sorted(export(made, "csv"))
    ['components.csv', 'relations.csv']
    """
    return export_map(argument_map, to)
