"""The formats a map can be written in, by name and by file ending."""

from pathlib import Path

from argmap.errors import UnknownNameError
from argmap.registry import Registry

FORMATS = Registry(
    kind="format",
    builtin={
        "text": "argmap.render.text:render_text",
        "html": "argmap.render.html:render_html",
        "json": "argmap.native:dump",
    },
)
_ENDINGS = {".txt": "text", ".html": "html", ".htm": "html", ".json": "json"}


def format_of(path: Path | None) -> str:
    """Return the format that the ending of `path` names, text without a path; raise UnknownNameError for others."""
    if path is None:
        return "text"
    if path.suffix.lower() not in _ENDINGS:
        endings = ", ".join(_ENDINGS)
        raise UnknownNameError(f"cannot tell a format from {path.name!r}; end it in {endings}, or say --to")
    return _ENDINGS[path.suffix.lower()]
