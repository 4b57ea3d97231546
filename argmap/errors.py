"""Every error argmap raises on purpose; only `cli/app.py` catches them.

ArgmapError            what happened, where, what to do
├── ReadError          a source cannot be read as a discussion
├── InvalidError       a discussion or map breaks the rules of its type (also a ValueError)
├── UnknownNameError   no reader, format or model of that name
├── ModelError         a model is missing, damaged or of another kind
├── MissingExtraError  a package that an extra brings is not installed
└── WriteError         a result cannot be written
"""


class ArgmapError(Exception):
    """Say in one line what happened, where, and what to do next."""


class ReadError(ArgmapError):
    """A source cannot be read as a discussion."""


class InvalidError(ArgmapError, ValueError):
    """A value breaks the rules of its type; the message names the id."""


class UnknownNameError(ArgmapError):
    """No reader, format or model of that name is known."""


class ModelError(ArgmapError):
    """A model is missing, damaged or of another kind."""


class WriteError(ArgmapError):
    """A result cannot be written where it was asked for."""


class MissingExtraError(ArgmapError):
    """A package that is needed for this alone is not installed; the message names the extra that brings it."""
