"""Scores by the CoNLL 2018 definitions: spans of the same raw text are compared, so nothing is aligned by guess.

A word, sentence or name is right where both have it at the same place; tags, lemmas and heads count over right words.
LAS compares labels without their subtypes. Multi-word tokens count as their words.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from argmap.evaluate.counts import Row
from argmap.nlp.syntax import Sentence, Token
from argmap.train.conllu import Document, Tree

METRICS = ("words", "sentences", "UPOS", "lemmas", "UAS", "LAS")
Place = tuple[int, int]


def gold(document: Document) -> tuple[Sentence, ...]:
    """Return the sentences of a treebank's document at their places in its rebuilt text."""
    found, at = [], 0
    for tree, gap in document.spaced():
        tokens = tuple(_tokens(tree, at))
        found.append(Sentence(start=at, end=tokens[-1].end, tokens=tokens))
        at = tokens[-1].end + len(gap)
    return tuple(found)


def count(right: Sequence[Sentence], predicted: Sequence[Sentence]) -> Mapping[str, Row]:
    """Return for each metric how many are right, gold and predicted."""
    known, found = _words(right), _words(predicted)
    shared = [(known[place], found[place]) for place in known.keys() & found.keys()]
    lines = {(s.start, s.end) for s in right} & {(s.start, s.end) for s in predicted}
    agree: Mapping[str, Callable[[_Word, _Word], bool]] = {
        "words": lambda a, b: True,
        "UPOS": lambda a, b: a[0].pos == b[0].pos,
        "lemmas": lambda a, b: a[0].lemma in (b[0].lemma, "_"),
        "UAS": lambda a, b: a[1] == b[1],
        "LAS": lambda a, b: a[1] == b[1] and _plain(a[0].dep) == _plain(b[0].dep),
    }
    rows = {
        metric: (float(sum(same(a, b) for a, b in shared)), float(len(known)), float(len(found)))
        for metric, same in agree.items()
    }
    return rows | {"sentences": (float(len(lines)), float(len(right)), float(len(predicted)))}


def count_names(right: Iterable[tuple[int, int, str]], predicted: Iterable[tuple[int, int, str]]) -> Row:
    """Return how many names are right, gold and predicted, kind and both ends counted."""
    known, found = set(right), set(predicted)
    return (float(len(known & found)), float(len(known)), float(len(found)))


def names(sentences: Iterable[Sentence]) -> Iterator[tuple[int, int, str]]:
    """Yield start, end and kind of each name."""
    for sentence in sentences:
        start: Token | None = None
        for token, after in zip(sentence.tokens, (*sentence.tokens[1:], None), strict=True):
            start = token if token.entity.startswith("B-") else start if token.entity else None
            if start is not None and (after is None or not after.entity.startswith("I-")):
                yield start.start, token.end, start.entity[2:]


_Word = tuple[Token, Place | None]


def _words(sentences: Iterable[Sentence]) -> Mapping[Place, _Word]:
    return {
        (t.start, t.end): (t, (s.tokens[t.head].start, s.tokens[t.head].end) if t.head >= 0 else None)
        for s in sentences
        for t in s.tokens
    }


def _tokens(tree: Tree, at: int) -> Iterator[Token]:
    for word in tree.words:
        yield Token(
            start=at, end=at + len(word.form), text=word.form, spaced=word.space == " ",
            lemma=word.lemma, pos=word.pos, head=word.head, dep=word.dep,
        )  # fmt: skip
        at += len(word.form) + len(word.space)


def _plain(label: str) -> str:
    return label.partition(":")[0]
