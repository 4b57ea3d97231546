"""In processes of our own a library comes without what it imports and we do not need; what was left out can be had."""

import sys
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from types import ModuleType
from typing import Any

_sparing = False


def spare() -> None:
    """Have `without` leave modules out from now on; in another's process they may be wanted for more."""
    global _sparing
    _sparing = True


@contextmanager
def without(*absent: str, empty: Mapping[str, Collection[str]] | None = None) -> Iterator[None]:
    """Have imports find no modules called `absent`, and for those of `empty` modules whose listed names are None.

    Where nothing is spared, and for what is loaded already, nothing changes; afterwards all can be imported as ever.
    """
    stand_ins: dict[str, Any] = dict.fromkeys(absent)
    for name, members in (empty or {}).items():
        stand_ins[name] = ModuleType(name)
        vars(stand_ins[name]).update(dict.fromkeys(members))
    stand_ins = {name: module for name, module in stand_ins.items() if _sparing and name not in sys.modules}
    sys.modules.update(stand_ins)
    try:
        yield
    finally:
        for name in stand_ins:
            del sys.modules[name]
