"""The formats a map is written in and read from: by name, by file ending, by content."""

from collections.abc import Iterable, Mapping
from importlib import import_module
from pathlib import PurePath

from argmap.argument import ArgumentMap
from argmap.errors import UnknownNameError
from argmap.formats.losses import Losses
from argmap.native import looks_like_map
from argmap.registry import Registry

Content = str | Mapping[str, str]
_READ_AND_WRITTEN = {
    "xaif": "argmap.formats.xaif",
    "aif": "argmap.formats.aif",
    "argdown": "argmap.formats.argdown",
    "arguebuf": "argmap.formats.arguebuf",
    "brat": "argmap.formats.brat",
    "label-studio": "argmap.formats.label_studio",
    "inception": "argmap.formats.inception",
    "inception-xmi": "argmap.formats.inception_xmi",
    "web-annotation": "argmap.formats.web_annotation",
}
_WRITTEN = {
    "csv": "argmap.formats.csv_pair",
    "markdown": "argmap.formats.markdown",
    "graphml": "argmap.formats.graphml",
    "dot": "argmap.formats.dot",
    "mermaid": "argmap.formats.mermaid",
}
_ENDINGS = {
    ".txt": "text", ".html": "html", ".htm": "html", ".json": "json", ".xaif": "xaif", ".argdown": "argdown",
    ".ad": "argdown", ".jsonld": "web-annotation", ".md": "markdown", ".graphml": "graphml", ".dot": "dot",
    ".gv": "dot", ".mmd": "mermaid",
}  # fmt: skip
_FOLDERS = {".ann": "brat", ".xmi": "inception-xmi"}

WRITERS = Registry(
    kind="format",
    builtin={
        "text": "argmap.render.text:render_text",
        "html": "argmap.render.document:render_html",
        "json": "argmap.native:dump",
        **{name: f"{module}:dump" for name, module in {**_READ_AND_WRITTEN, **_WRITTEN}.items()},
    },
)
LOADERS = Registry(
    kind="map reader",
    builtin={"json": "argmap.native:load", **{name: f"{module}:load" for name, module in _READ_AND_WRITTEN.items()}},
)
LOSSES = Registry(
    kind="loss list",
    builtin={name: f"{module}:LOSES" for name, module in {**_READ_AND_WRITTEN, **_WRITTEN}.items()},
)


def export(argument_map: ArgumentMap, to: str) -> Content:
    """Return the map in the format called `to`: a text, or texts by file name where it takes several files."""
    written: Content = WRITERS.get(to)(argument_map)
    return written


def losses(name: str) -> Losses:
    """Return what the format called `name` drops; one that does not say drops nothing."""
    found: Losses = LOSSES.get(name) if name in LOSSES.names() else Losses()
    return found


def format_of(path: PurePath | None) -> str:
    """Return the format that the ending of `path` names, text for none or "-"; raise UnknownNameError for others."""
    if path is None or path.name == "-":
        return "text"
    if path.suffix.lower() not in _ENDINGS:
        endings = ", ".join(_ENDINGS)
        raise UnknownNameError(f"cannot tell a format from {path.name!r}; end it in {endings}, or say --to")
    return _ENDINGS[path.suffix.lower()]


def loader_of(text: str, name: str) -> str | None:
    """Return the name of the map reader that `text`, from the file called `name`, asks for; None for no map."""
    ending = _ENDINGS.get(PurePath(name).suffix.lower())
    if ending in ("argdown", "xaif"):
        return ending
    # Few sources are maps, so only what begins like one is asked about.
    if text[:1_000].lstrip()[:1] not in ("{", "[", "="):
        return None
    found = next((one for one, module in _READ_AND_WRITTEN.items() if _asks(module, text)), None)
    return found or ("json" if looks_like_map(text) else None)


def folder_loader_of(names: Iterable[str]) -> str | None:
    """Return the name of the map reader for a folder with files of these names; None for a folder of sources."""
    return next((_FOLDERS[ending] for ending in map(_ending, names) if ending in _FOLDERS), None)


def _ending(name: str) -> str:
    return PurePath(name).suffix.lower()


def _asks(module: str, text: str) -> bool:
    answer: bool = import_module(module).recognises(text)
    return answer
