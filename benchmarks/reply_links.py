"""Hide who answers whom in threads that say it, rebuild it, and count: `python benchmarks/reply_links.py`.

Reads the threads below ARGMAP_DATA and ARGMAP_CORPORA. The shipped weights have learnt from them, which flatters them:
`--parts FOLDER` takes for each thread the weights that saw nothing of it (`argmap train threads` leaves them in
`train-work/threads`). `--irc` scores the development part of the IRC corpus, which nothing was learnt from.
"""

import argparse
import os
import random
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np

from argmap.discussion import Discussion
from argmap.nlp.reply_links import ReplyLinks, load, reply_links
from argmap.thread import link, weigh
from argmap.thread.words import likeness, tell
from argmap.train.corpora.threads import Told, chats, nested
from argmap.train.threads import fold
from argmap.train.threads.lessons import Dress, shown, timed

COLUMNS = ("right", "previous", "root", "words")
DRAWN = 1000
ARTICLE = 300


def hidden(discussion: Discussion) -> Discussion:
    """Return the discussion as it would be read from a paste: nobody answers anybody."""
    return replace(discussion, posts=tuple(replace(post, reply_to=None) for post in discussion.posts))


def rows(discussion: Discussion, model: ReplyLinks, *, first: int = 2, article: Discussion | None = None) -> np.ndarray:
    """Return for each post whether each way of guessing finds its parent, and the chance of the first way's guess.

    What stands for sure is left out: `first` posts, the opening and the one below it.
    """
    posts = discussion.posts
    places = {post.id: at for at, post in enumerate(posts)}
    gold = [places.get(post.reply_to or "") for post in posts]
    got = link(hidden(discussion), model, article=article).posts
    words = likeness([tell(post) for post in posts], min(len(posts), 300))[0]
    found = []
    for at in range(first, len(posts)):
        likest = at - int(words[at].argmax()) if words[at].max() > 0 else at - 1
        guesses = (places.get(got[at].reply_to or ""), at - 1, 0, likest)
        found.append([*(guess == gold[at] for guess in guesses), got[at].reply_confidence or 0.0])
    return np.array(found, dtype=float).reshape(len(found), 5)


def cases(told: Iterable[Told], model: Callable[[str], ReplyLinks]) -> Iterator[tuple[str, np.ndarray]]:
    """Yield each thread by its name in the table, for every kind of ages, with its opening and without.

    A long opening is shown as an article beside its comments too, as they are without it for comparison.
    """
    chance = random.Random(1)
    for one in told:
        for ages in ("fresh", "exact", "none") if timed(one) else ("none",):
            discussion = shown(one, Dress(ages=ages), chance)
            yield f"{one.source}, ages {ages}", rows(discussion, model(one.name))
            if one.opened and len(discussion.posts) > 3:
                bare = without_opening(discussion)
                yield f"{one.source}, ages {ages}, no opening", rows(bare, model(one.name), first=1)
                if len(discussion.posts[0].text) >= ARTICLE:
                    yield f"{one.source}, ages {ages}, as article, without", rows(bare, model(one.name), first=1)
                    article = replace(discussion, format="article", posts=discussion.posts[:1])
                    found = rows(bare, model(one.name), first=1, article=article)
                    yield f"{one.source}, ages {ages}, as article", found


def without_opening(discussion: Discussion) -> Discussion:
    first = discussion.posts[0].id
    kept = tuple(replace(p, reply_to=None) if p.reply_to == first else p for p in discussion.posts[1:])
    return replace(discussion, posts=kept)


def table(found: dict[str, list[np.ndarray]]) -> None:
    print(f"{'':38}{'replies':>8}" + "".join(f"{name:>9}" for name in COLUMNS) + "   error to previous post's    ECE")
    for name, threads in found.items():
        every = np.concatenate(threads)
        means = every[:, :4].mean(0)
        low, high = interval(threads)
        print(
            f"{name:38}{len(every):8}"
            + "".join(f"{mean:9.3f}" for mean in means)
            + f"   {ratio(every):6.2f} ({low:.2f} to {high:.2f})      {ece(every):6.3f}"
        )


def ratio(every: np.ndarray) -> float:
    return float((1 - every[:, 0]).sum() / max(1e-9, (1 - every[:, 1]).sum()))


def interval(threads: list[np.ndarray]) -> tuple[float, float]:
    """Return the 95% interval of the ratio of errors, threads drawn anew."""
    chance = np.random.default_rng(0)
    sums = np.array([(1 - one[:, :2]).sum(0) for one in threads])
    drawn = sums[chance.integers(0, len(sums), (DRAWN, len(sums)))].sum(1)
    low, high = np.quantile(drawn[:, 0] / np.maximum(drawn[:, 1], 1e-9), (0.025, 0.975))
    return float(low), float(high)


def ece(every: np.ndarray) -> float:
    bins = np.minimum((every[:, 4] * 10).astype(int), 9)
    return float(sum(abs((every[:, 4] - every[:, 0])[bins == at].sum()) for at in range(10)) / len(every))


def irc(folder: Path) -> None:
    right = given = wanted = before = 0
    for one in chats(folder):
        discussion = replace(shown(one, Dress(ages="none"), random.Random(0), most=len(one.rows)), format="irc")
        weighed = weigh(hidden(discussion), reply_links())
        for at in range(max(1, one.judged), len(one.rows)):
            gold, got = one.rows[at].parent, weighed.best(at)[0]
            right += gold == got
            before += gold == at - 1
            given += 1
            wanted += 1
    print(f"irc: link F1 {2 * right / (given + wanted):.3f}, previous line {before / wanted:.3f}, {wanted} lines")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--irc", action="store_true")
    parser.add_argument("--parts", type=Path)
    asked = parser.parse_args()
    data, corpora = Path(os.environ["ARGMAP_DATA"]), Path(os.environ["ARGMAP_CORPORA"])
    if asked.irc:
        return irc(corpora / "irc-disentanglement/data/dev")
    models = [load(folder) for folder in sorted(asked.parts.glob("part*"))] if asked.parts else []
    found: dict[str, list[np.ndarray]] = defaultdict(list)
    for name, one in cases(
        nested(corpora, data / "threads"), lambda name: models[fold(name)] if models else reply_links()
    ):
        found[name].append(one)
        found[name.split(", ", 1)[1] + ", all"].append(one)
    table(found)
    return None


if __name__ == "__main__":
    main()
