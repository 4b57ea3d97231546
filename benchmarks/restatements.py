"""Score restatements on 200 labelled pairs: `python benchmarks/restatements.py`.

`restatements.json` holds pairs of components of different posts, by place in the post as read from the file of this
name in ARGMAP_DATA and by SHA-256; no text. They were drawn at random from pairs that a first model (vectors
of claims and words in common, fitted on paraphrases of Perspectrum) gave a score above .3, more of the high ones, half
of them with another polarity or other numbers, and labelled by one reader: `same` says that both assert the same. A
pair that is read otherwise by now is left out.
"""

import hashlib
import json
import os
from collections import defaultdict
from pathlib import Path

from argmap.argument import Component, Kind
from argmap.commitment import committed
from argmap.evaluate.bootstrap import interval
from argmap.evaluate.counts import total
from argmap.nlp.senses import nearness
from argmap.nlp.syntax import load_syntax
from argmap.read import number, read_text
from argmap.restatements import restatements

LABELS = Path(__file__).with_suffix(".json")


def main() -> None:
    labels, pairs = json.loads(LABELS.read_text(encoding="utf-8")), defaultdict(list)
    for label in labels:
        pairs[label["origin"]].append(label)
    rows = [row for origin, found in pairs.items() for row in judged(origin, found)]
    linked = [(same, turned) for same, turned, link in rows if link]
    print(f"{len(rows)} of {len(labels)} pairs read as when they were labelled, {sum(s for s, _, _ in rows)} the same")
    print(f"linked {len(linked)}, right {sum(same for same, _ in linked)}")
    print(f"of {sum(t for _, t, _ in rows)} with another polarity or number linked: {sum(t for _, t in linked)}")
    counts = [(float(same and link), float(same)) for same, _, link in rows]
    right, same = total(counts)
    low, high = interval(counts, lambda row: row[0] / row[1] if row[1] else None) or (0.0, 0.0)
    print(f"coverage {right / same:.3f} ({low:.3f} to {high:.3f})")


def judged(origin: str, labels: list[dict]) -> list[tuple[bool, bool, bool]]:
    path = Path(os.environ["ARGMAP_DATA"]) / origin
    posts = {post.id: post for post in number([read_text(path.read_text("utf-8"), source=path.name)])[0].posts}
    syntax, rows = load_syntax(), []
    for label in labels:
        both = [component(name, posts) for name in (label["one"], label["other"])]
        if None in both or digest(both) != label["sha256"]:
            continue
        parsed = {c.post: next(syntax.parse([posts[c.post].text])) for c in both}
        made = restatements(committed(both, parsed), (), nearness)
        rows.append((label["same"], label["turned"], bool(made)))
    return rows


def component(name: str, posts: dict) -> Component | None:
    home, _, place = name.rpartition(":")
    start, end = map(int, place.split("-"))
    if home not in posts or len(posts[home].text) < end:
        return None
    text = posts[home].text[start:end]
    return Component(id=name, post=home, start=start, end=end, text=text, kind=Kind.CLAIM, confidence=1.0)


def digest(both: list[Component]) -> str:
    return hashlib.sha256("\n".join(c.text for c in both).encode()).hexdigest()[:12]


if __name__ == "__main__":
    main()
