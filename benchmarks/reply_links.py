"""Hide who answers whom in threads that say it, rebuild it, and count: `python benchmarks/reply_links.py [--fit]`.

Reads Reddit threads below ARGMAP_DATA and ARGMAP_CORPORA. A third of the threads, by name, is never fitted on.
"""

import argparse
import json
import math
import os
import random
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from argmap import thread
from argmap.discussion import Discussion, Post

Node = tuple[str, str | None, str, float | None, list[Any]]


def reddit_json(path: Path) -> list[Node]:
    def nodes(listing: Any) -> Iterator[Node]:
        for child in listing["data"]["children"] if isinstance(listing, dict) else []:
            data = child["data"]
            if child["kind"] == "t1" and data.get("body"):
                yield (
                    data["id"],
                    data.get("author"),
                    data["body"],
                    data.get("created_utc"),
                    list(nodes(data.get("replies"))),
                )

    return list(nodes(json.loads(path.read_text(encoding="utf-8"))[1]))


def aita(path: Path) -> list[Node]:
    def nodes(comments: list[Any]) -> Iterator[Node]:
        for comment in comments:
            body = comment.get("content") or comment.get("body") or ""
            if body.strip():
                yield "", comment.get("author"), body, None, list(nodes(comment.get("comments") or []))

    return list(nodes(json.loads(path.read_text(encoding="utf-8"))["comments"]))


def flatten(roots: list[Node], name: str, limit: int = 300) -> Discussion:
    newest = max((at for at in _times(roots) if at), default=0.0)
    posts: list[Post] = []

    def visit(node: Node, parent: str | None) -> None:
        _, author, text, written, replies = node
        if len(posts) >= limit:
            return
        own = f"p{len(posts) + 1}"
        age = _age(newest - written + 1800) if written else None
        posts.append(Post(id=own, author=author, age=age, text=text, reply_to=parent))
        for reply in replies:
            visit(reply, own)

    for root in roots:
        visit(root, None)
    return Discussion(id="d1", source=name, format="paste", posts=tuple(posts))


def _times(nodes: list[Node]) -> Iterator[float | None]:
    for node in nodes:
        yield node[3]
        yield from _times(node[4])


def _age(seconds: float) -> str:
    for size, unit in ((86400, "d"), (3600, "h"), (60, "m")):
        if seconds >= size:
            return f"{int(seconds // size)}{unit} ago"
    return "1m ago"


def threads() -> Iterator[tuple[str, Discussion]]:
    data, corpora = Path(os.environ["ARGMAP_DATA"]), Path(os.environ["ARGMAP_CORPORA"])
    for path in sorted((data / "threads/reddit_json").glob("[!m]*[a-z0-9].json")):
        if "stance" not in path.name:
            yield f"reddit/{path.stem}", flatten(reddit_json(path), path.stem)
    for path in sorted((corpora / "reddit-aita-trees/aita_posts").glob("*.json")):
        yield f"aita/{path.stem}", flatten(aita(path), path.stem)


def held_out(name: str) -> bool:
    return zlib.crc32(name.encode()) % 3 == 0


def instances(discussion: Discussion) -> Iterator[tuple[list[dict[str, float]], int]]:
    posts = discussion.posts
    place = {post.id: at for at, post in enumerate(posts)}
    parents = [place.get(post.reply_to or "") for post in posts]
    clues = thread.clues_of(posts)
    for at in range(1, len(posts)):
        options = thread.candidates(at, parents[:at], clues)
        if parents[at] in options:
            rows = [thread.features(at, option, posts, parents, clues) for option in options]
            yield rows, options.index(parents[at])


def fit(data: list[tuple[list[dict[str, float]], int]], rounds: int = 60) -> dict[str, float]:
    weights = dict.fromkeys(thread.WEIGHTS, 0.0)
    step = dict.fromkeys(weights, 1e-08)
    order = random.Random(7)
    for _ in range(rounds):
        order.shuffle(data)
        for rows, true in data:
            scores = [sum(weights[k] * v for k, v in row.items()) for row in rows]
            top = max(scores)
            total = sum(math.exp(s - top) for s in scores)
            for i, row in enumerate(rows):
                error = math.exp(scores[i] - top) / total - (i == true)
                for k, v in row.items():
                    gradient = error * v + 1e-5 * weights[k]
                    step[k] += gradient * gradient
                    weights[k] -= 0.3 * gradient / math.sqrt(step[k])
    return weights


def measure(name: str, found: list[Discussion]) -> None:
    right = previous = total = 0
    for discussion in found:
        hidden = [Post(id=p.id, author=p.author, age=p.age, text=p.text) for p in discussion.posts]
        rebuilt = thread.link(Discussion(id="d1", source="", format="paste", posts=tuple(hidden)))
        for at, (gold, got) in enumerate(zip(discussion.posts, rebuilt.posts, strict=True)):
            if at:
                total += 1
                right += gold.reply_to == got.reply_to
                previous += gold.reply_to == discussion.posts[at - 1].id
    ratio = (total - right) / max(1, total - previous)
    print(
        f"{name}: right {right / total:.3f}, previous post {previous / total:.3f}, error ratio {ratio:.2f}, {total} replies"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--fit", action="store_true")
    fitting = parser.parse_args().fit
    every = list(threads())
    if fitting:
        data = [row for name, d in every if not held_out(name) for row in instances(d)]
        print(len(data), "replies to fit on")
        fitted = fit(data)
        for name, value in fitted.items():
            print(f'    "{name}": {value:.2f},')
        thread.WEIGHTS = fitted  # type: ignore[assignment]
    for source in ("reddit", "aita"):
        measure(f"{source}, fitted on", [d for n, d in every if n.startswith(source) and not held_out(n)])
        measure(f"{source}, held out", [d for n, d in every if n.startswith(source) and held_out(n)])


if __name__ == "__main__":
    main()
