"""The page as one self-contained file; the only place that knows pyvis and its templates.

Nothing in the file asks for anything outside it, and a Content-Security-Policy holds it to that: only the
scripts and styles whose hashes it names run. Text from outside is escaped or stands in JSON blocks.
"""

import base64
import hashlib
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from argmap.argument import ArgumentMap
from argmap.render.page import Page, Whole, page

if TYPE_CHECKING:
    from pyvis.network import Network

SCRIPTS = ("base", "state", "drawing", "inspector", "picture", "source", "whole", "search", "keys")
_HERE = Path(__file__).parent / "templates"
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


def render_html(argument_map: ArgumentMap) -> str:
    """Return the page of a map: one HTML file that works offline, the same bytes for the same map."""
    return _LONE_SURROGATE.sub("�", _written(page(argument_map)))


def _written(shown: Page) -> str:
    import pyvis
    from jinja2 import ChoiceLoader, Environment, FileSystemLoader
    from markupsafe import Markup

    theirs = Path(pyvis.__file__).parent / "templates"
    network = _network(shown.whole)
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


def _network(whole: Whole) -> "Network":
    from pyvis.network import Network

    network = Network(directed=True, cdn_resources="in_line")
    for name, label, x, y in whole.nodes:
        network.add_node(name, label=label, x=x, y=y, shape="box", physics=False)
    for name, source, target, link in whole.edges:
        network.add_edge(source, target, id=name, link=link)
    # The page gives colours itself, from its theme, and heads, from the relation.
    for item in (*network.nodes, *network.edges):
        item.pop("color", None)
        item.pop("arrows", None)
    return network


@cache
def _inlined() -> dict[str, str]:
    """Return the texts between the script and style tags, exactly as a browser hashes them."""
    import pyvis

    vis = Path(pyvis.__file__).parent / "templates" / "lib" / "vis-9.1.2"
    parts = [_read(_HERE / f"{name}.js") for name in SCRIPTS]
    return {
        "style": _read(_HERE / "page.css"),
        "script": '"use strict";\n(() => {\n' + "\n".join(parts) + "})();\n",
        "vis_style": _without_images(_read(vis / "vis-network.css")),
        "vis_script": re.sub(r"\n//# sourceMappingURL=.*", "", _read(vis / "vis-network.min.js")),
    }


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
