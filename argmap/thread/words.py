"""The words of posts: their own without what they quote, what they open with, whom they quote, name and resemble."""

import math
import re
from collections import Counter, defaultdict, deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from argmap import quotes
from argmap.discussion import Post, is_known

Array = np.ndarray[Any, Any]
TOLD = (
    "length", "short", "asks_last", "asks", "you", "article", "quotes", "link", "exclaims", "number", "yes", "no",
    "but", "it", "question", "first", "thanks", "verdict",
)  # fmt: skip
_OPENINGS = tuple(
    re.compile(rf"^\W*(?:{words})\b")
    for words in (
        "yes|yeah|yep|yup|true|right|correct|exactly|agreed?|i agree|absolutely|indeed|of course|sure|ok(?:ay)?|fair"
        "|good point|this(?=[.!])|same|definitely|totally",
        "no|nope|not|wrong|disagree|i disagree|incorrect|false|never|nonsense|bullshit|hardly|don't|doesn't|didn't",
        "but|however|although|though|except|still|yet|actually|well|unless|or|and|so|because|which|also|plus|then|if",
        "it|it's|its|that|that's|this|these|those|he|she|he's|she's|they|they're|his|her|their|there|there's|them",
        "why|how|what|who|when|where|which|is|are|do|does|did|can|could|would|have|has|really|isn't|aren't",
        "i|i'm|i've|i'd|i'll|my|me|we|our",
        "thanks?|thank you|lol|haha|ha|wow|oh|hey|hi|sorry|huh|hmm+|idk|lmao|nice|great|awesome",
        "nta|yta|esh|nah|info",
    )
)
_YOU = re.compile(r"\b(?:you|your|you're|you've|you'd|yours)\b")
_ARTICLE = re.compile(r"\b(?:article|author|op|title|headline|this post|the post)\b")
_NAMED = re.compile(r"(?:@|u/|\bas )(?P<name>[\w.-]{3,40})|^(?P<lead>[\w.|-]{2,30})[:,]", re.M)
_LIGHT = frozenset(
    "the a an and or but of to in on at for with by from as is are was were be been it its it's this that these those "
    "i you he she they we my your his her their our me him them us not no so if do does did don't have has had will "
    "would can could just than then there here what which who how why when all any some more most much many very too "
    "also only even i'm you're that's".split()
)
_EMPTY = re.compile(r"^[ \t]*>[> \t]*$", re.M)
_MOST_QUOTED = 7
_FEW = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """The words of a post without what it quotes."""

    low: str
    forms: tuple[str, ...]
    bag: Mapping[str, int]
    features: tuple[float, ...]

    def names(self) -> frozenset[str]:
        """Return what looks like the name of somebody addressed."""
        return frozenset(name for match in _NAMED.finditer(self.low) for name in match.groups() if name)


def tell(post: Post) -> Told:
    """Return the words of a post and their features."""
    low = own_words(post).casefold().replace("’", "'").strip()
    forms = quotes.forms(low)
    last, begin = low[-3:], low[:60]
    features = (
        math.log1p(len(forms)), len(forms) <= 8, "?" in last, "?" in low, min(len(_YOU.findall(low)), 4) / 4,
        _ARTICLE.search(low) is not None, bool(post.quotes()), "http" in low, "!" in low,
        any(c.isdigit() for c in low), *(pattern.match(begin) is not None for pattern in _OPENINGS),
    )  # fmt: skip
    bag = Counter(form for form in forms if len(form) > 1 and form not in _LIGHT)
    return Told(low=low, forms=forms, bag=bag, features=tuple(map(float, features)))


def own_words(post: Post) -> str:
    """Return the text of a post without what it quotes."""
    text, at, kept = post.text, 0, []
    for mark in post.quotes():
        kept.append(text[at : mark.start])
        at = max(at, mark.end)
    return _EMPTY.sub("", " ".join([*kept, text[at:]]))


def meant_words(post: Post) -> str:
    """Return the words that say what a post is about: its own, and where they are few, what it quotes too."""
    own = own_words(post)
    return own if len(quotes.forms(own)) >= _FEW else post.text


