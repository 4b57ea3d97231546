"""The page inside a notebook: a frame that runs the page's own scripts and reaches nothing around it."""

from html import escape

from argmap.argument import ArgumentMap
from argmap.render.document import render_html

HEIGHT = 720


def frame(argument_map: ArgumentMap) -> str:
    """Return an iframe with the page: no origin of its own, so the notebook and its storage are out of its reach."""
    titles = [one.title or one.source or one.id for one in argument_map.discussions]
    name = escape(f"Argument map: {', '.join(titles)[:120]}", quote=True)
    page = escape(render_html(argument_map), quote=True)
    return (
        f'<iframe title="{name}" sandbox="allow-scripts allow-downloads allow-popups" referrerpolicy="no-referrer" '
        f'style="width:100%;height:{HEIGHT}px;border:1px solid #ccc;border-radius:8px" srcdoc="{page}"></iframe>'
    )
