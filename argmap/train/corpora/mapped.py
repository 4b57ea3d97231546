"""Documents marked with components and links become maps: hand-made maps, CDCP, Habernal and Gurevych."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from argmap.argument import ArgumentMap, Component, Generator, Kind, Relation, RelationKind
from argmap.discussion import Discussion, Post
from argmap.native import load
from argmap.read.marks import marks

_CLAIMS = frozenset(("policy", "value", "Claim", "Rebuttal", "Refutation"))


def maps(folder: Path) -> Iterator[tuple[str, ArgumentMap]]:
    """Yield name and map of each hand-made map, quotes and bullets of its posts marked as a reader does."""
    for path in sorted(folder.glob("*.json")):
        found = load(path.read_text(encoding="utf-8"), where=path.name)
        marked = [
            replace(d, posts=tuple(replace(post, marks=marks(post.text)) for post in d.posts))
            for d in found.discussions
        ]
        yield path.stem, replace(found, discussions=tuple(marked))


def cdcp(folder: Path) -> Iterator[tuple[str, ArgumentMap]]:
    """Yield the comments to an agency: every proposition a component, reasons and evidence as support."""
    for path in sorted((folder / "train").glob("*.ann.json")):
        name = path.name.removesuffix(".ann.json")
        text = path.with_name(f"{name}.txt").read_text(encoding="utf-8")
        data = json.loads(path.read_text(encoding="utf-8"))
        spans = list(zip(data["prop_offsets"], data["prop_labels"], strict=True))
        parts = [component(name, str(at), text, a, b, kind=label) for at, ((a, b), label) in enumerate(spans)]
        links = [
            (str(source), str(target))
            for (first, last), target in (*data["reasons"], *data["evidences"])
            for source in range(first, last + 1)
        ]
        yield name, one_post(name, text, parts, links)


def habernal(folder: Path) -> Iterator[tuple[str, ArgumentMap]]:
    """Yield comments, blogs and forum posts on education; implicit components are left out."""
    for line in (folder / "documents.jsonl").read_text(encoding="utf-8").splitlines():
        data = json.loads(line)
        spans = [c for c in data["components"] if c["begin"] < c["end"]]
        parts = [component(data["id"], c["id"], data["text"], c["begin"], c["end"], kind=c["type"]) for c in spans]
        links = [(link["source"], link["target"]) for link in data["relations"]]
        yield data["id"], one_post(data["id"], data["text"], parts, links)


def component(post: str, name: str, text: str, start: int, end: int, *, kind: str) -> Component:
    """Return the component `text[start:end]`, a claim where the corpus calls it something maintained."""
    what = Kind.CLAIM if kind in _CLAIMS else Kind.PREMISE
    return Component(id=name, post=post, start=start, end=end, text=text[start:end], kind=what, confidence=1.0)


def one_post(name: str, text: str, parts: Sequence[Component], links: Sequence[tuple[str, str]]) -> ArgumentMap:
    """Return the map of a document that is one post, its links as support."""
    post = Post(id=name, text=text, marks=marks(text))
    whole = Discussion(id=name, source=name, format="corpus", posts=(post,))
    return as_map([whole], parts, dict.fromkeys(links, "support"))


def as_map(
    discussions: Sequence[Discussion], parts: Sequence[Component], links: Mapping[tuple[str, str], Any]
) -> ArgumentMap:
    """Return the map of the discussions; links to what is no component, or to themselves, are dropped."""
    known = {part.id for part in parts}
    relations = [
        Relation(id=f"{s}>{t}", source=s, target=t, kind=RelationKind(kind), confidence=1.0)
        for (s, t), kind in links.items()
        if s in known and t in known and s != t
    ]
    return ArgumentMap(
        generator=Generator(name="corpus", version="1"),
        discussions=tuple(discussions),
        components=tuple(parts),
        relations=tuple(relations),
    )
