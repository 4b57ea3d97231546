"""Ways to look at a map: `render_html` makes the page."""

from argmap.render.html import render_html

__all__ = ["render_html"]
