"""Reply links where the source lost them: which post answers which, with the evidence and a confidence.

A pasted thread is in depth-first order: a post answers the one before it, one of that one's ancestors, or
nobody. Each candidate gets a score from what quotes, names, ages, words and the order say. Where the
weights come from stands in `docs/decisions/0003-reply-links.md`; `benchmarks/reply_links.py` measures them.
"""

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from argmap import quotes
from argmap.discussion import Discussion, Post, ReplyEvidence, knowledge

WEIGHTS: Mapping[str, float] = {
    "previous": 1.3, "depth": -0.25, "nobody": 0.4, "quote": 4.0, "named": 3.0, "own": -2.0, "dialogue": 1.5,
    "older": -10.0, "words": 5.0, "question": 0.25, "answers": 0.3, "long": 0.5, "top": 0.3, "length": 0.25,
    "sibling": 1.2,
}  # fmt: skip
_KNOWN = 0.2
_SAME = 0.8
_LEAST_SAME_WORDS = 12
_MOST_HOLDERS = 32
_MOST_ABOVE = 50
_LOOKED_BACK = 500
_FAR = 10
_MINUTES = {"s": 1 / 60, "m": 1, "h": 60, "d": 1440, "w": 10080, "mo": 43800, "y": 525600}
_AGE = re.compile(r"(?P<count>\d+|an?)\s?(?P<unit>mo|[smhdwy])")
_DEICTIC = re.compile(r"^\W*(?:you|your|yes|no|but|that|this|it|so|not|why|how|agree|exactly|sure|what)\b", re.I)
_NAMED = re.compile(r"(?:@|u/|\bas )(?P<name>[\w.-]{3,40})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Clues:
    """What the candidates of one discussion are compared by, computed once a post."""

    words: tuple[Mapping[str, float], ...]
    ages: tuple[float | None, ...]
    quoted: tuple[Mapping[int, float], ...]


def thread(discussions: Sequence[Discussion]) -> tuple[Discussion, ...]:
    """Return the discussions with lost reply links inferred and posts that stand in two sources tied together."""
    linked = tuple(link(discussion) for discussion in discussions)
    return answer_the_article(tie_copies(linked))


def link(discussion: Discussion) -> Discussion:
    """Return the discussion with a parent for each post that the source gave none, where one convinces."""
    posts = discussion.posts
    if len(posts) < 2 or any(post.reply_to for post in posts):
        return discussion
    clues = clues_of(posts)
    parents: list[int | None] = [None]
    linked = [posts[0]]
    for at in range(1, len(posts)):
        options = candidates(at, parents, clues)
        scores = [score(features(at, option, posts, parents, clues)) for option in options]
        best = max(range(len(options)), key=lambda i: (scores[i], -i))
        chance = 1 / sum(math.exp(other - scores[best]) for other in scores)
        parent = options[best] if chance >= _KNOWN else None
        parents.append(options[best])
        linked.append(_answering(posts[at], parent, chance, posts, clues.quoted[at]))
    return replace(discussion, posts=tuple(linked))


def candidates(at: int, parents: Sequence[int | None], clues: Clues) -> list[int | None]:
    """Return which posts `at` may answer: the one before, its nearest ancestors, quoted ones, or nobody (None)."""
    options: dict[int | None, None] = {at - 1: None}
    above = parents[at - 1]
    while above is not None and len(options) < _MOST_ABOVE:
        options[above] = None
        above = parents[above]
    options.update(dict.fromkeys(clues.quoted[at]))
    options[None] = None
    return list(options)


def features(
    at: int, option: int | None, posts: Sequence[Post], parents: Sequence[int | None], clues: Clues
) -> dict[str, float]:
    """Return the clues for post `at` answering post `option` by name; those of the same name are comparable."""
    post = posts[at]
    if option is None:
        return {"nobody": 1.0, "long": math.log1p(len(post.text) / 200)}
    parent = posts[option]
    steps = _steps(at - 1, option, parents)
    grand = parents[option]
    own = post.author is not None and post.author == parent.author
    back = grand is not None and post.author is not None and posts[grand].author == post.author
    older = clues.ages[at], clues.ages[option]
    return {
        "previous": float(steps == 0),
        "depth": float(steps),
        "quote": clues.quoted[at].get(option, 0.0),
        "named": float(parent.author is not None and parent.author.casefold() in _names(post.text)),
        "own": float(own),
        "dialogue": float(back and not own),
        "older": float(older[0] is not None and older[1] is not None and older[0] > older[1]),
        "words": _cosine(clues.words[at], clues.words[option]),
        "question": float("?" in parent.text[-200:] and "?" not in post.text),
        "answers": float(steps == 0 and _DEICTIC.match(post.text) is not None),
        "top": float(parents[option] is None),
        "length": math.log1p(len(parent.text) / 200),
        "sibling": _cosine(clues.words[at], clues.words[last]) if (last := _last_child(at, option, parents)) else 0.0,
    }


def score(found: Mapping[str, float]) -> float:
    """Return the weighted sum of the clues."""
    return sum(WEIGHTS[name] * value for name, value in found.items())


def clues_of(posts: Sequence[Post]) -> Clues:
    """Return the words, ages and quotes by which the posts are compared."""
    bags = [Counter(word for word in quotes.forms(_own_words(post)) if len(word) > 2) for post in posts]
    spread = Counter(word for bag in bags for word in bag)
    rare = {word: math.log(len(posts) / count) for word, count in spread.items()}
    weighted = tuple({word: (1 + math.log(n)) * rare[word] for word, n in bag.items()} for bag in bags)
    return Clues(words=weighted, ages=tuple(minutes(post.age) for post in posts), quoted=_quoted(posts))


def minutes(age: str | None) -> float | None:
    """Return a printed age ("3h ago", "an hour ago", "7mo ago") in minutes; None where it says none."""
    match = _AGE.search((age or "").casefold().replace("month", "mo"))
    if match is None:
        return None
    return (int(match["count"]) if match["count"].isdigit() else 1) * _MINUTES[match["unit"]]


def tie_copies(discussions: Sequence[Discussion]) -> tuple[Discussion, ...]:
    """Mark a post that stands in another source too as `same_as` that one: one voice, not two.

    The original is the post of which more is known; see `knowledge`.
    """
    if len(discussions) < 2:
        return tuple(discussions)
    known = knowledge(discussions)
    places = [(post, at) for at, discussion in enumerate(discussions) for post in discussion.posts]
    originals: list[tuple[str, int, frozenset[tuple[str, ...]]]] = []
    holders: dict[tuple[str, ...], list[int]] = {}
    same_as: dict[str, str] = {}
    for post, at in sorted(places, key=lambda place: known[place[0].id]):
        own = quotes.shingles(quotes.forms(post.text), 3)
        near = [originals[i] for i in sorted({i for shingle in own for i in holders.get(shingle, ())})]
        original = next((name for name, there, words in near if there != at and _is_copy(own, words)), None)
        if original is not None:
            same_as[post.id] = original
            continue
        for shingle in own:
            if len(held := holders.setdefault(shingle, [])) < _MOST_HOLDERS:
                held.append(len(originals))
        originals.append((post.id, at, own))
    return tuple(
        replace(d, posts=tuple(replace(p, same_as=same_as.get(p.id, p.same_as)) for p in d.posts)) for d in discussions
    )


def answer_the_article(discussions: Sequence[Discussion]) -> tuple[Discussion, ...]:
    """Let a post that answers nobody answer the article, where the sources hold a thread and exactly one article."""
    articles = [d for d in discussions if d.format == "article"]
    if len(articles) != 1 or len(discussions) < 2:
        return tuple(discussions)
    article = articles[0].posts[0].id
    return tuple(
        d if d is articles[0] else replace(d, posts=tuple(_to_article(post, article) for post in d.posts))
        for d in discussions
    )


def _to_article(post: Post, article: str) -> Post:
    if post.reply_to is not None or post.same_as is not None:
        return post
    return replace(post, reply_to=article, reply_evidence=ReplyEvidence.ORDER, reply_confidence=0.5)


def _answering(
    post: Post, parent: int | None, chance: float, posts: Sequence[Post], quoted: Mapping[int, float]
) -> Post:
    if parent is None:
        return replace(post, reply_confidence=round(chance, 3))
    evidence = ReplyEvidence.ORDER
    if parent in quoted:
        evidence = ReplyEvidence.QUOTE if post.quotes() else ReplyEvidence.WORDS
    elif (posts[parent].author or "").casefold() in _names(post.text):
        evidence = ReplyEvidence.NAME
    return replace(post, reply_to=posts[parent].id, reply_evidence=evidence, reply_confidence=round(chance, 3))


def _steps(start: int, end: int, parents: Sequence[int | None]) -> int:
    steps, at = 0, start
    while at != end:
        above = parents[at]
        if above is None or steps == _FAR:
            return _FAR
        steps, at = steps + 1, above
    return steps


def _last_child(at: int, option: int, parents: Sequence[int | None]) -> int | None:
    return next((i for i in range(at - 1, max(option, at - _LOOKED_BACK), -1) if parents[i] == option), None)


def _names(text: str) -> frozenset[str]:
    return frozenset(match["name"].casefold() for match in _NAMED.finditer(text))


def _own_words(post: Post) -> str:
    text, at, kept = post.text, 0, []
    for mark in post.quotes():
        kept.append(text[at : mark.start])
        at = max(at, mark.end)
    return " ".join([*kept, text[at:]])


def _quoted(posts: Sequence[Post]) -> tuple[Mapping[int, float], ...]:
    """Return for each post the earlier posts whose words it repeats, with the share of the quote found there."""
    place = {post.id: at for at, post in enumerate(posts)}
    index = quotes.Index({post.id: _own_words(post) for post in posts})
    found: list[dict[int, float]] = []
    for at, post in enumerate(posts):

        def earlier(name: str, here: int = at) -> bool:
            return place[name] < here

        copied: Counter[int] = Counter()
        for mark in post.quotes():
            for run in index.runs(post.text[mark.start : mark.end], allowed=earlier):
                copied[place[run.there]] += run.words
        if not post.quotes():
            for run in index.runs(post.text, allowed=earlier, least=7):
                copied[place[run.there]] += run.words
        most = max(copied.values(), default=1)
        found.append({there: count / most for there, count in copied.items()})
    return tuple(found)


def _cosine(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    product = sum(weight * other[word] for word, weight in one.items() if word in other)
    lengths = math.hypot(*one.values()) * math.hypot(*other.values()) if one and other else 0.0
    return product / lengths if lengths else 0.0


def _is_copy(own: frozenset[tuple[str, ...]], there: frozenset[tuple[str, ...]]) -> bool:
    if len(own) < _LEAST_SAME_WORDS or not len(there) / 2 <= len(own) <= 2 * len(there):
        return False
    return len(own & there) >= _SAME * len(own)
