"""Canonical weights: which words people keep, and what their pronouns mean, fitted on hand-made canonical claims."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from argmap.argument import ArgumentMap
from argmap.canonical import surroundings
from argmap.canonical.clause import clause
from argmap.canonical.compress import is_content
from argmap.canonical.keep import features
from argmap.canonical.resolve import phrases, points_away, signs
from argmap.evaluate.words import content_words
from argmap.nlp.syntax import Syntax

Seen = Mapping[str, float]
Rows = list[tuple[Seen, bool]]
_STEPS = 40
_PULL = 3.0
_LEAST = 0.02


def train_canonical(maps: Sequence[ArgumentMap], syntax: Syntax, path: Path) -> None:
    """Fit the weights on `maps`, whose components have canonical claims, and write them to `path`."""
    keep: Rows = []
    resolve: Rows = []
    for one in maps:
        kept, meant = examples(one, syntax)
        keep += kept
        resolve += meant
    path.write_text(json.dumps({"keep": fit(keep), "resolve": fit(resolve)}, indent=0, sort_keys=True) + "\n")


def examples(one: ArgumentMap, syntax: Syntax) -> tuple[Rows, Rows]:
    """Return of one map what is seen of each word and of each phrase before a pronoun, and whether a person used it."""
    posts = one.posts()
    parsed = dict(zip(posts, syntax.parse(post.text for post in posts.values()), strict=True))
    trees = {c.id: clause(c, parsed[c.post]) for c in one.components}
    around = surroundings(one.components, one.relations, one.discussions, parsed, trees)
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


def fit(rows: Sequence[tuple[Seen, bool]]) -> dict[str, float]:
    """Return the weights of a logistic regression, by Newton steps, pulled towards nought."""
    names = sorted({name for seen, _ in rows for name in seen})
    place = {name: at for at, name in enumerate(names)}
    table = np.zeros((len(rows), len(names)))
    for at, (seen, _) in enumerate(rows):
        table[at, [place[name] for name in seen]] = list(seen.values())
    wanted = np.array([used for _, used in rows], dtype=float)
    weights = np.zeros(len(names))
    for _ in range(_STEPS):
        chance = 1 / (1 + np.exp(-(table @ weights)))
        slope = table.T @ (chance - wanted) + _PULL * weights
        curve = (table * (chance * (1 - chance))[:, None]).T @ table + _PULL * np.eye(len(names))
        step = np.linalg.solve(curve, slope)
        weights -= step
        if np.abs(step).max() < 1e-4:
            break
    return {name: round(float(w), 2) for name, w in zip(names, weights, strict=True) if abs(w) >= _LEAST}
