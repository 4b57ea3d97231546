"""Ways to look at a map: text for a terminal, the page for a browser, the JSON for everything else."""

from argmap.render.formats import FORMATS, format_of

__all__ = ["FORMATS", "format_of"]
