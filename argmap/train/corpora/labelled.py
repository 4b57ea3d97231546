"""Maps whose labels are kept as places: texts are found again in the corpora by their SHA-256, never kept here.

One JSON object a line: `name`, `source`, `posts` (`sha256` of the text, `length` of the part of it that is labelled,
`reply_to` by place), `components` (post, start, end, kind, quoted, what it copies), `relations` (source, target, kind,
subtype, sure) and `disputes` (for, against), all by place.
"""

import gzip
import hashlib
import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from argmap.argument import ArgumentMap, Component, Dispute, Generator, Kind, Relation, RelationKind, Subtype
from argmap.discussion import Discussion, Post
from argmap.errors import ReadError
from argmap.read import read_text
from argmap.read.marks import marks
from argmap.train.corpora.threads import nested

_PAGES = (
    "reddit_json/announcements_were_back.json", "reddit_json/iama_ken_bone.json", "mbox/*.mbox", "usenet/*.mbox",
    "discourse_html/*.html", "discourse_json/delving_397.json", "wikipedia_talk_html/*.html",
    "wikipedia_talk_json/*.json", "wikipedia_talk_wikitext/talk_euphonium.wikitext",
    "hn_html/hn_2013_who_is_hiring.html", "webvtt_derived/*.vtt",
)  # fmt: skip
_TREEBANKS = ("ud-gum/en_gum-ud-train.conllu.gz", "ud-ewt/en_ewt-ud-train.conllu.gz")
_ESSAYS = "habernal-web-discourse/documents.jsonl"
_LIKELY = 0.7


def maps(labels: Path, corpora: Path, data: Path) -> Iterator[tuple[str, ArgumentMap]]:
    """Yield name and map of each line of `labels`, its texts from `corpora` and the threads in `data`.

    Raises ReadError where a text is in neither.
    """
    rows = [json.loads(line) for line in labels.read_text(encoding="utf-8").splitlines()]
    known = texts_of({post["sha256"] for row in rows for post in row["posts"]}, _texts(corpora, data), labels)
    yield from ((row["name"], _map(row, known)) for row in rows)


def texts_of(wanted: Collection[str], texts: Iterable[str], labels: Path) -> dict[str, str]:
    """Return the texts that `labels` are of, by digest; raise ReadError where one is not among `texts`."""
    named = ((digest(text), text) for text in texts)
    known = {name: text for name, text in named if name in wanted}
    missing = len(wanted) - len(known)
    if missing:
        raise ReadError(f"{missing} of the {len(wanted)} posts that {labels.name} labels are in none of the corpora")
    return known


def digest(text: str) -> str:
    """Return the first 16 hex digits of the SHA-256 of a text."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def line(name: str, source: str, one: ArgumentMap, wholes: Mapping[str, str]) -> str:
    """Return the line that keeps the labels of a map of one discussion by place; `wholes` has what cut posts are of."""
    posts = {post.id: at for at, post in enumerate(one.discussions[0].posts)}
    parts = {part.id: at for at, part in enumerate(one.components)}
    row = {
        "name": name,
        "source": source,
        "posts": [
            {"sha256": digest(wholes.get(post.text, post.text)), "length": len(post.text), "reply_to": reply_to}
            for post in one.discussions[0].posts
            for reply_to in (posts.get(post.reply_to or ""),)
        ],
        "components": [
            [posts[c.post], c.start, c.end, c.kind.value, c.quoted, parts.get(c.quote_of or "")] for c in one.components
        ],
        "relations": [
            [parts[r.source], parts[r.target], r.kind.value, r.subtype, r.confidence > _LIKELY] for r in one.relations
        ],
        "disputes": [[[parts[c] for c in side] for side in (d.claims_for, d.claims_against)] for d in one.disputes],
    }
    return json.dumps(row, separators=(",", ":"))


def _map(row: Mapping[str, Any], known: Mapping[str, str]) -> ArgumentMap:
    posts = _posts(row, known)
    return ArgumentMap(
        generator=Generator(name="annotator", version="1"),
        discussions=(Discussion(id="d1", source=row["name"], format="corpus", posts=posts),),
        components=tuple(_components(row, posts)),
        relations=tuple(_relations(row)),
        disputes=tuple(_disputes(row)),
    )


def _posts(row: Mapping[str, Any], known: Mapping[str, str]) -> tuple[Post, ...]:
    texts = [known[post["sha256"]][: post["length"]] for post in row["posts"]]
    parents = [post["reply_to"] for post in row["posts"]]
    return tuple(
        Post(id=f"p{at}", text=text, reply_to=None if parent is None else f"p{parent}", marks=marks(text))
        for at, (text, parent) in enumerate(zip(texts, parents, strict=True))
    )


def _components(row: Mapping[str, Any], posts: Sequence[Post]) -> Iterator[Component]:
    for at, (post, start, end, kind, quoted, original) in enumerate(row["components"]):
        yield Component(
            id=f"c{at}",
            post=f"p{post}",
            start=start,
            end=end,
            text=posts[post].text[start:end],
            kind=Kind(kind),
            quoted=quoted,
            quote_of=None if original is None else f"c{original}",
            confidence=1.0,
        )


def _relations(row: Mapping[str, Any]) -> Iterator[Relation]:
    for source, target, kind, subtype, sure in row["relations"]:
        yield Relation(
            id=f"c{source}>c{target}",
            source=f"c{source}",
            target=f"c{target}",
            kind=RelationKind(kind),
            subtype=subtype and Subtype(subtype),
            confidence=1.0 if sure else _LIKELY,
        )


def _disputes(row: Mapping[str, Any]) -> Iterator[Dispute]:
    for at, sides in enumerate(row["disputes"]):
        pro, contra = (tuple(f"c{one}" for one in side) for side in sides)
        yield Dispute(id=f"d{at + 1}", rank=at + 1, point=row["name"], claims_for=pro, claims_against=contra)


def _texts(corpora: Path, data: Path) -> Iterator[str]:
    """Yield the text of every post of the sources that are labelled."""
    for path in sorted((corpora / "raw-discussions").glob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            yield from (json.loads(one)["text"] or "" for one in lines)
    for thread in nested(corpora, data / "threads"):
        yield from (row.text for row in thread.rows)
    for path in sorted(path for page in _PAGES for path in (data / "threads").glob(page)):
        read = read_text(path.read_text(encoding="utf-8", errors="replace"), source=path.name)
        yield from (post.text for post in read.posts)
    for path in (corpora / name for name in _TREEBANKS):
        if path.is_file():
            yield from _documents(path)
    if (corpora / _ESSAYS).is_file():
        yield from (json.loads(one)["text"] for one in (corpora / _ESSAYS).read_text(encoding="utf-8").splitlines())


def _documents(path: Path) -> Iterator[str]:
    """Yield the text of every document of a treebank, a line for each paragraph."""
    parts: list[str] = []
    between = ""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for one in lines:
            if one.startswith("# newdoc id"):
                yield "".join(parts).strip()
                parts = []
            elif one.startswith("# newpar"):
                between = "\n"
            elif one.startswith("# text = "):
                parts.append((between or " ") + one[9:].strip())
                between = ""
    yield "".join(parts).strip()
