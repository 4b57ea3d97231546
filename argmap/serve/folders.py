"""Which files may be read: those below the folders given at start, links resolved; no addresses, nothing hidden."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from argmap.errors import ReadError
from argmap.read.web import is_url

_MOST = 1_000


class Folders:
    """The folders of a run, links resolved; raises ReadError for one that is not there."""

    def __init__(self, folders: Sequence[Path]) -> None:
        self._roots: list[Path] = []
        for folder in folders:
            if not folder.is_dir():
                raise ReadError(f"{folder} is no folder; name the folders whose files may be read")
            self._roots.append(folder.resolve())

    def names(self) -> tuple[str, ...]:
        """Return the files that may be read, at most 1,000, as paths below their folder."""
        found: list[str] = []
        for root in self._roots:
            for path in _below(root):
                if len(found) == _MOST:
                    return tuple(found)
                if self._allowed(path) is not None:
                    found.append(path.relative_to(root).as_posix())
        return tuple(dict.fromkeys(found))

    def path(self, source: str) -> Path:
        """Return the file that `source` names, by a path below a folder or a whole one, links resolved.

        Raises ReadError in the same words for what is outside and what is not there.
        """
        if is_url(source):
            raise ReadError("addresses are not read here; fetch the thread with `argmap fetch` into a folder given")
        for root in self._roots:
            found = self._allowed(root / source) if source and "\0" not in source else None
            if found is not None:
                return found
        raise ReadError(f"{source!r} is no file in the folders given at start; `sources` lists those that may be read")

    def _allowed(self, path: Path) -> Path | None:
        try:
            real = path.resolve(strict=True)
        except (OSError, RuntimeError):
            return None
        for root in self._roots:
            if real.is_relative_to(root) and real.is_file():
                hidden = any(part.startswith(".") for part in real.relative_to(root).parts)
                return None if hidden else real
        return None


def _below(root: Path) -> Iterator[Path]:
    """Yield the files below a folder by name; links to folders are not walked, so that the walk ends."""
    for path in sorted(root.iterdir()):
        if path.name.startswith("."):
            continue
        if path.is_dir() and not path.is_symlink():
            yield from _below(path)
        else:
            yield path
