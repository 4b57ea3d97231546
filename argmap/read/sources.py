"""A source named on the command line becomes text, and the reader for its format makes a Discussion of it."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from errno import ENAMETOOLONG
from pathlib import Path
from typing import IO

from argmap.discussion import Discussion, Post
from argmap.errors import ReadError
from argmap.read.columns import Columns
from argmap.read.decoding import decode
from argmap.read.lines import lines
from argmap.read.mojibake import mended
from argmap.read.sniff import sniff
from argmap.read.table import read as read_table
from argmap.read.web import Web, is_url
from argmap.registry import Registry

MAX_SIZE = 50_000_000
_PIECE = 1_000_000
_LETTERS = 60
FORMATS = Registry(
    kind="reader",
    builtin={
        "hackernews": "argmap.read.hackernews:read",
        "hackernews-json": "argmap.read.hackernews_json:read",
        "reddit": "argmap.read.reddit:read",
        "lobsters": "argmap.read.lobsters:read",
        "discourse": "argmap.read.discourse:read",
        "discourse-html": "argmap.read.discourse_html:read",
        "github": "argmap.read.github:read",
        "github-html": "argmap.read.github_html:read",
        "stackexchange": "argmap.read.stackexchange:read",
        "wikitext": "argmap.read.wikitext:read",
        "wikitalk": "argmap.read.wikihtml:read",
        "mail": "argmap.read.mail:read",
        "table": "argmap.read.table:read",
        "iac": "argmap.read.iac:read",
        "irc": "argmap.read.irc:read",
        "chat": "argmap.read.chat:read",
        "transcript": "argmap.read.transcript:read",
        "forum": "argmap.read.forum:read",
        "paste": "argmap.read.paste:read",
        "indented": "argmap.read.indented:read",
        "markdown": "argmap.read.markdown:read",
        "page": "argmap.read.page:read",
        "html": "argmap.read.html:read",
        "article": "argmap.read.article:read",
    },
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceText:
    """What a source named on the command line says, before anything reads it."""

    name: str
    text: str


def read(source: str, *, reader: str | None = None, max_size: int = MAX_SIZE) -> Discussion:
    """Read the file `source`, or standard input for `-`, with the named reader or the one its content asks for.

    `max_size` is in bytes. Raise ReadError where the source is missing, empty, binary, too large or holds no post.
    """
    return read_text(source_text(source, max_size=max_size), source=source, reader=reader)


def read_text(
    text: str, *, source: str = "text", reader: str | None = None, columns: Columns | None = None
) -> Discussion:
    """Read `text` with the named reader, or the one its content asks for; as a table where `columns` are named."""
    source = _name(source)
    if not text.strip():
        raise ReadError(f"{source} is empty; give a file with a discussion in it")
    try:
        discussion = _table(text, source, reader, columns) if columns else _chosen(reader, text, source)
    finally:
        lines.cache_clear()
    if not any(post.text for post in discussion.posts):
        raise ReadError(f"{source} holds no post that the {discussion.format} reader can find; try another --from")
    return mended(discussion)


def files(source: str) -> tuple[str, ...]:
    """Return the files that `source` names: itself, or those of a folder by name; raise ReadError for an empty one."""
    if not source.strip():
        raise ReadError("an empty name names no file; give a file with a discussion in it")
    folder = Path(source)
    if source == "-" or is_url(source) or not _is_folder(folder):
        return (source,)
    found = tuple(str(path) for path in sorted(folder.iterdir()) if path.is_file() and not path.name.startswith("."))
    if not found:
        raise ReadError(f"the folder {source} holds no file; give a file with a discussion in it")
    return found


def source_texts(sources: Sequence[str], *, max_size: int = MAX_SIZE, web: Web | None = None) -> tuple[SourceText, ...]:
    """Return the texts of the files, folders, web addresses or `-` named, in their order."""
    names = (name for source in sources for name in files(source))
    return tuple(SourceText(name=name, text=source_text(name, max_size=max_size, web=web)) for name in names)


def source_text(source: str, *, max_size: int = MAX_SIZE, web: Web | None = None) -> str:
    """Return the text of the file `source`, of the page where it is a web address, or of standard input for `-`."""
    if is_url(source):
        # Slow to import, and files need no network.
        from argmap.read.fetch import fetch

        return fetch(source, web)
    name = _name(source)
    try:
        if source == "-":
            data = _bytes(sys.stdin.buffer, max_size, name)
        else:
            with Path(source).open("rb") as file:
                data = _bytes(file, max_size, name)
    except OSError as error:
        if "\n" in source or error.errno == ENAMETOOLONG:
            first = source.strip().split("\n")[0][:_LETTERS]
            raise ReadError(f"cannot read {first!r}…: a text is no file; give it on standard input, as -") from error
        raise ReadError(f"cannot read {name}: {error.strerror or error}; check the path") from error
    except ValueError as error:
        raise ReadError(f"cannot read {name!r}: {error}; check the path") from error
    return decode(data, name)


def number(discussions: Sequence[Discussion]) -> tuple[Discussion, ...]:
    """Give discussions of one map ids of their own: posts stay `p3`, or become `d2.p3` where there are several."""
    if len(discussions) == 1:
        return (replace(discussions[0], id="d1"),)
    return tuple(_prefixed(discussion, f"d{i}") for i, discussion in enumerate(discussions, start=1))


def _chosen(reader: str | None, text: str, source: str) -> Discussion:
    discussion: Discussion = FORMATS.get(reader or sniff(text, source))(text, source)
    return discussion


def _table(text: str, source: str, reader: str | None, columns: Columns) -> Discussion:
    if reader not in (None, "table"):
        raise ReadError(
            f"--columns names the columns of a table, and {source} is to be read as {reader}; leave one out"
        )
    return read_table(text, source, columns)


def _bytes(file: IO[bytes], max_size: int, name: str) -> bytes:
    # By the piece: asked for all that the limit allows, a file of any length takes that much memory.
    data = bytearray()
    while len(data) <= max_size and (piece := file.read(_PIECE)):
        data += piece
    if len(data) > max_size:
        raise ReadError(
            f"{name} is larger than {max_size / 1e6:g} MB; raise the limit with --max-size, or split the file"
        )
    return bytes(data)


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:
        # Too long for a name, as a text is; opening it says so.
        return False


def _name(source: str) -> str:
    if source == "-":
        return "standard input"
    return source if is_url(source) else Path(source).name or source


def _prefixed(discussion: Discussion, name: str) -> Discussion:
    def rename(post_id: str | None) -> str | None:
        return None if post_id is None else f"{name}.{post_id}"

    def renamed(post: Post) -> Post:
        marks = tuple(replace(mark, post=rename(mark.post)) for mark in post.marks)
        reply_to, same_as = rename(post.reply_to), rename(post.same_as)
        return replace(post, id=f"{name}.{post.id}", reply_to=reply_to, same_as=same_as, marks=marks)

    return replace(discussion, id=name, posts=tuple(renamed(post) for post in discussion.posts))
