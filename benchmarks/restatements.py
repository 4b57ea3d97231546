"""Score restatements on labelled pairs: `python benchmarks/restatements.py`.

`restatements.json` holds pairs of components of different posts, by place in the post as read from the file of this
name in ARGMAP_DATA (of a gzipped corpus the thread after "#") and by SHA-256; no text. They were drawn at random from
the pairs that vectors and words alone give a chance above .3, half of them such that something turns (another denial,
number, name, speaker, question), and labelled by one reader: `same` says that both assert the same, `unsure` that
another reader may well say so. What a draw was for stands in `docs/decisions/0019-restatements.md`. A draw with "more"
in its name holds what the rule of then linked besides, mixed with pairs that it did not; the seventh and eighth hold
what was linked, "more" what was not, most of it between two threads (`other_origin`). Posts of the first three draws
are the raw text of the corpus, of all others what the readers make of it, with quotes marked. A pair that is read
otherwise by now is left out.
"""

import gzip
import hashlib
import json
import os
from collections import defaultdict
from functools import cache
from pathlib import Path

from argmap.argument import Component, Kind
from argmap.clause import clauses
from argmap.commitment import committed
from argmap.evaluate.bootstrap import interval
from argmap.evaluate.counts import total
from argmap.nlp.arguments import sameness
from argmap.nlp.syntax import load_syntax
from argmap.read import number, read_text
from argmap.read.mailbody import body_of
from argmap.read.prose import from_html, from_markdown, plain
from argmap.read.sources import source_text
from argmap.restatements import restatements

LABELS = Path(__file__).with_suffix(".json")
RAW = ("first", "second", "third")


def main() -> None:
    labels, pairs = json.loads(LABELS.read_text(encoding="utf-8")), defaultdict(list)
    for label in labels:
        pairs[label["origin"]].append(label)
    rows = [row for origin, found in pairs.items() for row in judged(origin, found)]
    print(f"{len(rows)} of {len(labels)} pairs read as when they were labelled")
    for name in dict.fromkeys(row[3] for row in rows):
        told(name, [row for row in rows if row[3] == name])
    told("all", rows)


def told(name: str, rows: list[tuple[bool, bool, bool, str]]) -> None:
    linked = [(float(same), 1.0) for same, _, link, _ in rows if link]
    turned = [link for _, turns, link, _ in rows if turns]
    covered = [(float(link), 1.0) for same, _, link, _ in rows if same]
    print(f"{name}: {len(rows)} pairs; of {len(turned)} turned ones linked: {sum(turned)}")
    for what, counts in (("precision", linked), ("coverage", covered)):
        right, of = total(counts) if counts else (0.0, 0.0)
        low, high = interval(counts, lambda row: row[0] / row[1] if row[1] else None) or (0.0, 0.0)
        print(f"  {what} {right:.0f} of {of:.0f}: {right / of if of else 0:.3f} ({low:.3f} to {high:.3f})")


def judged(origin: str, labels: list[dict]) -> list[tuple[bool, bool, bool, str]]:
    syntax, rows = load_syntax(), []
    for label in labels:
        raw = label["draw"].split(",")[0] in RAW
        posts = texts(origin, raw=raw) | texts(label.get("other_origin", origin), raw=raw)
        both = [component(name, posts) for name in (label["one"], label["other"])]
        if None in both or digest(both) != label["sha256"]:
            continue
        parsed = {c.post: next(syntax.parse([posts[c.post]])) for c in both}
        trees = clauses(both, parsed)
        made = restatements(committed(both, trees), (), sameness, trees)
        rows.append((label["same"], label["turned"], bool(made), label["draw"]))
    return rows


@cache
def records(path: Path) -> list[dict]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


@cache
def texts(origin: str, *, raw: bool) -> dict[str, str]:
    """Return the texts of the posts of a file (one thread: .json.gz), or of one thread of a gzipped corpus, by id."""
    file, _, thread = origin.partition("#")
    path = Path(os.environ["ARGMAP_DATA"]) / file
    if thread:
        said = [one for one in records(path) if str(one["thread_id"]) == thread]
        return {str(one["id"]): (one["text"] if raw else as_read(one)) or " " for one in said}
    if path.name.endswith(".json.gz"):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            told = json.load(lines)[0]
        return {str(post[0]): plain(post[3]).text or " " for post in told}
    read = number([read_text(source_text(str(path)), source=path.name)])[0]
    return {post.id: post.text for post in read.posts}


def as_read(record: dict) -> str:
    """Return the text of a post as the readers of its kind of source give it."""
    text, kind = record["text"] or "", record.get("text_format")
    if kind == "plain-email":
        return body_of(text, at=None).prose.text
    if kind == "markdown":
        return from_markdown(text, breaks=True).text
    return (from_html(text) if kind == "html" else plain(text)).text


def component(name: str, posts: dict[str, str]) -> Component | None:
    home, _, place = name.rpartition(":")
    start, end = map(int, place.split("-"))
    if home not in posts or len(posts[home]) < end:
        return None
    text = posts[home][start:end]
    return Component(id=name, post=home, start=start, end=end, text=text, kind=Kind.CLAIM, confidence=1.0)


def digest(both: list[Component]) -> str:
    return hashlib.sha256("\n".join(c.text for c in both).encode()).hexdigest()[:12]


if __name__ == "__main__":
    main()
