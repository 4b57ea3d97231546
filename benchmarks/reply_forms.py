"""Threads whose replies are known, written as sites print them, read and linked: `python benchmarks/reply_forms.py`.

Text in, links out: what a form of paste tells of the opening and of where comments stand counts as it does for people.
The pages are written by the forms below, of threads with names and times, so they show what such a page tells, not how
well real pages are read. `--parts FOLDER` as in `reply_links.py`.
"""

import argparse
import os
import random
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from pathlib import Path

import numpy as np
from reply_links import ece, interval, ratio

from argmap.discussion import Discussion, Post, ancestors
from argmap.nlp.reply_links import ReplyLinks, load, reply_links
from argmap.read import read_text
from argmap.thread import link
from argmap.train.corpora.threads import Told, nested
from argmap.train.threads import fold, remembering
from argmap.train.threads.lessons import Dress, shown, timed

ALIKE = 30
LONG = {"y": "year", "mo": "month", "d": "day", "h": "hour", "m": "minute"}
Levels = list[int]
Firsts = list[bool]


def long_age(age: str) -> str:
    """Return "3h ago" as "3 hours ago"."""
    count, unit = age.removesuffix(" ago").rstrip("dhmoy"), age.removesuffix(" ago").lstrip("0123456789")
    return f"{count} {LONG[unit]}{'s' * (count != '1')} ago"


def standings(one: Discussion) -> tuple[Levels, Firsts]:
    """Return how deep each post stands below the opening, and whether it is the first answer."""
    places = {post.id: at for at, post in enumerate(one.posts)}
    levels, firsts, answered = [0], [True], set()
    for post in one.posts[1:]:
        parent = places.get(post.reply_to or "", 0)
        levels.append(levels[parent] + 1)
        firsts.append(parent not in answered)
        answered.add(parent)
    return levels, firsts


def title_of(one: Discussion) -> tuple[str, str]:
    """Return the first line of the opening, and the rest."""
    title, _, body = one.posts[0].text.strip().partition("\n")
    return title[:300] or "-", body.strip()


def hacker_news(one: Discussion, *, links: bool) -> str:
    title, body = title_of(one)
    by = f"{one.posts[0].author} {long_age(one.posts[0].age or '')}"
    said = [f"{title} (example.org)\n9 points by {by} | hide | past | 9 comments\n{body}"]
    for post, level, first in list(zip(one.posts, *standings(one), strict=True))[1:]:
        told = ["root"] * (level > 2) + ["parent"] * (level > 1) + ["prev"] * (not first) + ["next"]
        shown_links = "".join(f" | {name}" for name in told) if links else ""
        said.append(f"{post.author} {long_age(post.age or '')}{shown_links} [–]\n\n{post.text}\n\nreply")
    return "\n\n".join(said)


def old_reddit(one: Discussion, *, counts: bool) -> str:
    title, body = title_of(one)
    opening = one.posts[0]
    above = {post.id: post.reply_to for post in one.posts}
    below = Counter(name for post in one.posts for name in ancestors(post.id, above))
    head = f"9\n\n{title} (self.town)\n\nsubmitted {long_age(opening.age or '')} by {opening.author}\n\n{body}\n\n"
    said = [head + "    9 commentssharesavehidereport\n\nall 9 comments\nsorted by: best"]
    for post in one.posts[1:]:
        header = f"[–]{post.author} 9 points {long_age(post.age or '')}"
        header += f" ({below[post.id]} children)" if counts else ""
        said.append(f"{header} \n\n{post.text}\n\n    permalinkembedsavereportreply")
    return "\n\n".join(said)


def reddit(one: Discussion) -> str:
    title, body = title_of(one)
    head = f"r/town\n•\n{one.posts[0].age}\n{one.posts[0].author}\n\n{title}\n{body}\n\n"
    said = [head + "Upvote\n9\n\nDownvote\n\n9\nGo to comments\n\nShare\nComments Section"]
    for post in one.posts[1:]:
        header = f"u/{post.author} avatar\n{post.author}\n•\n{post.age}\n"
        said.append(f"{header}{post.text}\n\n\nUpvote\n9\n\nDownvote\n\nReply\nreply\n\nShare\nShare")
    return "\n\n".join(said)


def levels(one: Discussion) -> str:
    title, body = title_of(one)
    opening = one.posts[0]
    head = f"Posted by\nu/{opening.author}\n{long_age(opening.age or '')}\n\n{title}\n{body}\n\n"
    said = [f"{head}9 Comments\nShare\nSave"]
    for post, level in list(zip(one.posts, standings(one)[0], strict=True))[1:]:
        said.append(f"level {level}\n{post.author}\n·\n{post.age}\n{post.text}\n\n9\n\nReply\nShare")
    return "\n\n".join(said)


