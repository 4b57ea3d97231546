"""How well replies were given their parents, whatever the cutting into posts."""

from collections.abc import Mapping

from argmap.discussion import Post
from argmap.evaluate.align import Alignment
from argmap.evaluate.counts import Row, by_unit, ratio
from argmap.evaluate.match import Comparison
from argmap.evaluate.scores import Score, score
from argmap.quotes import forms


def parent_score(comparison: Comparison) -> Score:
    """Return parent_accuracy over gold's replies that the predicted map has; no parent is a wrong one.

    Replies to a post without a word are left out: it cannot be aligned. The detail names the share of
    replies for which no parent was predicted.
    """
    posts = comparison.gold.posts()
    items: list[tuple[int, Row]] = []
    unknown = 0
    for unit, post in enumerate(posts.values()):
        if _counts(post, posts, comparison.alignment):
            parent = _predicted_parent(post.id, comparison.predicted.posts(), comparison.alignment)
            unknown += parent is None
            right = parent is not None and comparison.alignment.gold_post.get(parent) == post.reply_to
            items.append((unit, (right, 1)))
    rows = by_unit(items, units=len(posts), width=2)
    share = f"{unknown / len(items):.3f}" if items else "-"
    return score("parent_accuracy", rows, ratio, f"over {len(items)} replies; unknown {share}")


def _counts(post: Post, posts: Mapping[str, Post], alignment: Alignment) -> bool:
    if post.reply_to is None or post.id not in alignment.predicted_post:
        return False
    return bool(forms(posts[post.reply_to].text))


def _predicted_parent(gold_post: str, posts: Mapping[str, Post], alignment: Alignment) -> str | None:
    """Return the nearest predicted post above that is not itself a piece of `gold_post`."""
    at = posts[alignment.predicted_post[gold_post]].reply_to
    while at is not None and alignment.gold_post.get(at) == gold_post:
        at = posts[at].reply_to
    return at
