"""Reply links where the source lost them: which post answers which, with the evidence and a confidence.

All links of a thread are weighed together: in a paste the answers below a post follow it in one run, so every way to
nest the posts has a chance, and each post answers the one that most of that chance speaks for. In talk in order of time
each post is judged by itself. The reasons stand in `docs/decisions/0003-reply-links.md`.
"""

import math
from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from argmap.discussion import Discussion, Post, ReplyEvidence
from argmap.nlp.reply_links import ReplyLinks, reply_links
from argmap.thread.ages import ages
from argmap.thread.clues import ROOT, clues_of
from argmap.thread.copies import tie_copies
from argmap.thread.opening import like_title, opening_clues
from argmap.thread.told import barring, opens, told, without_signs
from argmap.thread.trees import apart, chances
from argmap.thread.weighed import Weighed, below, leaning
from argmap.thread.words import meant_words

_KNOWN = 0.2
_MOST_WEIGHED = 5e7
_LEAST_REACH = 100
_MOST_READ = 500
_MOST_OF_ARTICLE = 2000
_SURE = 0.95
_TALK = frozenset({"irc", "transcript"})
# Discourse tells of no reply to the opening post, and its archives tell of none but by quotes.
_TOPICS = frozenset({"discourse", "discourse-html", "markdown"})
_BY_TIME = _TALK | _TOPICS | {"forum", "iac", "github", "mail", "stackexchange", "wikitext"}
_THREADS = frozenset({"reddit", "hackernews", "hackernews-json", "lobsters", *(_BY_TIME - _TALK)})
_PARTLY = frozenset({"paste"})
_TURNS = 0.03
_TO_TOPIC, _TO_TOPIC_ODDS = 0.8, 20.0
_OPENING = -1

Array = np.ndarray[Any, Any]


def thread(discussions: Sequence[Discussion]) -> tuple[Discussion, ...]:
    """Return the discussions with lost reply links inferred and posts that stand in two sources tied together."""
    article = _article(discussions)
    linked = tuple(link(one, article=None if one is article else article) for one in discussions)
    return answer_the_article(tie_copies(linked))


def link(discussion: Discussion, model: ReplyLinks | None = None, *, article: Discussion | None = None) -> Discussion:
    """Return the discussion with a parent for each post that the source gave none, where one convinces.

    What a paste or the quotes of an archive tell of some of its posts is kept; where a forum tells all replies but
    those to the opening post, the others are these. The shipped model weighs the links if none is given. Where it is
    known which `article` the posts are about, they are comments on that.
    """
    posts = discussion.posts
    if discussion.format in _TOPICS and any(map(told, posts)):
        return replace(discussion, posts=(posts[0], *(_by_place(post, posts[0].id, _TO_TOPIC) for post in posts[1:])))
    if _whole(discussion):
        return discussion
    if all(told(post) for post in posts[1:]):
        return replace(discussion, posts=tuple(map(without_signs, posts)))
    model = model or reply_links()
    weighed = weigh(discussion, model, article=article)
    linked = [without_signs(posts[0])]
    for at in range(1, len(posts)):
        parent, chance = weighed.best(at)
        sure = model.confidence(chance)
        linked.append(
            without_signs(posts[at])
            if posts[at].reply_to or told(posts[at])
            else _answering(at, parent if sure >= _KNOWN else None, sure, posts, weighed)
        )
    return replace(discussion, posts=tuple(linked))


def _whole(discussion: Discussion) -> bool:
    """Return whether the source says of every post that answers another which it is."""
    partly = discussion.format in _PARTLY
    return discussion.format not in _TOPICS and any(
        post.reply_to and not (partly and told(post)) for post in discussion.posts
    )


def weigh(discussion: Discussion, model: ReplyLinks, *, article: Discussion | None = None) -> Weighed:
    """Return the chances of all links; the first post opens the thread as likely as it looks so."""
    posts, nested = discussion.posts, depth_first(discussion)
    title = _topic(discussion, article) if nested else None
    titled = _senses(posts if title is None else [title, *posts], model) if nested else None
    senses = titled if titled is None or title is None else titled[1:]
    opened = _opened(discussion, senses, None if titled is None or title is None else titled[0], model, article)
    if opened == 0:
        return _weigh(posts, title, titled, model, nested=nested)
    under = below(_weigh(posts[1:], posts[0], senses, model, nested=nested))
    under = leaning(under, _TO_TOPIC_ODDS) if discussion.format in _TOPICS else under
    if opened == 1:
        return under
    alone = _weigh(posts, title, titled, model, nested=nested)
    links = (1 - opened) * alone.links
    links[:, : under.links.shape[1]] += opened * under.links
    return replace(under, nobody=(1 - opened) * alone.nobody, opening=opened * under.opening, links=links)


