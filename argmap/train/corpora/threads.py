"""Threads whose replies are known: Reddit, Hacker News, Lobsters, forums and chats, each post with its true parent."""

import gzip
import html
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from argmap.read import read_text
from argmap.read.times import when

_REDDIT = ("iama_ken_bone", "announcements_were_back", "rumoureval_22o24j", "rumoureval_46uw4y", "rumoureval_49l01s")
_PAGES = (("hn", "hn_html/hn_28385024_partA.html"), ("hn-hiring", "hn_html/hn_2013_who_is_hiring.html"),
          ("lobsters", "lobsters_html/lobsters_claygr.html"))  # fmt: skip
_LEAST = 5
_SHARED = 5
_CONTEXT = 100
_SAID = re.compile(r"^\[(?P<clock>\d\d:\d\d)\] (?:<(?P<name>\S+)> |\* (?P<doer>\S+) )?(?P<words>.*)$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A post as its source has it: `parent` is the place of what it answers, `written` seconds since 1970."""

    author: str | None
    written: float | None
    text: str
    parent: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A thread in reading order whose first row is its opening post where it has one.

    Of the rows before `judged` it is not known what they answer.
    """

    source: str
    name: str
    rows: tuple[Row, ...]
    opened: bool = True
    judged: int = 0


def nested(corpora: Path, threads: Path) -> Iterator[Told]:
    """Yield threads in depth-first order: from `threads` (saved pages and listings) and from the corpora."""
    for name in _REDDIT:
        yield _read("reddit", threads / f"reddit_json/{name}.json")
    for source, page in _PAGES:
        yield _read(source, threads / page)
    seen = {name.removeprefix("rumoureval_") for name in _REDDIT}
    yield from (one for one in rumoureval(corpora / "rumoureval2019") if one.name not in seen)
    yield from aita(corpora / "reddit-aita-trees")
    yield from grouped("cornell", corpora / "raw-discussions/reddit-cornell-convokit.jsonl.gz", depth_first=True)


def rumoureval(folder: Path) -> Iterator[Told]:
    """Yield the Reddit threads of RumourEval 2019, siblings by score, as the site shows them."""
    for part in ("training", "dev"):
        for line in (folder / f"reddit-{part}-data.jsonl").read_text(encoding="utf-8").splitlines():
            thread = json.loads(line)
            posts = [post for post in thread["posts"] if post["text"] or post.get("title")]
            posts.sort(key=lambda post: (not post["is_source"], -(post["score"] or 0), post["created_utc"]))
            found = _depth_first(
                (
                    post["id"],
                    post["parent"],
                    post["author"],
                    post["created_utc"],
                    html.unescape(f"{post.get('title') or ''}\n{post['text'] or ''}").strip(),
                )
                for post in posts
            )
            if len(found) >= _LEAST:
                opened = any(post["is_source"] for post in posts)
                yield Told(source="rumoureval", name=thread["thread"], rows=tuple(found), opened=opened)


def aita(folder: Path) -> Iterator[Told]:
    """Yield comment trees of one subreddit: words and replies, neither authors nor times."""
    for path in sorted((folder / "aita_posts").glob("*.json")):
        thread = json.loads(path.read_text(encoding="utf-8"))
        rows = [Row(author=None, written=None, text=thread["post content"], parent=None)]
        waiting = [(comment, 0) for comment in reversed(thread["comments"])]
        while waiting:
            comment, parent = waiting.pop()
            words = (comment.get("content") or comment.get("body") or "").strip()
            if words:
                rows.append(Row(author=comment.get("author"), written=None, text=words, parent=parent))
                here = len(rows) - 1
                waiting += [(answer, here) for answer in reversed(comment.get("comments") or [])]
        yield Told(source="aita", name=path.stem, rows=tuple(rows))


def grouped(source: str, path: Path, *, depth_first: bool) -> Iterator[Told]:
    """Yield the threads of a file of `raw-discussions`, by time, or depth-first with siblings by time."""
    found: dict[str, list[Any]] = defaultdict(list)
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            post = json.loads(line)
            words = (post["text"] or "").strip() or "."
            found[post["thread_id"]].append(
                (post["id"], post["parent_id"], post["speaker"], _seconds(post["date"]), words)
            )
    for name, posts in sorted(found.items()):
        if len(posts) >= _LEAST and all(post[3] is not None for post in posts):
            posts.sort(key=lambda post: post[3])
            rows = _depth_first(posts) if depth_first else _in_order(posts)
            if sum(row.parent is None for row in rows) == 1:
                yield Told(source=source, name=name, rows=tuple(rows))


def titled(path: Path) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield title and posts by time of the threads of a file of `raw-discussions` that have one, the opening first."""
    found: dict[Any, list[Any]] = defaultdict(list)
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for post in map(json.loads, lines):
            found[post["thread_id"]].append(post)
    for posts in found.values():
        posts.sort(key=lambda post: str(post["date"]))
        if len(posts) >= _LEAST and posts[0]["title"] and posts[0]["parent_id"] is None:
            yield posts[0]["title"], tuple(post["text"] or "." for post in posts)


def forums(folder: Path) -> Iterator[Told]:
    """Yield the threads of the Internet Argument Corpus in order of time, without the sentences they repeat."""
    for path in sorted((folder / "v1/data/fourforum/discussions").glob("*.json.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as file:
            posts = [(str(p[0]), str(p[5]), p[2], _seconds(p[7]), p[3]) for p in json.load(file)[0]]
        words = unrepeated([post[4] for post in posts])
        rows = _in_order([(*post[:4], said) for post, said in zip(posts, words, strict=True)])
        if len(rows) >= _LEAST:
            yield Told(source="iac", name=path.name.removesuffix(".json.gz"), rows=tuple(rows))


def chats(folder: Path) -> Iterator[Told]:
    """Yield the annotated IRC logs; a line that starts a conversation answers nobody (parent None)."""
    for path in sorted(folder.glob("*.annotation.txt")):
        lines = path.with_name(path.name.replace(".annotation.", ".ascii.")).read_text(encoding="utf-8").splitlines()
        links: dict[int, int] = {}
        for line in path.read_text(encoding="utf-8").splitlines():
            earlier, later = sorted(int(number) for number in line.split()[:2])
            links[later] = max(earlier if earlier != later else -1, links.get(later, -1))
        rows: list[Row] = []
        places: dict[int, int] = {}
        first = min(links, default=0)
        for number, line in enumerate(lines):
            if number < first - _CONTEXT:
                continue
            match = _SAID.match(line)
            if match is None or line.startswith("==="):
                continue
            places[number] = len(rows)
            author = match["name"] or match["doer"]
            parent = places.get(links.get(number, -1))
            rows.append(Row(author=author, written=None, text=match["words"] or ".", parent=parent))
        judged = sum(number < first for number in places)
        name = path.name.removesuffix(".annotation.txt")
        yield Told(source="irc", name=name, rows=tuple(rows), opened=False, judged=judged)


def unrepeated(texts: Sequence[str]) -> list[str]:
    """Return the texts without sentences whose words mostly stand in an earlier one; as they are where none is left."""
    seen: set[tuple[str, ...]] = set()
    found = []
    for text in texts:
        sentences = re.split(r"(?<=[.!?\n])\s+", text)
        runs = [_runs(sentence) for sentence in sentences]
        kept = [s for s, run in zip(sentences, runs, strict=True) if not run or len(run & seen) < 0.6 * len(run)]
        found.append(" ".join(kept) or text)
        seen.update(*runs)
    return found


def _runs(sentence: str) -> set[tuple[str, ...]]:
    words = re.findall(r"[a-z0-9']+", sentence.lower())
    return {tuple(words[at : at + _SHARED]) for at in range(len(words) - _SHARED + 1)}


def _read(source: str, path: Path) -> Told:
    thread = read_text(path.read_text(encoding="utf-8", errors="replace"), source=path.name)
    places = {post.id: at for at, post in enumerate(thread.posts)}
    rows = (
        Row(author=post.author, written=_seconds(post.written), text=post.text, parent=places.get(post.reply_to or ""))
        for post in thread.posts
    )
    return Told(source=source, name=path.stem, rows=tuple(rows))


def _seconds(moment: object) -> float | None:
    written = when(moment if not isinstance(moment, str) or not re.fullmatch(r"\d+\.\d+", moment) else float(moment))
    return datetime.fromisoformat(written).astimezone(UTC).timestamp() if written else None


def _in_order(posts: Iterable[tuple[Any, ...]]) -> list[Row]:
    places: dict[Any, int] = {}
    rows = []
    for at, (name, parent, author, written, text) in enumerate(posts):
        rows.append(Row(author=author, written=written, text=text or ".", parent=places.get(parent)))
        places[name] = at
    return rows


def _depth_first(posts: Iterable[tuple[Any, ...]]) -> list[Row]:
    known = {post[0]: post for post in posts}
    below = defaultdict(list)
    for post in known.values():
        below[post[1] if post[1] in known else None].append(post)
    ordered, waiting = [], list(reversed(below[None]))
    while waiting:
        ordered.append(post := waiting.pop())
        waiting += reversed(below[post[0]])
    return _in_order(ordered)
