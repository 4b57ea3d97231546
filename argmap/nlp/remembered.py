"""Models remember what they made of texts: found by the hash of model, code and texts, worked out where it is new.

One way for all of them: `Memory.recall` is asked for rows of texts and hands those it does not know to the model.
"""

import hashlib
import json
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from functools import cache as once
from importlib.metadata import PackageNotFoundError, version
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import numpy as np

from argmap.nlp.cache import Cache, key
from argmap.nlp.syntax import Parser, Sentence, Token

_AT_ONCE = 256
_BESIDE_OURS = ("spacy", "thinc", "numpy", "onnxruntime", "tokenizers")
Made = TypeVar("Made")
Row = Sequence[str]
Arrays = tuple[np.ndarray[Any, Any], ...]


class Form(NamedTuple):
    """How what was made of a row becomes bytes, and these with the row what was made."""

    pack: Callable[[Any], bytes]
    unpack: Callable[[bytes, Row], Any]


class Memory:
    """What one model, named by the digest of its weights, made of texts; nothing is kept without digest or cache."""

    def __init__(self, digest: str, cache: Cache | None) -> None:
        self._digest, self._cache = digest.encode(), cache if digest else None

    def recall(
        self, kind: str, rows: Sequence[Row], work: Callable[[list[int]], Iterable[Made]], form: Form
    ) -> list[Made]:
        """Return what was made of each row of texts; `work` makes it for the places of those that are not known.

        `kind` names what is made. What is made of a row may depend on nothing but its texts and the model.
        """
        if self._cache is None:
            return list(work(list(range(len(rows)))))
        before = (kind.encode(), self._digest, _edition())
        names = [key(*before, *(text.encode("utf-8", "surrogatepass") for text in row)) for row in rows]
        known = self._cache.get(list(dict.fromkeys(names)))
        new = {name: at for at, name in enumerate(names) if name not in known}
        made = dict(zip(new, work(list(new.values())), strict=True)) if new else {}
        self._cache.put({name: form.pack(one) for name, one in made.items()})
        return [
            made[name] if name in made else form.unpack(known[name], row) for name, row in zip(names, rows, strict=True)
        ]


class RememberingParser:
    """A parser whose sentences are kept: the same values as the parser's own."""

    def __init__(self, parser: Parser, digest: str, cache: Cache) -> None:
        self._parser, self._memory = parser, Memory(digest, cache)
        self.name, self.digest = parser.name, digest

    def parse(self, texts: Iterable[str]) -> Iterator[tuple[Sentence, ...]]:
        """Yield for each text its sentences by place."""
        waiting = iter(texts)
        while some := list(islice(waiting, _AT_ONCE)):
            yield from self._parsed(some)

    def _parsed(self, texts: Sequence[str]) -> list[tuple[Sentence, ...]]:
        def work(new: Sequence[int]) -> Iterator[tuple[Sentence, ...]]:
            return self._parser.parse(texts[at] for at in new)

        return self._memory.recall("syntax", [(text,) for text in texts], work, _SENTENCES)


def joined(rows: Sequence[Arrays]) -> Arrays:
    """Return the first arrays of all rows as one, then the second ones, and so on."""
    return tuple(map(np.concatenate, zip(*rows, strict=True)))


def deciding(package: Path) -> list[Path]:
    """Return what of the package has a say in what is remembered, in order: its code and its fitted weights."""
    return sorted([*package.rglob("*.py"), *package.glob("*.json"), *package.glob("*/weights.json")])


@once
def _edition() -> bytes:
    """Return the hash of all code that has a say in what is remembered: ours, and the versions of what it runs on."""
    whole = hashlib.blake2b(digest_size=16)
    for path in deciding(Path(__file__).resolve().parent.parent):
        whole.update(path.read_bytes())
    for name in _BESIDE_OURS:
        with suppress(PackageNotFoundError):
            whole.update(version(name).encode())
    return whole.digest()


def _frozen(arrays: Arrays) -> bytes:
    shapes = json.dumps([(array.dtype.str, array.shape) for array in arrays]).encode()
    return len(shapes).to_bytes(4, "little") + shapes + b"".join(array.tobytes() for array in arrays)


def _thawed(kept: bytes, _: Row) -> Arrays:
    at = 4 + int.from_bytes(kept[:4], "little")
    found = []
    for kind, shape in json.loads(kept[4:at]):
        array = np.frombuffer(kept, dtype=kind, count=int(np.prod(shape)), offset=at).reshape(shape)
        found.append(array)
        at += array.nbytes
    return tuple(found)


def _packed(sentences: Sequence[Sentence]) -> bytes:
    # The letters of a token are those of its text.
    rows = [[s.start, s.end, [(start, end, *rest) for start, end, _, *rest in s.tokens]] for s in sentences]
    return zlib.compress(json.dumps(rows, separators=(",", ":")).encode("ascii"), 1)


def _unpacked(kept: bytes, row: Row) -> tuple[Sentence, ...]:
    return tuple(
        Sentence(start=start, end=end, tokens=tuple([Token._make((a, b, row[0][a:b], *rest)) for a, b, *rest in rows]))
        for start, end, rows in json.loads(zlib.decompress(kept))
    )


ARRAYS = Form(_frozen, _thawed)
_SENTENCES = Form(_packed, _unpacked)
