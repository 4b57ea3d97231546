"""argmap reads what people wrote and maps what they argued."""

__version__ = "0.1.0"
