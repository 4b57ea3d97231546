"""Results go to stdout or whole into a file; notes go to stderr."""

import os
import sys
import tempfile
from pathlib import Path

from argmap.argument import ArgumentMap
from argmap.errors import WriteError
from argmap.render.printable import printable


def write(text: str, path: Path | None) -> None:
    """Write `text` to stdout, or to `path` by way of a file beside it that is then renamed; raise WriteError."""
    if path is None:
        sys.stdout.write(text)
        return
    try:
        _replace(text.encode("utf-8"), path)
    except OSError as error:
        raise WriteError(f"cannot write {path}: {error.strerror or error}; choose another place with -o") from error
    note(f"wrote {path}")


def note(message: str) -> None:
    """Say something beside the result."""
    print(printable(message), file=sys.stderr)  # noqa: T201


def report(argument_map: ArgumentMap) -> None:
    """Say what was read and what was left out of it."""
    for discussion in argument_map.discussions:
        kinds: dict[str, int] = {}
        for stretch in discussion.noise:
            kinds[stretch.kind.value] = kinds.get(stretch.kind.value, 0) + 1
        left = ", ".join(
            f"{count} {kind}" for kind, count in sorted(kinds.items(), key=lambda item: (-item[1], item[0]))
        )
        posts = len(discussion.posts)
        note(
            f"{discussion.source}: {posts} post{'s' * (posts != 1)} ({discussion.format})"
            + f"; left out: {left}" * bool(left)
        )


def _replace(data: bytes, path: Path) -> None:
    path = path.resolve()
    if path.exists() and not path.is_file():
        # A device or a pipe takes the bytes; put a file in its place and it is gone.
        path.write_bytes(data)
        return
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        mask = os.umask(0)
        os.umask(mask)
        Path(name).chmod(0o666 & ~mask)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
