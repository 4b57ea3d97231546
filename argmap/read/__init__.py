"""Any source becomes a Discussion: bytes are fetched and decoded once, one small file reads each format."""

from argmap.read.sources import FORMATS, MAX_SIZE, files, number, read, read_text, source_text

__all__ = ["FORMATS", "MAX_SIZE", "files", "number", "read", "read_text", "source_text"]
