"""All posts of a map as one text, for formats that mark stretches of a text; places go both ways."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from argmap.argument import ArgumentMap, Component
from argmap.errors import InvalidError
from argmap.formats.forest import one_line
from argmap.formats.losses import CONTROL


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A text and where each post begins in it; control signs are spaces there, so lengths stay."""

    text: str
    starts: Mapping[str, int]
    lengths: Mapping[str, int]

    def span(self, component: Component) -> tuple[int, int]:
        """Return where the component lies in the text."""
        start = self.starts[component.post]
        return start + component.start, start + component.end

    def place(self, start: int, end: int, where: str) -> tuple[str, int, int]:
        """Return the post and the place in it; raise InvalidError for a stretch that lies in no one post."""
        names, begins = list(self.starts), list(self.starts.values())
        at = bisect_right(begins, start) - 1
        if at < 0 or end - begins[at] > self.lengths[names[at]] or end <= start:
            raise InvalidError(f"{where}: {start}-{end} does not lie within one post; move the mark into one")
        return names[at], start - begins[at], end - begins[at]

    def same(self, text: str, where: str) -> None:
        """Raise InvalidError where `text` is not this document's."""
        if text != self.text:
            at = next((i for i, (a, b) in enumerate(zip(text, self.text, strict=False)) if a != b), len(text))
            raise InvalidError(f"{where}: its text differs from the map's at {at}; marks may change, the text may not")


def document(argument_map: ArgumentMap) -> Document:
    """Return the posts as one text in reading order, a line with author and id above each."""
    parts: list[str] = []
    starts: dict[str, int] = {}
    lengths: dict[str, int] = {}
    at = 0
    for discussion in argument_map.discussions:
        for number, post in enumerate(discussion.posts):
            title = f"# {one_line(discussion.title or discussion.source)}\n\n" if number == 0 else ""
            above = plain(f"{title}{one_line(post.author or 'unknown')} ({one_line(post.id)}):\n")
            starts[post.id], lengths[post.id] = at + len(above), len(post.text)
            parts.append(f"{above}{plain(post.text)}\n\n")
            at += len(parts[-1])
    return Document(text="".join(parts), starts=starts, lengths=lengths)


def plain(text: str) -> str:
    """Return `text`, as long as it was, with a space for each control sign but the line end."""
    return CONTROL.sub(" ", text)


def lines_of(text: str, start: int, end: int) -> Sequence[tuple[int, int]]:
    """Return the stretches of `text[start:end]` line by line, blank edges and blank lines left out."""
    found: list[tuple[int, int]] = []
    at = start
    for line in text[start:end].split("\n"):
        left = at + len(line) - len(line.lstrip())
        if line.strip():
            found.append((left, left + len(line.strip())))
        at += len(line) + 1
    return found
