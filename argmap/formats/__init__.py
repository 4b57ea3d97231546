"""Maps in other programs' formats: one file a format, what each cannot hold is named, what can come back does."""

from argmap.formats.losses import Losses, table
from argmap.formats.registries import (
    LOADERS,
    LOSSES,
    WRITERS,
    Content,
    export,
    folder_loader_of,
    format_of,
    loader_of,
    losses,
)

__all__ = [
    "LOADERS",
    "LOSSES",
    "WRITERS",
    "Content",
    "Losses",
    "export",
    "folder_loader_of",
    "format_of",
    "loader_of",
    "losses",
    "table",
]
