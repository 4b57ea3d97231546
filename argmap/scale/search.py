"""Where else is this claimed, and what answered it: by words and by meaning, the two rankings fused.

Meaning: the sign bits of all vectors are compared with the query's (Hamming distance), the nearest are weighed again
by their int8 vectors. Fusion by reciprocal rank (Cormack, Clarke and Büttcher, SIGIR 2009).
"""

import json
import re
import sqlite3
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

import numpy as np

from argmap.errors import ReadError
from argmap.scale.index import BITS, CLAIMS, VECTORS, bits, library
from argmap.scale.store import RUN

_FUSED = 60
_NEAR = 400
_CANDIDATES = 200
_TERMS = 5
_COMMON = 0.05
_FEW = 2_000
Array = np.ndarray[Any, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a claim must have besides words or meaning; days in ISO 8601, `source` a part of the discussion's name."""

    author: str | None = None
    since: str | None = None
    until: str | None = None
    source: str | None = None

    def given(self) -> bool:
        """Return whether anything is asked for."""
        return any((self.author, self.since, self.until, self.source))


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What spoke to a claim: its words, who said it, for or against."""

    kind: str
    subtype: str | None
    text: str
    author: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A claim that was found, its place, and what answered it."""

    discussion: str
    component: str
    canonical: str | None
    text: str
    author: str | None
    written: str | None
    url: str | None
    score: float
    answers: tuple[Answer, ...] = ()


class Library:
    """The claims of a dataset, open for searching."""

    def __init__(self, folder: Path) -> None:
        place = library(folder)
        try:
            self._claims = sqlite3.connect(f"file:{place / CLAIMS}?mode=ro", uri=True)
            self._count = int(self._claims.execute("SELECT COUNT(*) FROM claims").fetchone()[0])
            have = (place / VECTORS).is_file()
            self._vectors: Array | None = np.load(place / VECTORS, mmap_mode="r", allow_pickle=False) if have else None
            # The bits are small and all of them are looked at in every search.
            self._bits: Array | None = np.load(place / BITS, allow_pickle=False) if have else None
        except (sqlite3.Error, OSError, ValueError) as error:
            raise ReadError(f"the library of {folder} is damaged ({error}); run argmap index {folder} again") from error

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._claims.close()

    @property
    def has_vectors(self) -> bool:
        """Whether meaning can be searched, not words alone."""
        return self._vectors is not None

    def search(
        self, query: str, *, vector: Array | None = None, top: int = 10, wanted: Wanted | None = None
    ) -> list[Hit]:
        """Return the claims that say what `query` says, the best first; `vector` is the query's, of length 1."""
        wanted = wanted or Wanted()
        allowed = self._allowed(wanted) if wanted.given() else None
        ranked = [self._by_words(query, allowed)]
        if vector is not None and self._vectors is not None:
            ranked.append(self._by_meaning(vector, allowed))
        scores: dict[int, float] = {}
        for ids in ranked:
            for rank, claim in enumerate(ids):
                scores[claim] = scores.get(claim, 0.0) + 1 / (_FUSED + rank)
        best = sorted(scores.items(), key=lambda found: (-found[1], found[0]))[:top]
        return [self._hit(claim, round(score, 5)) for claim, score in best]

    def _allowed(self, wanted: Wanted) -> frozenset[int]:
        asked = {
            "p.author = ?": wanted.author,
            "p.written >= ?": wanted.since,
            "substr(p.written, 1, length(?)) <= ?": wanted.until,
            "instr(p.discussion, ?) > 0": wanted.source,
        }
        where = [sign for sign, value in asked.items() if value]
        values = [value for sign, value in asked.items() if value for _ in range(sign.count("?"))]
        rows = self._claims.execute(
            f"SELECT c.id FROM posts p JOIN claims c ON c.post = p.id WHERE {' AND '.join(where)}", values
        )
        return frozenset(row[0] for row in rows)

    def _by_words(self, query: str, allowed: frozenset[int] | None) -> list[int]:
        terms = self._terms(query)
        if not terms:
            return []
        asked = " OR ".join(f'"{term}"' for term in terms)
        most = _CANDIDATES if allowed is None else -1
        rows = self._claims.execute(
            "SELECT rowid FROM words WHERE words MATCH ? ORDER BY bm25(words), rowid LIMIT ?", (asked, most)
        )
        found = (row[0] for row in rows)
        return [claim for claim in found if allowed is None or claim in allowed][:_CANDIDATES]

    def _terms(self, query: str) -> list[str]:
        """Return the rarest words of the query, none that stands in a great part of all claims unless all do."""
        words = dict.fromkeys(re.findall(r"\w+", query.casefold()))
        asked = {word: self._spread(word) for word in words}
        known = sorted((count, word) for word, count in asked.items() if count)
        telling = [word for count, word in known if count <= max(_FEW, _COMMON * self._count)]
        return (telling or [word for _, word in known[:1]])[:_TERMS]

    def _spread(self, word: str) -> int:
        row = self._claims.execute("SELECT claims FROM terms WHERE term = ?", (word,)).fetchone()
        return int(row[0]) if row else 1

    def _by_meaning(self, vector: Array, allowed: frozenset[int] | None) -> list[int]:
        assert self._vectors is not None
        assert self._bits is not None
        places = self._nearest(vector, allowed)
        weighed = self._vectors[np.sort(places)].astype(np.float32)
        lengths = np.linalg.norm(weighed, axis=1)
        closeness = (weighed @ vector.astype(np.float32)) / np.maximum(lengths, 1e-9)
        order = np.argsort(-closeness, kind="stable")[:_CANDIDATES]
        return [int(place) + 1 for place in np.sort(places)[order]]

    def _nearest(self, vector: Array, allowed: frozenset[int] | None) -> Array:
        assert self._bits is not None
        asked = bits(vector[None, :])[:, 0]
        distance = np.zeros(self._bits.shape[1], dtype=np.uint16)
        for words, word in zip(self._bits, asked, strict=True):
            distance += np.bitwise_count(words ^ word)
        if allowed is not None:
            distance[~self._mask(allowed)] = np.iinfo(np.uint16).max
        most = min(_NEAR, len(distance))
        near = np.argpartition(distance, most - 1)[:most]
        kept: Array = near[distance[near] < np.iinfo(np.uint16).max]
        return kept

    def _mask(self, allowed: frozenset[int]) -> Array:
        mask = np.zeros(self._count, dtype=bool)
        mask[[claim - 1 for claim in allowed]] = True
        return mask

    def _hit(self, claim: int, score: float) -> Hit:
        row = self._claims.execute(
            "SELECT p.discussion, c.component, c.canonical, c.text, p.author, p.written, p.url "
            "FROM claims c JOIN posts p ON p.id = c.post WHERE c.id = ?", (claim,)
        ).fetchone()  # fmt: skip
        names = ("discussion", "component", "canonical", "text", "author", "written", "url")
        answers = self._claims.execute(
            "SELECT a.kind, a.subtype, COALESCE(c.canonical, c.text), p.author FROM answers a "
            "JOIN claims c ON c.id = a.source JOIN posts p ON p.id = c.post WHERE a.target = ? "
            "ORDER BY a.kind, a.confidence DESC, c.id", (claim,)
        )  # fmt: skip
        found = tuple(Answer(kind=kind, subtype=sub, text=text, author=author) for kind, sub, text, author in answers)
        return Hit(**dict(zip(names, row, strict=True)), score=score, answers=found)


def find(folder: Path, query: str, *, top: int = 10, wanted: Wanted | None = None) -> tuple[list[Hit], bool]:
    """Return what the library of `folder` holds like `query`, and whether meaning was searched, not words alone."""
    from argmap.nlp.senses import sense_encoder, senses_digest

    with Library(folder) as claims:
        # Vectors of two encoders say nothing of each other.
        by_meaning = claims.has_vectors and bool(senses_digest()) and _senses_of(folder) == senses_digest()
        vector = sense_encoder().embed([query])[0] if by_meaning else None
        return claims.search(query, vector=vector, top=top, wanted=wanted), by_meaning


def _senses_of(folder: Path) -> str:
    """Return the digest of the encoder that the vectors of a dataset are by."""
    try:
        return str(json.loads((folder / RUN).read_text(encoding="utf-8"))["models"]["senses"])
    except (OSError, ValueError, KeyError, TypeError):
        return ""
