"""A pipeline measured: each treebank and genre apart, raw text in, figures with 95% intervals by document out."""

import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from argmap.evaluate.bootstrap import interval
from argmap.evaluate.counts import Row, f1, total
from argmap.nlp.sentences import SyntaxRules
from argmap.nlp.syntax import Sentence, Syntax, load_syntax
from argmap.train.conll18 import METRICS, count, count_names, gold, names
from argmap.train.conllu import PARAGRAPH, Document
from argmap.train.treebanks import name_tests, tests

Figures = Mapping[str, Mapping[str, Any]]
_TIMES = 3
_GUESS = "rules: sentences"


def measure(corpora: Path, name_or_path: str, *, part: str = "test") -> Mapping[str, Any]:
    """Return all figures of a pipeline: `text` by corpus, `names` by corpus, words per second, seconds to load."""
    begun = time.process_time()
    syntax = load_syntax(name_or_path)
    loaded = time.process_time() - begun
    sets = tests(corpora, part)
    return {
        "part": part,
        "text": {name: text_figures(syntax, documents) for name, documents in sets.items()},
        "names": {name: name_figures(syntax, texts) for name, texts in name_tests(corpora, part).items()},
        "words per second": round(speed(syntax, next(iter(sets.values())))),
        "seconds to load": round(loaded, 2),
    }


def text_figures(syntax: Syntax, documents: Sequence[Document]) -> Figures:
    """Return the figures of one set of documents, each metric with its interval, and the rules' sentences."""
    known = [gold(document) for document in documents]
    found = list(syntax.parse(document.text() for document in documents))
    counts = [count(right, predicted) for right, predicted in zip(known, found, strict=True)]
    figures = {metric: figure([row[metric] for row in counts]) for metric in METRICS}
    return figures | {_GUESS: figure([_rules(d, right) for d, right in zip(documents, known, strict=True)])}


def name_figures(syntax: Syntax, texts: Sequence[tuple[str, frozenset[tuple[int, int, str]]]]) -> Figures:
    """Return F1 of names over texts with gold names, whole and by kind."""
    found = [frozenset(names(sentences)) for sentences in syntax.parse(text for text, _ in texts)]
    pairs = [(known, predicted) for (_, known), predicted in zip(texts, found, strict=True)]
    kinds = sorted({kind for known, _ in pairs for _, _, kind in known})
    # A kind that the corpus never marks cannot be wrong in it.
    figures = {"all": figure([count_names(known, _of(predicted, kinds)) for known, predicted in pairs])}
    for kind in kinds:
        figures[kind] = figure([count_names(_of(known, [kind]), _of(predicted, [kind])) for known, predicted in pairs])
    return figures


def figure(rows: Sequence[Row]) -> Mapping[str, Any]:
    """Return F1 of summed rows (right, gold, predicted) with its interval and the counts."""
    right, known, found = total(rows)
    low, high = interval(rows, f1) or (None, None)
    value = f1((right, known, found))
    rounded = {"f1": value, "low": low, "high": high}
    counts = {"right": int(right), "gold": int(known), "predicted": int(found)}
    return {key: None if number is None else round(number, 4) for key, number in rounded.items()} | counts


def speed(syntax: Syntax, documents: Iterable[Document]) -> float:
    """Return the words parsed per second, best of three, the first texts read once to warm up."""
    texts = [document.text() for document in documents]
    list(syntax.parse(texts[:20]))
    return max(_once(syntax, texts) for _ in range(_TIMES))


def _once(syntax: Syntax, texts: Sequence[str]) -> float:
    # Processor time: what else runs on the machine does not count; numpy must be held to one thread.
    begun = time.process_time()
    words = sum(len(s.tokens) for found in syntax.parse(texts) for s in found)
    return words / (time.process_time() - begun)


def _of(found: Iterable[tuple[int, int, str]], kinds: Sequence[str]) -> frozenset[tuple[int, int, str]]:
    return frozenset(name for name in found if name[2] in kinds)


def _rules(document: Document, known: Sequence[Sentence]) -> Row:
    found, at = set(), 0
    for paragraph in document.text().split(PARAGRAPH):
        (sentences,) = SyntaxRules().parse([paragraph])
        found |= {(at + sentence.start, at + sentence.end) for sentence in sentences}
        at += len(paragraph) + len(PARAGRAPH)
    places = {(s.start, s.end) for s in known}
    return (float(len(found & places)), float(len(places)), float(len(found)))


def lines(figures: Mapping[str, Any]) -> Iterator[str]:
    """Yield the figures as lines of a table."""
    yield f"{'raw text, F1':<28}" + "".join(f"{name:>12}" for name in (*METRICS, "rules sent"))
    for name, row in figures["text"].items():
        yield f"{name:<28}" + "".join(f"{cell['f1']:>12.4f}" for cell in row.values())
    yield f"{'names, F1':<28}" + "".join(f"{kind:>12}" for kind in ("all", "PER", "ORG", "LOC", "MISC"))
    for name, row in figures["names"].items():
        cells = (row.get(kind, {}).get("f1") for kind in ("all", "PER", "ORG", "LOC", "MISC"))
        yield f"{name:<28}" + "".join(f"{'-' if cell is None else format(cell, '.4f'):>12}" for cell in cells)
    yield f"{figures['words per second']} words per second on one core; loads in {figures['seconds to load']} s"