def depth_first(discussion: Discussion) -> bool:
    """Return whether answers stand below what they answer: times that go back say so, times that never do deny it."""
    if any(told(post) for post in discussion.posts):
        return True
    least, most = ages(discussion.posts)
    dated = ~np.isnan(least)
    least, most = least[dated], most[dated]
    turns, steps = int((least[1:] >= most[:-1]).sum()), int((least[:-1] >= most[1:]).sum())
    if turns > _TURNS * len(discussion.posts):
        return True
    if turns == 0 and steps > 3:
        return False
    return discussion.format not in _BY_TIME


def _topic(discussion: Discussion, article: Discussion | None) -> Post | None:
    """Return title and article as a post, for comments on something that is not there speak of it."""
    said = [article.title, article.posts[0].text[:_MOST_OF_ARTICLE]] if article else []
    words = "\n".join(filter(None, dict.fromkeys([discussion.title, *said])))
    return Post(id="", text=words) if words else None


def _senses(posts: Sequence[Post], model: ReplyLinks) -> Array | None:
    """Return the senses of the posts; None where there are none or reading so many would take too long."""
    if model.sense is None or len(posts) > _MOST_READ:
        return None
    return model.sense([meant_words(post) for post in posts])


def _opened(
    discussion: Discussion, senses: Array | None, title: Array | None, model: ReplyLinks, article: Discussion | None
) -> float:
    """Return how likely the first post opens the thread, so that whatever answers nobody answers it."""
    if discussion.format in _TALK:
        return 0.0
    if discussion.format in _THREADS:
        return 1.0
    said = opens(discussion.posts)
    if said is not None or article is not None:
        return float(said or False)
    like = like_title(senses, title) if senses is not None and title is not None else None
    chance = model.opened(opening_clues(discussion.posts, senses), like)
    return float(chance >= 0.5) if abs(chance - 0.5) > _SURE - 0.5 else chance


def _weigh(
    posts: Sequence[Post], opening: Post | None, senses: Array | None, model: ReplyLinks, *, nested: bool
) -> Weighed:
    count = len(posts)
    reach = max(_LEAST_REACH, math.isqrt(int(_MOST_WEIGHED / max(count, 1))))
    clues = clues_of(posts, opening, reach=min(reach, count), senses=senses)
    scores = barring(*model.scores("nested" if nested else "talk", clues), posts, opening)
    nobody, links, _ = (chances if nested else apart)(*scores)
    opens = clues.roots[:, ROOT.index("quotes_opening")] > 0
    return Weighed(
        nobody=nobody,
        opening=np.zeros(count),
        links=links,
        quoted=_with_opening(
            clues.quoted, [bool(one) and bool(post.quotes()) for one, post in zip(opens, posts, strict=True)]
        ),
        named=_with_opening(
            clues.named, [bool(one) and not post.quotes() for one, post in zip(opens, posts, strict=True)]
        ),
    )


def _with_opening(whom: Sequence[Collection[int]], opening: Sequence[bool]) -> tuple[frozenset[int], ...]:
    return tuple(frozenset(there) | ({_OPENING} if too else set()) for there, too in zip(whom, opening, strict=True))


def answer_the_article(discussions: Sequence[Discussion]) -> tuple[Discussion, ...]:
    """Let a post that answers nobody answer the article, where the sources hold a thread and exactly one article."""
    article = _article(discussions)
    if article is None:
        return tuple(discussions)
    first = article.posts[0].id
    return tuple(
        d if d is article else replace(d, posts=tuple(_to_article(post, first) for post in d.posts))
        for d in discussions
    )


def _article(discussions: Sequence[Discussion]) -> Discussion | None:
    """Return the article that the other sources are about: the only one beside them."""
    articles = [d for d in discussions if d.format == "article" and d.posts]
    return articles[0] if len(articles) == 1 and len(discussions) > 1 else None


def _to_article(post: Post, article: str) -> Post:
    return post if post.same_as is not None else _by_place(post, article, 0.5)


def _by_place(post: Post, opening: str, confidence: float) -> Post:
    if post.reply_to is not None:
        return post
    return replace(post, reply_to=opening, reply_evidence=ReplyEvidence.ORDER, reply_confidence=confidence)


def _answering(at: int, parent: int | None, sure: float, posts: Sequence[Post], weighed: Weighed) -> Post:
    post, confidence = posts[at], round(sure, 3)
    if parent is None:
        return replace(post, reply_evidence=None, reply_confidence=confidence)
    evidence = ReplyEvidence.ORDER
    if parent in weighed.quoted[at]:
        evidence = ReplyEvidence.QUOTE if post.quotes() else ReplyEvidence.WORDS
    elif parent in weighed.named[at]:
        evidence = ReplyEvidence.NAME
    return replace(post, reply_to=posts[parent].id, reply_evidence=evidence, reply_confidence=confidence)
