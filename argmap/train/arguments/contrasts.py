"""A reply beside a parent it does not speak to: read with another parent, the same words are for or against nothing.

Replies that are for one parent and against another are among the pairs themselves; what is made here adds, for replies
that have one stand alone, parents of the same thread to which they have none. Without these the tone of a reply decides
its stand, whatever it answers (Kaushal et al. 2021, "tWT-WT: a dataset to assert the role of target entities").
"""

import random
from collections.abc import Iterator

from argmap.argument import ArgumentMap, Component
from argmap.train.arguments.examples import answers, opened
from argmap.train.corpora import Pair

# Mostly none: what one reading of a thread has not linked may still be for or against.
NEITHER = (0.15, 0.15, 0.7)


def contrasts(gold: ArgumentMap, corpus: str, *, share: float, seed: int = 5) -> Iterator[Pair]:
    """Yield the replies of a `share` of the pairs across posts, 0 to 1, each with another parent, as chances.

    The other parent stands above the reply in its thread, in a post with nothing that the reply is linked to. A larger
    share yields those of a smaller one and more.
    """
    texts = {post.id: post.text for post in gold.posts().values()}
    for relation, source, _ in answers(gold):
        drawn = random.Random(f"{seed} {relation.id} {source.text}")
        others = _unlinked(source, gold)
        if others and drawn.random() < share:
            other = drawn.choice(others)
            words = opened(source, texts)
            yield Pair(reply=words, parent=other.text, label="", domain="comment", corpus=corpus, soft=NEITHER)


def _unlinked(source: Component, gold: ArgumentMap) -> list[Component]:
    """Return the components above a post with nothing that its component is linked to, either way, or a copy of it."""
    known, targets = gold.by_id(), gold.targets()
    links = [(r.source, targets[r.id]) for r in gold.relations]
    linked = {source.id, *(a if b == source.id else b for a, b in links if source.id in (a, b))}
    near, said = {known[name].post for name in linked}, {known[name].text for name in linked}
    posts = next([p.id for p in d.posts] for d in gold.discussions if source.post in d.by_id())
    above = set(posts[: posts.index(source.post)]) - near
    return [c for c in gold.components if c.post in above and not c.quoted and not c.quote_of and c.text not in said]
