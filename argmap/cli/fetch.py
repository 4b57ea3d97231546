"""`argmap fetch`: a thread from the web into a file, to map it later or again."""

from pathlib import Path
from typing import Annotated

import typer

from argmap.cli.options import AllowPrivate


def fetch(
    url: Annotated[str, typer.Argument(metavar="URL", help="The address of a thread or an article.")],
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="FILE", help="Write here instead of to standard output.")
    ] = None,
    allow_private: AllowPrivate = False,
    fresh: Annotated[
        bool, typer.Option("--fresh", help="Ask again for what was fetched within the last hour.")
    ] = False,
) -> None:
    """Fetch the thread at URL, whole: Hacker News, Reddit, Lobsters, GitHub, Stack Exchange, Discourse, or any page."""
    from argmap.cli.output import write
    from argmap.cli.progress import fetching
    from argmap.errors import ReadError
    from argmap.read.fetch import fetch as get
    from argmap.read.web import is_url

    if not is_url(url):
        raise ReadError(f"{url} is no http or https address; give one, or give a file to `argmap map`")
    with fetching([url], allow_private=allow_private, fresh=fresh) as web:
        text = get(url, web)
    write(text, output)
