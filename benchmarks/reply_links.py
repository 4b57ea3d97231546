"""Hide who answers whom in threads that say it, rebuild it, and count: `python benchmarks/reply_links.py`.

Reads Reddit threads below ARGMAP_DATA and ARGMAP_CORPORA.
"""

import json
import os
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
    print(f"{name}: right {right / total:.3f}, previous post {previous / total:.3f}, {total} replies")
    print(f"{name}: errors against those of the previous post {ratio:.2f}")


def main() -> None:
    every = list(threads())
    for source in ("reddit", "aita"):
        measure(source, [discussion for name, discussion in every if name.startswith(source)])


if __name__ == "__main__":
    main()