def likeness(told: Sequence[Told], reach: int) -> tuple[Array, Array]:
    """Return the cosines of the weighted words of each post and those before it, and how many rare words they share.

    Both by post and distance, at most `reach`.
    """
    spread = Counter(word for one in told for word in one.bag)
    weights = {word: math.log((len(told) + 1) / count) for word, count in spread.items()}
    product, rare = np.zeros((len(told), reach + 1)), np.zeros((len(told), reach + 1))
    lengths = np.ones(len(told))
    holders: dict[str, deque[tuple[int, float]]] = defaultdict(deque)
    for at, one in enumerate(told):
        vector = {word: (1 + math.log(count)) * weights[word] for word, count in one.bag.items()}
        lengths[at] = math.hypot(*vector.values()) or 1.0
        for word, value in vector.items():
            if spread[word] < 2:
                continue
            held = holders[word]
            while held and at - held[0][0] > reach:
                held.popleft()
            for there, other in held:
                product[at, at - there] += value * other
                rare[at, at - there] += len(held) <= 4
            held.append((at, value))
    before = np.maximum(np.arange(len(told))[:, None] - np.arange(reach + 1)[None, :], 0)
    return product / (lengths[:, None] * lengths[before]), rare


def quoted(posts: Sequence[Post], told: Sequence[Told]) -> tuple[Mapping[int, float], ...]:
    """Return for each post the earlier posts whose words it repeats, with the share of the quote found there."""
    place = {post.id: at for at, post in enumerate(posts)}
    index = quotes.Index({post.id: one.low for post, one in zip(posts, told, strict=True)}, size=4)
    found: list[dict[int, float]] = []
    for at, post in enumerate(posts):

        def earlier(name: str, here: int = at) -> bool:
            return place[name] < here

        copied: Counter[int] = Counter()
        for mark in post.quotes():
            for run in index.runs(post.text[mark.start : mark.end], allowed=earlier):
                copied[place[run.there]] += run.words
        if not post.quotes():
            for run in index.runs(post.text, allowed=earlier, least=_MOST_QUOTED):
                copied[place[run.there]] += run.words
        most = max(copied.values(), default=1)
        found.append({there: count / most for there, count in copied.items()})
    return tuple(found)


def named(posts: Sequence[Post], told: Sequence[Told]) -> tuple[frozenset[int], ...]:
    """Return for each post the earlier posts of the people it names."""
    seen: dict[str, list[int]] = defaultdict(list)
    found = []
    for at, (post, one) in enumerate(zip(posts, told, strict=True)):
        found.append(frozenset(there for name in one.names() for there in seen.get(name, ())))
        if post.author is not None and is_known(post.author):
            seen[post.author.casefold()].append(at)
    return tuple(found)


def like_opening(
    told: Sequence[Told], begins: Told | None, posts: Sequence[Post], author: str | None
) -> tuple[Array, Array] | None:
    """Return how like the words of the posts are to the opening, and whether they quote it or name its author."""
    if begins is None:
        return None
    spread = Counter(word for one in told for word in one.bag)
    weights = {word: math.log((len(told) + 1) / count) for word, count in spread.items()}
    opening = {word: (1 + math.log(count)) * weights[word] for word, count in begins.bag.items() if word in weights}
    length = math.hypot(*opening.values()) or 1.0
    like, quoting = [], []
    for one, post in zip(told, posts, strict=True):
        vector = {word: (1 + math.log(count)) * weights[word] for word, count in one.bag.items()}
        product = sum(value * opening[word] for word, value in vector.items() if word in opening)
        like.append(product / length / (math.hypot(*vector.values()) or 1.0))
        said = [quotes.forms(post.text[mark.start : mark.end]) for mark in post.quotes()]
        named_author = author is not None and author.casefold() in one.names()
        quoting.append(named_author or any(len(words) > 1 and quotes_in(words, begins.forms) for words in said))
    return np.array(like), np.array(quoting)


def quotes_in(words: Sequence[str], there: Sequence[str]) -> bool:
    """Return whether most runs of four of the words, or all where they are fewer, stand there."""
    own = quotes.shingles(words, 4)
    return len(own & quotes.shingles(there, min(4, len(words)))) > len(own) / 2
