"""Threads that nobody labelled, for teachers to read: stretches of whole discussions, so many words of each source.

None has a post that also stands in what is labelled or kept for checking, told by how its text opens.
"""

import gzip
import html
import json
import random
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from argmap.argument import ArgumentMap
from argmap.discussion import Discussion, Post
from argmap.read.marks import marks
from argmap.train.corpora import Pair, replies, threads
from argmap.train.corpora.mapped import as_map
from argmap.train.corpora.threads import Row, Told

CORPUS = "unlabelled"
POSTS, WORDS = 24, 1600
_LONG, _CUT = 900, 700
_LEAST_POSTS, _LEAST_WORDS, _LEAST_PAIR = 3, 120, 20
_SHORT_THREADS = 0.15
_OPENING, _TELLING = 60, 25


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where threads come from and how many words of them are read; `pairs` are threads of two posts.

    Of a source that is `short` now and then a thread below three posts is taken.
    """

    name: str
    words: int
    load: Callable[[Path], Iterator[Told]]
    pairs: bool = False
    short: bool = False


def maps(
    corpora: Path, known: Collection[str], *, wanted: Callable[[str], bool] = lambda name: True, seed: int = 5
) -> Iterator[tuple[str, ArgumentMap]]:
    """Yield name and map, without components, of the threads drawn from every wanted source; none opens as `known`."""
    chance = random.Random(seed)
    for source in SOURCES:
        if wanted(source.name):
            yield from ((told.name, _map(told)) for told in drawn(source, source.load(corpora), known, chance))


def drawn(source: Source, found: Iterable[Told], known: Collection[str], chance: random.Random) -> Iterator[Told]:
    """Yield stretches of threads in an order of chance until the source has given its words."""
    order = list(found)
    chance.shuffle(order)
    read = 0
    for told in order:
        if read > source.words:
            return
        if not source.pairs and _posts(told) < (
            1 if source.short and chance.random() < _SHORT_THREADS else _LEAST_POSTS
        ):
            continue
        rows, words = stretch(told.rows, chance)
        if words >= (_LEAST_PAIR if source.pairs else _LEAST_WORDS) and not any(opening(r.text) in known for r in rows):
            yield replace(told, rows=tuple(rows))
            read += words


def stretch(rows: Sequence[Row], chance: random.Random) -> tuple[list[Row], int]:
    """Return posts that stand together, 24 and 1,600 words at most, and how many words they are; long ones are cut."""
    kept = [(at, row) for at, row in enumerate(rows) if row.text.strip()]
    if len(kept) > POSTS:
        start = chance.randrange(0, len(kept) - POSTS) if chance.random() < 0.5 else 0
        kept = kept[start : start + POSTS]
    found: list[tuple[int, Row]] = []
    read = 0
    for at, row in kept:
        words = len(row.text.split())
        text, words = (" ".join(row.text.split(" ")[:_CUT]), _CUT) if words > _LONG else (row.text, words)
        if read + words > WORDS and found:
            break
        found.append((at, replace(row, text=text)))
        read += words
    return _placed(found), read


def opening(text: str) -> str:
    """Return how a text opens, its words alone; `""` where that is too little to tell texts apart."""
    words = re.sub(r"\W+", " ", text.lower()).strip()[:_OPENING]
    return words if len(words) > _TELLING else ""


def openings(known: Iterable[ArgumentMap], folders: Iterable[Path] = ()) -> set[str]:
    """Return how the posts of maps open, and the lines of the texts in folders."""
    found = {opening(post.text) for one in known for post in one.posts().values()}
    for path in sorted(path for folder in folders for path in folder.rglob("*.txt")):
        found |= {opening(line) for line in path.read_text(encoding="utf-8", errors="replace").splitlines()}
    return found - {""}


def _posts(told: Told) -> int:
    return sum(bool(row.text.strip()) for row in told.rows)


def _placed(found: Sequence[tuple[int, Row]]) -> list[Row]:
    """Return the rows with the places of their parents among them; one that is left out, or comes later, is none."""
    places = {at: place for place, (at, _) in enumerate(found)}
    parents = [None if row.parent is None else places.get(row.parent) for _, row in found]
    return [
        replace(row, parent=parent if parent is not None and parent < place else None)
        for place, ((_, row), parent) in enumerate(zip(found, parents, strict=True))
    ]


def _map(told: Told) -> ArgumentMap:
    posts = tuple(
        Post(
            id=f"p{at}",
            text=row.text,
            reply_to=None if row.parent is None else f"p{row.parent}",
            marks=marks(row.text),
        )
        for at, row in enumerate(told.rows)
    )
    return as_map([Discussion(id="d1", source=told.name, format="corpus", posts=posts)], (), {})


def _raw(name: str) -> Callable[[Path], Iterator[Told]]:
    def load(corpora: Path) -> Iterator[Told]:
        found: dict[str, list[dict[str, Any]]] = {}
        with gzip.open(corpora / f"raw-discussions/{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
            for line in lines:
                post = json.loads(line)
                found.setdefault(post["thread_id"], []).append(post)
        for thread, posts in found.items():
            posts.sort(key=lambda post: _when(post["date"]))
            places = {post["id"]: at for at, post in enumerate(posts)}
            rows = (
                Row(author=None, written=None, text=_words(post), parent=places.get(post["parent_id"]))
                for post in posts
            )
            yield Told(source=name, name=f"{name[:8]}-{thread}", rows=tuple(rows))

    return load


def _when(date: object) -> str:
    return f"{date:020.1f}" if isinstance(date, float) else str(date)


def _words(post: dict[str, Any]) -> str:
    text, kind = post["text"] or "", post["text_format"]
    if kind == "html":
        text = re.sub(r"</(p|li|div|blockquote)>|<br/?>", "\n", text)
        text = html.unescape(re.sub(r"<[^>]+>", "", text))
    if kind == "wikitext":
        text = re.sub(r"'{2,}|={2,}", "", re.sub(r"\[WIKI_LINK: ([^\]]*)\]", r"\1", text))
    if kind == "plain-email":
        text = re.sub(r"\n-- ?\n[\s\S]*$", "", text)
    return str(text).strip()


def _told(name: str, found: Callable[[Path], Iterator[Told]], folder: str) -> Callable[[Path], Iterator[Told]]:
    return lambda corpora: (replace(one, name=f"{name}-{one.name}") for one in found(corpora / folder))


def _pairs(name: str, found: Callable[[Path], Iterator[Pair]], folder: str) -> Callable[[Path], Iterator[Told]]:
    def load(corpora: Path) -> Iterator[Told]:
        for at, pair in enumerate(found(corpora / folder)):
            rows = (
                Row(author=None, written=None, text=pair.parent, parent=None),
                Row(author=None, written=None, text=pair.reply, parent=0),
            )
            yield Told(source=name, name=f"{name}-{at}", rows=rows)

    return load


SOURCES = (
    Source(name="4forums", words=650_000, load=_raw("iac-4forums-unannotated")),
    Source(name="usenet", words=420_000, load=_raw("20newsgroups-original"), short=True),
    Source(name="delving", words=180_000, load=_raw("delving-bitcoin")),
    Source(name="github", words=130_000, load=_raw("github-standards-issues")),
    Source(name="history", words=130_000, load=_raw("history-meta-stackexchange")),
    Source(name="cornell", words=40_000, load=_raw("reddit-cornell-convokit")),
    Source(name="wikipedia", words=130_000, load=_raw("wikipedia-talk-wikiconv-sample")),
    Source(name="aita", words=330_000, load=_told("aita", threads.aita, "reddit-aita-trees")),
    Source(name="iac", words=150_000, load=_told("iac", threads.forums, "iac-forum")),
    Source(name="rumoureval", words=90_000, load=_told("rumoureval", threads.rumoureval, "rumoureval2019")),
    Source(
        name="debagreement",
        words=260_000,
        load=_pairs("debagreement", replies.debagreement, "debagreement"),
        pairs=True,
    ),
    Source(
        name="subreddit-agreement",
        words=160_000,
        load=_pairs("subreddit-agreement", replies.subreddit_agreement, "subreddit-agreement"),
        pairs=True,
    ),
)
