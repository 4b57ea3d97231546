"""A bar on stderr for what takes a while; none where stderr is no terminal."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argmap.read.web import Web


@contextmanager
def fetching(sources: Sequence[str], *, allow_private: bool = False, fresh: bool = False) -> Iterator["Web"]:
    """Give the way to ask the web for those of the sources that are addresses, with a bar where there are any."""
    from argmap.read.web import Web, is_url

    if not any(map(is_url, sources)):
        yield Web(allow_private=allow_private, fresh=fresh)
        return
    with bar("fetching") as progress:
        yield Web(allow_private=allow_private, fresh=fresh, progress=progress)


@contextmanager
def bar(what: str) -> Iterator[Callable[[int, int], None]]:
    """Give a function that is told what is done and what is to be done in all, and shows it."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task(what, total=None)

        def told(done: int, whole: int) -> None:
            progress.update(task, completed=done, total=whole)

        yield told
