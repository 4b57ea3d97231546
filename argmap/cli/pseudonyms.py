"""The key of pseudonyms: read, extended and kept in a file that only its owner may read, before anything is mapped."""

import json
import os
from collections.abc import Callable, Sequence
from pathlib import Path

from argmap.discussion import Discussion
from argmap.disguise import disguised, extended
from argmap.errors import ReadError, WriteError

Disguise = Callable[[Sequence[Discussion]], tuple[Discussion, ...]]


def disguise(path: Path) -> Disguise:
    """Return what replaces the authors of discussions by the key at `path`, which it extends by those that are new."""
    key = _read(path)

    def disguising(discussions: Sequence[Discussion]) -> tuple[Discussion, ...]:
        whole = extended(key, discussions)
        _write(whole, path)
        return disguised(discussions, whole)

    return disguising


def _read(path: Path) -> dict[str, str]:
    try:
        found = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    except (OSError, ValueError) as error:
        raise ReadError(f"cannot read the key {path} ({error}); name another file, or none that exists") from error
    if not isinstance(found, dict) or not all(isinstance(name, str) for name in found.values()):
        raise ReadError(f"{path} is no key of pseudonyms; name a file that --pseudonyms wrote, or none that exists")
    return found


def _write(key: dict[str, str], path: Path) -> None:
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
            json.dump(key, file, ensure_ascii=False, indent=1)
        beside.replace(path)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise WriteError(f"cannot write the key {path}: {error.strerror or error}; choose another place") from error
