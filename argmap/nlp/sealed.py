"""Models with a manifest: found in the package or the checkout, and whole to the byte before they are used."""

import hashlib
import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from argmap.errors import ModelError

MANIFEST = "manifest.json"
_PACKAGE = Path(__file__).resolve().parent.parent
_SHELVES = (_PACKAGE / "_models", _PACKAGE.parent / "models")
_NOT_LISTED = (MANIFEST, "CARD.md", "scores.json")


@cache
def sealed(name: str) -> Path:
    """Return the folder of the shipped model `name`, verified once; raise ModelError where it is missing or damaged."""
    folder = _find(name)
    if folder is None:
        raise ModelError(f"the model {name} is not installed here; install argmap again, or name another pipeline")
    verify(folder)
    return folder


def is_here(name: str) -> bool:
    """Return whether the model `name` came along; whether it is whole is seen when it is used."""
    return _find(name) is not None


def shelf() -> Path:
    """Return the folder of all shipped models; raise ModelError where none came along."""
    found = next((place for place in _SHELVES if place.is_dir()), None)
    if found is None:
        raise ModelError("no models are installed here; install argmap again")
    return found


def shipped() -> tuple[Path, ...]:
    """Return the folders of all shipped models by name, verified or not."""
    return tuple(sorted(path.parent for path in shelf().glob(f"*/{MANIFEST}")))


def verify(folder: Path) -> None:
    """Raise ModelError unless every file that the manifest lists is there, unchanged."""
    try:
        listed = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        wrong = [name for name, digest in listed.items() if _digest(folder / name) != digest]
    except (OSError, ValueError, AttributeError) as error:
        raise ModelError(f"the model {folder.name} is damaged ({error}); install argmap again") from error
    if wrong:
        raise ModelError(f"the model {folder.name} is damaged ({', '.join(wrong)}); install argmap again")


def fingerprint(folder: Path) -> str:
    """Return twelve digits that name these weights, for the map that was made with them."""
    return _digest(folder / MANIFEST)[:12]


def seal(folder: Path) -> None:
    """Write the manifest of a folder: what is loaded, not what is said about it."""
    listed = {path.relative_to(folder).as_posix(): _digest(path) for path in _files(folder)}
    (folder / MANIFEST).write_text(json.dumps(listed, indent=1) + "\n", encoding="utf-8")


def _find(name: str) -> Path | None:
    places = (shelf / name for shelf in _SHELVES)
    return next((place for place in places if (place / MANIFEST).is_file()), None)


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.rglob("*")) if path.is_file() and path.name not in _NOT_LISTED)


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
