"""Canonical weights: which words people keep, and what their pronouns mean, fitted on hand-made canonical claims."""

import json
from collections.abc import Callable
from pathlib import Path

from argmap.argument import ArgumentMap
from argmap.canonical import surroundings
from argmap.canonical.keep import features
from argmap.canonical.phrases import is_content
from argmap.canonical.resolve import phrases, points_away, signs
from argmap.clause import clause
from argmap.evaluate.words import content_words
from argmap.nlp.syntax import Syntax, load_syntax
from argmap.pipeline import load_map
from argmap.train.coreference import documents, pronouns
from argmap.train.logistic import Seen, fit

Rows = list[tuple[Seen, bool]]


def train_canonical(gold: Path, path: Path, *, corpora: Path, say: Callable[[str], None]) -> None:
    """Fit the weights on the maps in the folder `gold`, whose components have canonical claims, and write them.

    What pronouns mean is learned from GUM in `corpora` as well.
    """
    keep: Rows = []
    resolve: Rows = [row for one in documents(corpora, "train") for _, rows in pronouns(one) for row in rows]
    syntax = load_syntax()
    for one in sorted(gold.glob("*.json")):
        kept, meant = examples(load_map(str(one)), syntax)
        keep += kept
        resolve += meant
    say(f"{len(keep)} words, {len(resolve)} phrases before pronouns")
    weights = {"keep": fit(keep), "resolve": fit(resolve)}
    path.write_text(json.dumps(weights, indent=0, sort_keys=True) + "\n", encoding="utf-8")


def examples(one: ArgumentMap, syntax: Syntax) -> tuple[Rows, Rows]:
    """Return of one map what is seen of each word and of each phrase before a pronoun, and whether a person used it."""
    posts = one.posts()
    sentences = dict(zip(posts, syntax.parse(post.text for post in posts.values()), strict=True))
    trees = {c.id: clause(c, sentences[c.post]) for c in one.components}
    around = surroundings(one.components, one.relations, one.discussions, sentences, trees)
    keep: Rows = []
    resolve: Rows = []
    for component in one.components:
        if component.canonical is None or component.quote_of is not None:
            continue
        wanted, tree = content_words(component.canonical), trees[component.id]
        for at, word in enumerate(tree.words):
            if is_content(tree, at):
                seen = features(tree, at, around.spread.get(word.lemma.lower(), 0.0))
                keep.append((seen, not wanted.isdisjoint(content_words(word.text))))
        pronouns = [at for at in range(len(tree.words)) if points_away(tree, at)][:1]
        for at, phrase in ((p, phrase) for p in pronouns for phrase in phrases(component, tree.words[p], around)):
            meant = content_words(phrase.token.text)
            if meant.isdisjoint(content_words(component.text)):
                resolve.append((signs(tree, at, phrase, component, around), not wanted.isdisjoint(meant)))
    return keep, resolve
