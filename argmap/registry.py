"""Names to things: readers, formats and model slots are chosen by name, built in or from a plug-in."""

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from importlib.metadata import entry_points
from typing import Any

from argmap.errors import UnknownNameError


@dataclass(frozen=True, slots=True, kw_only=True)
class Registry:
    """Find things by name: `builtin` maps a name to "module:attribute", imported only when asked for.

    Plug-ins add names through entry points of the group `argmap.<kind>s`, such as `argmap.relation_models`; a
    built-in name wins.
    """

    kind: str
    builtin: Mapping[str, str]

    def names(self) -> tuple[str, ...]:
        """List every known name, built-in ones first, in the order they are declared."""
        return tuple(dict.fromkeys((*self.builtin, *sorted(self._plugins()))))

    def get(self, name: str) -> Any:
        """Import and return the thing called `name`; raise UnknownNameError with the known names."""
        if name in self.builtin:
            module, _, attribute = self.builtin[name].partition(":")
            return getattr(import_module(module), attribute)
        plugins = self._plugins()
        if name in plugins:
            return plugins[name].load()
        known = ", ".join(self.names())
        raise UnknownNameError(f"no {self.kind} is called {name!r}; known: {known}")

    def make(self, name: str) -> Any:
        """Call the thing of this name; "hf:FOLDER" calls `hf` with FOLDER. Raises UnknownNameError as `get` does."""
        known, _, argument = name.partition(":")
        thing = self.get(known)
        return thing(argument) if argument else thing()

    def _plugins(self) -> dict[str, Any]:
        group = f"argmap.{self.kind.replace(' ', '_')}s"
        return {entry.name: entry for entry in entry_points(group=group)}
