"""Results go to stdout or whole into a file; notes go to stderr."""

import os
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from argmap.argument import ArgumentMap
from argmap.discussion import NoiseKind
from argmap.errors import WriteError
from argmap.render.printable import encodable, printable

if TYPE_CHECKING:
    from rich.console import RenderableType

_COUNTED = frozenset("header duplicate footnote signature heading disclosure".split())
# Both mean stdout: no file named, and the dash that other programs take for it.
_STDOUT = (None, Path("-"))


def write(text: str, path: Path | None) -> None:
    """Write `text` to stdout, or to `path` by way of a file beside it that is then renamed; raise WriteError."""
    if path is None or path in _STDOUT:
        sys.stdout.write(text)
        return
    try:
        _replace(encodable(text).encode("utf-8"), path)
    except OSError as error:
        raise WriteError(f"cannot write {path}: {error.strerror or error}; choose another place with -o") from error
    note(f"wrote {path}")


def spare(sources: Sequence[str], output: Path | None) -> None:
    """Refuse to write over what is read: raise WriteError where `output` is one of the sources."""
    from argmap.read import files

    if output is None or not output.is_file():
        return
    for name in (name for source in sources for name in files(source)):
        if Path(name).is_file() and output.samefile(name):
            raise WriteError(f"{output} is what is read, and would be lost; choose another place with -o")


def show(found: "RenderableType") -> None:
    """Lay out what rich can show for the terminal at stdout."""
    from rich.console import Console

    Console(highlight=False).print(found)


def deliver(argument_map: ArgumentMap, to: str | None, output: Path | None, *, quiet: bool) -> None:
    """Write the map in the format called `to`, or that of the ending of `output`, and say what that format drops."""
    from argmap.formats import export, format_of, losses, table

    name = to or format_of(output)
    content = export(argument_map, name)
    if isinstance(content, str):
        write(content, output)
    elif output is None or output in _STDOUT:
        raise WriteError(f"{name} is several files ({', '.join(content)}); name a folder for them with -o")
    else:
        write_folder(content, output)
    if not quiet and (lines := table(argument_map, losses(name), name)):
        note(lines)


def write_folder(files: Mapping[str, str], path: Path) -> None:
    """Write the files into a new folder by way of one beside it that is then renamed; raise WriteError."""
    path = path.resolve()
    if path.exists() and not (path.is_dir() and not any(path.iterdir())):
        raise WriteError(f"{path} is there already; name a new or an empty folder with -o")
    try:
        with tempfile.TemporaryDirectory(prefix=f".{path.name}.", dir=path.parent) as beside:
            made = Path(beside) / path.name
            made.mkdir()
            for name, text in files.items():
                (made / name).parent.mkdir(parents=True, exist_ok=True)
                (made / name).write_bytes(encodable(text).encode("utf-8"))
            made.replace(path)
    except OSError as error:
        raise WriteError(f"cannot write {path}: {error.strerror or error}; choose another place with -o") from error
    note(f"wrote {path}")


def note(message: str) -> None:
    """Say something beside the result."""
    print(printable(message), file=sys.stderr)  # noqa: T201


def left_out(argument_map: ArgumentMap) -> None:
    """Say what of another program's file is not in the map that was read from it."""
    from argmap.formats.told import LEFT_OUT

    if said := argument_map.generator.options.get(LEFT_OUT):
        note(f"{argument_map.generator.name}: left out of the map: {said}")


def report(argument_map: ArgumentMap) -> None:
    """Say what was read and what was left out of it, and whether it is in a language that argmap does not know."""
    from argmap.report import is_foreign

    left_out(argument_map)
    for discussion in argument_map.discussions:
        kinds: dict[str, int] = {}
        for stretch in discussion.noise:
            kinds[stretch.kind.value] = kinds.get(stretch.kind.value, 0) + 1
        missing = kinds.pop(NoiseKind.MISSING.value, 0)
        left = ", ".join(
            f"{count} {kind}{'s' * (count > 1 and kind in _COUNTED)}"
            for kind, count in sorted(kinds.items(), key=lambda item: (-item[1], item[0]))
        )
        posts = len(discussion.posts)
        note(
            f"{discussion.source}: {posts} post{'s' * (posts != 1)} ({discussion.format})"
            + f"; {missing} place{'s name' if missing > 1 else ' names'} comments that are not there" * bool(missing)
            + f"; left out: {left}" * bool(left)
        )
        if is_foreign(discussion):
            note(f"{discussion.source}: does not read as English, the only language that argmap knows; expect little")


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