def dots(one: Discussion) -> str:
    return title_of(one)[0] + "\n\n" + "\n".join(f"{p.author} · {p.age}\n{p.text}" for p in one.posts[1:])


def dots_opening(one: Discussion) -> str:
    """Return the same where the opening stands as the comments do; nothing for one without a text below its title."""
    title, body = title_of(one)
    comments = dots(one).removeprefix(title + "\n\n")
    return f"{title}\n\n{one.posts[0].author} · {one.posts[0].age}\n{body}\n{comments}" if body else ""


FORMS: dict[str, Callable[[Discussion], str]] = {
    "Hacker News, with links": lambda one: hacker_news(one, links=True),
    "Hacker News, without": lambda one: hacker_news(one, links=False),
    "old Reddit": lambda one: old_reddit(one, counts=False),
    "old Reddit, with counts": lambda one: old_reddit(one, counts=True),
    "Reddit": reddit,
    "Reddit, with levels": levels,
    "name · age, title": dots,
    "name · age, opening too": dots_opening,
}


def rows(one: Discussion, form: Callable[[Discussion], str], model: ReplyLinks) -> np.ndarray:
    """Return for each post whether its parent is found, whether the post before is it, and the confidence.

    Posts that are not read as one post are wrong; as ever, those that stand for sure are left out.
    """
    named = replace(one, posts=tuple(replace(post, author=name_of(post)) for post in one.posts))
    read = link(read_text(form(named), source="paste", reader="paste"), model)
    at_of = matched([post.text for post in one.posts], [post.text for post in read.posts])
    same = len(read.posts) > 0 and read.posts[0].author == named.posts[0].author
    # An opening of which only the words are left has no author.
    opened = at_of[0] == 0 or (same and at_of[1] != 0)
    places = {post.id: at for at, post in enumerate(one.posts)}
    ids = {post.id: at for at, post in enumerate(read.posts)}
    found = []
    for at, post in list(enumerate(one.posts))[2:]:
        parent = places.get(post.reply_to or "", 0)
        here = at_of[at]
        wanted = (0 if opened else None) if parent == 0 else at_of[parent]
        got = read.posts[here] if here is not None else None
        right = got is not None and ids.get(got.reply_to or "") == wanted and (parent == 0 or wanted is not None)
        found.append([right, parent == at - 1, 0, 0, (got.reply_confidence or 0.0) if got else 0.0])
    return np.array(found, dtype=float).reshape(len(found), 5)


def name_of(post: Post) -> str:
    """Return the author as a site would print the name; the corpora put numbers for some."""
    name = (post.author or "somebody").replace(" ", "_")
    return f"n{name}" if name.isdigit() else name


def matched(there: Sequence[str], here: Sequence[str]) -> list[int | None]:
    """Return for each text where one that begins alike stands here, both in order."""
    words = [[" ".join(text.split())[:ALIKE] for text in texts] for texts in (there, here)]
    found: list[int | None] = [None] * len(there)
    for block in SequenceMatcher(None, words[0], words[1], autojunk=False).get_matching_blocks():
        for by in range(block.size):
            found[block.a + by] = block.b + by
    return found


def remembered(model: ReplyLinks) -> ReplyLinks:
    """Return the model with a sense that reads each text once: a thread has the same words in all forms."""
    return replace(model, sense=remembering(model.sense)) if model.sense else model


def threads(corpora: Path, data: Path) -> list[Told]:
    return [one for one in nested(corpora, data / "threads") if timed(one) and one.opened and len(one.rows) > 3]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--parts", type=Path)
    asked = parser.parse_args()
    folders = sorted(asked.parts.glob("part*")) if asked.parts else []
    models = [remembered(load(folder)) for folder in folders] or [remembered(reply_links())]
    found: dict[str, list[np.ndarray]] = defaultdict(list)
    for told in threads(Path(os.environ["ARGMAP_CORPORA"]), Path(os.environ["ARGMAP_DATA"])):
        one = shown(told, Dress(ages="fresh"), random.Random(1))
        for name, form in FORMS.items():
            if form(one):
                found[name].append(rows(one, form, models[fold(told.name) % len(models)]))
    print(f"{'':28}{'replies':>8}{'right':>8}{'before':>8}   error to previous post's    ECE")
    for name, every in found.items():
        each = np.concatenate(every)
        low, high = interval(every)
        right, before = each[:, :2].mean(0)
        figures = f"{len(each):8}{right:8.3f}{before:8.3f}   {ratio(each):.2f} ({low:.2f} to {high:.2f})"
        print(f"{name:28}{figures}   {ece(each):.3f}")


if __name__ == "__main__":
    main()
