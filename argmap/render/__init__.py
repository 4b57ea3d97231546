"""Ways to look at a map: text for a terminal, the page for a browser and for notebooks."""

from argmap.argument import ArgumentMap


def html(argument_map: ArgumentMap) -> str:
    """Return the page of a map: one HTML file that works offline, the same string for the same map."""
    from argmap.render.document import render_html

    return render_html(argument_map)


__all__ = ["html"]
