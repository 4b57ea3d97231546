"""Models that remember what they made of a text: found by the hash of model and text, worked out where it is new."""

import json
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, TypeVar

import numpy as np

from argmap.nlp.cache import Cache, key
from argmap.nlp.syntax import Parser, Sentence, Token

_AT_ONCE = 256
Asked = TypeVar("Asked")
Arrays = tuple[np.ndarray[Any, Any], ...]


class RememberingParser:
    """A parser whose sentences are kept: the same values as the parser's own."""

    def __init__(self, parser: Parser, digest: str, cache: Cache) -> None:
        self._parser, self._cache = parser, cache
        self.name, self.digest = parser.name, digest

    def parse(self, texts: Iterable[str]) -> Iterator[tuple[Sentence, ...]]:
        """Yield for each text its sentences by place."""
        waiting = iter(texts)
        while some := list(islice(waiting, _AT_ONCE)):
            yield from self._parsed(some)

    def _parsed(self, texts: Sequence[str]) -> list[tuple[Sentence, ...]]:
        names = [key(b"syntax", self.digest.encode(), text.encode("utf-8", "surrogatepass")) for text in texts]
        known = self._cache.get(names)
        new = {name: text for name, text in zip(names, texts, strict=True) if name not in known}
        made = dict(zip(new, self._parser.parse(new.values()), strict=True)) if new else {}
        self._cache.put({name: _packed(sentences) for name, sentences in made.items()})
        return [
            made[name] if name in made else _unpacked(known[name], text)
            for name, text in zip(names, texts, strict=True)
        ]


def remembered(
    asked: Sequence[Asked], names: Sequence[bytes], work: Callable[[Sequence[Asked]], list[Arrays]], cache: Cache | None
) -> list[Arrays]:
    """Return the arrays of everything asked, `work` done only for what the cache does not hold under its name."""
    known = cache.get(names) if cache else {}
    new = {name: one for name, one in zip(names, asked, strict=True) if name not in known}
    made = dict(zip(new, work(list(new.values())), strict=True))
    if cache and made:
        cache.put({name: _frozen(arrays) for name, arrays in made.items()})
    return [made[name] if name in made else _thawed(known[name]) for name in names]


def _frozen(arrays: Arrays) -> bytes:
    shapes = json.dumps([array.shape for array in arrays]).encode()
    return len(shapes).to_bytes(4, "little") + shapes + b"".join(a.astype("<f4").tobytes() for a in arrays)


def _thawed(kept: bytes) -> Arrays:
    start = 4 + int.from_bytes(kept[:4], "little")
    found = []
    for shape in json.loads(kept[4:start]):
        size = 4 * int(np.prod(shape))
        found.append(np.frombuffer(kept[start : start + size], dtype="<f4").reshape(shape))
        start += size
    return tuple(found)


def _packed(sentences: Sequence[Sentence]) -> bytes:
    rows = [[s.start, s.end, [_row(token) for token in s.tokens]] for s in sentences]
    return zlib.compress(json.dumps(rows, separators=(",", ":")).encode("ascii"), 1)


def _row(t: Token) -> list[Any]:
    return [t.start, t.end, t.spaced, t.lemma, t.pos, t.head, t.dep, t.morph, t.entity]


def _unpacked(kept: bytes, text: str) -> tuple[Sentence, ...]:
    return tuple(
        Sentence(start=start, end=end, tokens=tuple(_token(text, *row) for row in rows))
        for start, end, rows in json.loads(zlib.decompress(kept))
    )


def _token(
    text: str, start: int, end: int, spaced: bool, lemma: str, pos: str, head: int, dep: str, morph: str, entity: str
) -> Token:
    return Token(
        start=start, end=end, text=text[start:end], spaced=spaced, lemma=lemma, pos=pos, head=head, dep=dep,
        morph=morph, entity=entity,
    )  # fmt: skip
