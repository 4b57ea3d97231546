"""The page as one self-contained file; the only place that knows pyvis and its templates.

Nothing in the file asks for anything outside it, and a Content-Security-Policy holds it to that: only the
scripts and styles whose hashes it names run. Text from outside is escaped or stands in JSON blocks.
"""

import base64
import hashlib
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from argmap.argument import ArgumentMap
from argmap.render.cards import WIDTH
from argmap.render.page import Page, page
from argmap.render.printable import encodable
from argmap.sparing import without

if TYPE_CHECKING:
    from pyvis.network import Network

SCRIPTS = (
    "base", "state", "layers", "columns", "layout", "painter", "choice", "drawing", "review", "reviewing", "inspector",
    "picture", "source", "outline", "canvas", "glide", "whole", "filters", "search", "exporting", "keys",
)  # fmt: skip
_HERE = Path(__file__).parent / "templates"


def render_html(argument_map: ArgumentMap) -> str:
    """Return the page of a map: one HTML file that works offline, the same bytes for the same map."""
    return encodable(_written(page(argument_map)))


def _written(shown: Page) -> str:
    from jinja2 import ChoiceLoader, Environment, FileSystemLoader
    from markupsafe import Markup

    theirs = Path(_pyvis().__file__).parent / "templates"
    network = _network(shown)
    environment = Environment(
        loader=ChoiceLoader([FileSystemLoader(_HERE), FileSystemLoader(theirs)]),
        autoescape=True, trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    environment.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "separators": (",", ":")}
    # pyvis hands its own variables to the template; ours go beside them.
    environment.globals.update(page=shown, policy=policy(), **{k: Markup(v) for k, v in _inlined().items()})
    network.templateEnv = environment
    network.path = "argmap.html"
    written: str = network.generate_html()
    return written


def _network(shown: Page) -> "Network":
    """Place the cards, by their centres; the page draws them, and the lines between them, as Python routed them."""
    network = _pyvis().network.Network(directed=True, cdn_resources="in_line")
    for node, x, y, _, part in shown.whole["nodes"]:
        high = shown.short[node] if part else shown.components[node]["height"]
        network.add_node(node, label="", x=x + WIDTH // 2, y=y + high // 2, part=part)
    for node in network.nodes:
        # How a card looks is the page's affair.
        for name in ("color", "label", "shape"):
            node.pop(name, None)
    return network


def _pyvis() -> Any:
    """Return pyvis; without what it needs for notebooks and for graphs of networkx, longer to load than to draw."""
    with without(empty={"IPython": (), "IPython.display": ("IFrame",), "jsonpickle": (), "networkx": ()}):
        import pyvis.network
    return pyvis


@cache
def _inlined() -> dict[str, str]:
    """Return the texts between the script and style tags, exactly as a browser hashes them."""
    vis = Path(_pyvis().__file__).parent / "templates" / "lib" / "vis-9.1.2"
    parts = [templates(f"{name}.js") for name in SCRIPTS]
    return {
        "style": templates("page.css"),
        "script": '"use strict";\n(() => {\n' + "\n".join(parts) + "})();\n",
        "vis_style": _without_images(_read(vis / "vis-network.css")),
        "vis_script": re.sub(r"\n//# sourceMappingURL=.*", "", _read(vis / "vis-network.min.js")),
    }


def templates(name: str) -> str:
    """Return the text of one of the page's own parts."""
    return _read(_HERE / name)


def _read(path: Path) -> str:
    # A browser reads \r\n as \n and hashes that.
    return path.read_text(encoding="utf-8").replace("\r\n", "\n").replace("\r", "\n")


def _without_images(style: str) -> str:
    return re.sub(r"[\w-]+:[^;{}]*url\([^)]*\)[^;{}]*;?", "", style)


@cache
def policy() -> str:
    """Return the Content-Security-Policy: what is inlined here may run, and nothing else."""
    texts = _inlined()
    scripts = " ".join(_hash(texts[name]) for name in ("script", "vis_script"))
    styles = " ".join(_hash(texts[name]) for name in ("style", "vis_style"))
    return (
        f"default-src 'none'; script-src {scripts}; style-src {styles}; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"
