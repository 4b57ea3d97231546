"""argmap reads what people wrote and maps what they argued.

>>> import argmap
>>> made = argmap.map_text("We should build trams, because they are cheap.")
>>> [component.text for component in made.components]
['We should build trams', 'they are cheap.']
>>> argmap.export(made, "argdown").startswith("===")
True
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from argmap.api import export, load, map, map_text
    from argmap.argument import ArgumentMap, Component, Dispute, Relation
    from argmap.discussion import Discussion, Post
    from argmap.errors import ArgmapError

__all__ = [
    "ArgmapError",
    "ArgumentMap",
    "Component",
    "Discussion",
    "Dispute",
    "Post",
    "Relation",
    "export",
    "load",
    "map",
    "map_text",
]
_HOMES = {
    "argmap.api": ("export", "load", "map", "map_text"),
    "argmap.argument": ("ArgumentMap", "Component", "Dispute", "Relation"),
    "argmap.discussion": ("Discussion", "Post"),
    "argmap.errors": ("ArgmapError",),
}
_HOME = {name: home for home, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> Any:
    """Import a public name when it is first asked for: `import argmap` alone takes milliseconds."""
    if name not in _HOME:
        raise AttributeError(f"module 'argmap' has no attribute {name!r}")
    return getattr(import_module(_HOME[name]), name)


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
