"""What `sense-encoder` learns from: runs of posts with who answers whom, and claims that people put together."""

import csv
import gzip
import json
import random
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from argmap.discussion import Post
from argmap.read.marks import marks
from argmap.thread.words import own_words
from argmap.train.corpora import replies

RUN, _SHORT = 16, 8
_SOURCES = (
    ("iac-4forums-unannotated", 0.45), ("delving-bitcoin", 0.17), ("20newsgroups-original", 0.15),
    ("wikipedia-talk-wikiconv-sample", 0.15), ("history-meta-stackexchange", 0.08),
)  # fmt: skip
_THREADS, _PAIRS = 0.58, 0.74
_RUNS, _ANSWERS, _LISTS = 3, 20, 3
_LEAST_WORDS = 5
_DEEP = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Talk:
    """A run of posts in order: what each answers by place, None where it is not among them."""

    texts: tuple[str, ...]
    parents: tuple[int | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Alike:
    """Claims on one topic; those of one group say the same, the others are near and differ."""

    texts: tuple[str, ...]
    groups: tuple[str, ...]


Batch = list[Talk] | list[Alike]


def batches(corpora: Path, steps: int, *, seed: int = 1) -> Iterator[Batch]:
    """Yield the batches of a training run: runs of threads, single answers, lists of claims; the seed fixes them."""
    drawn = random.Random(seed)
    runs = {name: _shuffled(talks(corpora / "raw-discussions" / f"{name}.jsonl.gz"), drawn) for name, _ in _SOURCES}
    single, lists = _shuffled(answers(corpora), drawn), _shuffled(claims(corpora, drawn), drawn)
    given: Counter[str] = Counter()

    def some(name: str, rows: Sequence[Any], count: int) -> list[Any]:
        found = [rows[(given[name] + at) % len(rows)] for at in range(count)]
        given[name] += count
        return found

    names, shares = [name for name, _ in _SOURCES], [share for _, share in _SOURCES]
    for _ in range(steps):
        kind = drawn.random()
        if kind < _THREADS:
            yield [talk for name in drawn.choices(names, shares, k=_RUNS) for talk in some(name, runs[name], 1)]
        elif kind < _PAIRS:
            yield some("answers", single, _ANSWERS)
        else:
            yield some("claims", lists, _LISTS)


def talks(path: Path) -> list[Talk]:
    """Return the threads of a file of raw discussions in runs of RUN posts in order of time, quotes left out."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        posts = [post for post in map(json.loads, lines) if post["text"]]
    known = {post["id"]: post for post in posts}
    threads: dict[Any, list[Any]] = defaultdict(list)
    for post in posts:
        threads[_opening(post, known)].append(post)
    found = []
    for rows in threads.values():
        rows.sort(key=lambda post: str(post["date"]))
        for first in range(0, len(rows), RUN):
            talk = _talk(rows[first : first + RUN])
            replies_there = sum(parent is not None for parent in talk.parents)
            if replies_there >= (5 if len(talk.texts) > _SHORT else 2) and (not first or len(talk.texts) >= _SHORT):
                found.append(talk)
    return found


def answers(corpora: Path) -> list[Talk]:
    """Return Reddit replies with what they answer, without the shortest."""
    pairs = (
        *replies.debagreement(corpora / "debagreement"),
        *replies.subreddit_agreement(corpora / "subreddit-agreement"),
    )
    long = (pair for pair in pairs if len(pair.reply.split()) >= _LEAST_WORDS)
    return [Talk(texts=(pair.parent, pair.reply), parents=(None, 0)) for pair in long]


def claims(corpora: Path, drawn: random.Random) -> list[Alike]:
    """Return lists of claims: perspectives on a claim by what they say, arguments with the key point that they match.

    Perspectrum (Chen et al. 2019) and the training topics of ArgKP-2021 (Friedman et al. 2021).
    """
    return [*_perspectives(corpora / "perspectrum"), *_points(corpora / "argkp2021/kpm_data", drawn)]


def _opening(post: Any, known: dict[Any, Any]) -> Any:
    """Return what tells threads apart: the id a corpus gives, or that of the first post where it gives each its own."""
    for _ in range(_DEEP):
        if post["parent_id"] not in known:
            break
        post = known[post["parent_id"]]
    return post["thread_id"]


def _talk(rows: Sequence[Any]) -> Talk:
    places = {post["id"]: at for at, post in enumerate(rows)}
    parents = [places.get(post["parent_id"]) if post["parent_is_direct"] is not False else None for post in rows]
    return Talk(
        texts=tuple(_own(post["text"]) for post in rows),
        parents=tuple(parent if parent is not None and parent < at else None for at, parent in enumerate(parents)),
    )


def _own(text: str) -> str:
    return own_words(Post(id="p", text=text, marks=marks(text))).strip() or text


def _perspectives(folder: Path) -> Iterator[Alike]:
    pool = json.loads((folder / "perspective_pool_v1.0.json").read_text(encoding="utf-8"))
    texts = {row["pId"]: row["text"] for row in pool}
    for claim in json.loads((folder / "perspectrum_with_answers_v1.0.json").read_text(encoding="utf-8")):
        views = [
            (texts[name], f"{claim['cId']} {at}")
            for at, view in enumerate(claim["perspectives"])
            for name in view["pids"][:3]
        ][:20]
        if len(views) > len({group for _, group in views}):
            yield _alike(views)


def _points(folder: Path, drawn: random.Random) -> Iterator[Alike]:
    arguments = {row["arg_id"]: row for row in _rows(folder / "arguments_train.csv")}
    points = list(_rows(folder / "key_points_train.csv"))
    matched: dict[str, list[str]] = defaultdict(list)
    for row in _rows(folder / "labels_train.csv"):
        if row["label"] == "1":
            matched[row["arg_id"]].append(row["key_point_id"])
    topics: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for name, found in matched.items():
        if len(found) == 1:
            topics[arguments[name]["topic"]].append((arguments[name]["argument"], found[0]))
    for topic, rows in topics.items():
        drawn.shuffle(rows)
        own = [(row["key_point"], row["key_point_id"]) for row in points if row["topic"] == topic]
        yield from (_alike([*own, *rows[first : first + 22]]) for first in range(0, len(rows) - 10, 22))


def _alike(rows: Sequence[tuple[str, str]]) -> Alike:
    return Alike(texts=tuple(text for text, _ in rows), groups=tuple(group for _, group in rows))


def _shuffled(rows: Sequence[Any], drawn: random.Random) -> list[Any]:
    return drawn.sample(rows, len(rows))


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)
