"""Any source becomes a Discussion: bytes are fetched and decoded once, one small file reads each format."""

from argmap.read.columns import Columns, named
from argmap.read.coverage import Coverage, coverage
from argmap.read.sources import (
    FORMATS,
    MAX_SIZE,
    SourceText,
    files,
    number,
    read,
    read_text,
    source_text,
    source_texts,
)

__all__ = [
    "FORMATS",
    "MAX_SIZE",
    "Columns",
    "Coverage",
    "SourceText",
    "coverage",
    "files",
    "named",
    "number",
    "read",
    "read_text",
    "source_text",
    "source_texts",
]
