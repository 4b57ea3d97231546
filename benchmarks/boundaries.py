"""Score where sentences end in real posts: `python benchmarks/boundaries.py [--syntax NAME ...]`.

`boundaries.json` holds where each sentence of a post ends, labelled by one reader, as places in the text of the post as
read from the file of this name and SHA-256 in `threads/` of ARGMAP_DATA; no text. Quoted lines, signatures and code are
`left_out`. A post that is read otherwise by now is left out and counted.
"""

import argparse
import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from argmap.discussion import Discussion, Post
from argmap.evaluate.bootstrap import interval
from argmap.evaluate.counts import f1, total
from argmap.nlp.models import syntax_model
from argmap.nlp.syntax import Parser
from argmap.parse import parse
from argmap.read import read_text

LABELS = Path(__file__).with_suffix(".json")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--syntax", nargs="+", default=["rules", "argmap"])
    asked = parser.parse_args()
    labels = json.loads(LABELS.read_text(encoding="utf-8"))
    posts = list(labelled(labels))
    print(f"{len(posts)} of {len(labels)} posts read as when they were labelled")
    for name in asked.syntax:
        rows = [count(syntax_model(name), label, post) for label, post in posts]
        right, known, found = total(rows)
        low, high = interval(rows, f1) or (0.0, 0.0)
        print(
            f"{name:<12} F1 {f1((right, known, found)):.4f} ({low:.4f} to {high:.4f}), "
            f"{right:.0f} right of {known:.0f} labelled, {found:.0f} found"
        )


def labelled(labels: list[Mapping[str, Any]]) -> Iterator[tuple[Mapping[str, Any], Post]]:
    for label in labels:
        post = posts_of(label["file"], label["sha256"]).get(label["post"])
        if post is not None and hashlib.sha256(post.text.encode()).hexdigest() == label["text_sha256"]:
            yield label, post


@cache
def posts_of(name: str, sha256: str) -> Mapping[str, Post]:
    path = Path(os.environ["ARGMAP_DATA"]) / "threads" / name
    if not path.is_file() or hashlib.sha256(path.read_bytes()).hexdigest() != sha256:
        return {}
    return {post.id: post for post in read_text(path.read_text(encoding="utf-8"), source=str(path)).posts}


def count(syntax: Parser, label: Mapping[str, Any], post: Post) -> tuple[float, float, float]:
    alone = Post(id="p1", text=post.text, marks=post.marks)
    blocks = parse([Discussion(id="d1", source="", format="", posts=(alone,))], syntax)
    ends = {sentence.end for block in blocks["p1"] for sentence in block.sentences}
    found = {end for end in ends if not any(a < end <= b for a, b in label["left_out"])}
    return float(len(found & set(label["ends"]))), float(len(label["ends"])), float(len(found))


if __name__ == "__main__":
    main()
