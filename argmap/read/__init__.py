"""Any source becomes a Discussion: bytes are fetched and decoded once, one small file reads each format."""

from argmap.read.sources import FORMATS, number, read, read_text

__all__ = ["FORMATS", "number", "read", "read_text"]
