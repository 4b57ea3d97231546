"""Threads whose replies are known become `reply-links`: lessons, weights, how sure to be, scores on unseen threads."""

import json
import random
import zlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from argmap.nlp.reply_links import Sense, Weights, scores
from argmap.nlp.sealed import seal
from argmap.nlp.senses import sense_encoder, senses_digest
from argmap.thread.clues import PAIR, ROOT
from argmap.thread.opening import CLUES, like_title, opening_clues
from argmap.thread.trees import chances
from argmap.train.corpora.threads import Told, chats, forums, nested, titled
from argmap.train.logistic import logistic
from argmap.train.needs import needs_torch
from argmap.train.threads.lessons import Dress, lesson, lessons_of, runs, senses, shown, timed
from argmap.train.threads.training import Lesson, train

Array = np.ndarray[Any, Any]
FOLDS, SEED = 3, 7
EPOCHS, TALK_EPOCHS = 10, 4
_FORUMS, _CHATS = 150, 10
_PLAIN, _SAID = (
    {"quote": 6.0, "quotes_other": -1.5, "named": 4.0, "names_other": -1.5},
    {"quotes_opening": 3.0, "names": -2.0},
)
_GROUPS = 12
_TITLED, _MOST_TITLED, _MOST_POSTS = ("delving-bitcoin", "github-standards-issues"), 60, 40
Scored = tuple[Lesson, Array, Array]


def train_threads(
    corpora: Path, data: Path, work: Path, out: Path, *, say: Callable[[str], None] = lambda line: None
) -> None:
    """Train from the threads below `data` and the `corpora`; write weights and scores to the folder `out`.

    What posts mean the shipped sense-encoder says. `work` gets a model for each part of the threads that saw nothing of
    it (`part0` and so on): by these the scores are taken, and `benchmarks/reply_links.py --parts` measures.
    """
    needs_torch()
    chance, told, talks = random.Random(SEED), list(nested(corpora, data / "threads")), _talks(corpora)
    sense = remembering(sense_encoder().answering)
    learnt = [variant for one in told for run in runs(one) for variant in lessons_of(run, sense, chance)]
    say(f"{len(told)} threads in {len(learnt)} variants, {len(talks)} talks")
    parts = [train([one for one in learnt if fold(one.thread) != part], epochs=EPOCHS) for part in range(FOLDS)]
    say("parts are learnt")
    unseen = [(one, *scores(plain(parts[fold(one.thread)]), one.clues)) for one in _as_shown(told, sense, chance)]
    sure = sureness(unseen)
    talk = [lesson(one, Dress(ages="exact"), None, chance) for one in talks]
    rest = {"talk": plain(train(talk, epochs=TALK_EPOCHS, nested=False)), "sure": sure}
    title = {"title": title_weights(_with_titles(corpora), sense)}
    for part, weights in enumerate(parts):
        opening = title | opening_weights([one for one in told if fold(one.name) != part], sense)
        write({**rest, "nested": plain(weights), "opening": opening}, {}, work / f"part{part}")
    whole = {**rest, "nested": plain(train(learnt, epochs=EPOCHS)), "opening": title | opening_weights(told, sense)}
    write(whole, _figures(unseen, sure), out)


def remembering(sense: Sense) -> Sense:
    """Return the same, each text read once: the variants of a thread have the same words."""
    known: dict[str, Array] = {}

    def read(texts: Sequence[str]) -> Array:
        new = [text for text in dict.fromkeys(texts) if text not in known]
        known.update(zip(new, sense(new), strict=True) if new else ())
        return np.array([known[text] for text in texts])

    return read


def plain(weights: Weights) -> Weights:
    """Return the weights with what is plain but too rare in the threads to be learnt set by hand: quotes and names."""
    found = {name: value.copy() for name, value in weights.items()}
    for part, names, values in (("pair", PAIR, _PLAIN), ("root", ROOT, _SAID)):
        for name, value in values.items():
            at = names.index(name)
            found[part][at] = 0
            found[f"{part}_line"][at] = value * found[f"{part}_scale"][at]
    return found


def _talks(corpora: Path) -> list[Told]:
    found = list(forums(corpora / "iac-forum"))[:_FORUMS]
    return [*found, *list(chats(corpora / "irc-disentanglement/data/train"))[:_CHATS]]


def fold(name: str) -> int:
    """Return in which part of the threads one of this name is kept apart."""
    return zlib.crc32(name.partition("#")[0].encode()) % FOLDS


def likeliest(roots: Array, links: Array) -> tuple[Array, Array]:
    """Return for each post its likeliest parent, -1 for nobody, and how likely."""
    nobody, found, _ = chances(roots, links)
    step = found.argmax(1)
    most = found[np.arange(len(found)), step]
    parents = np.where(nobody >= most, -1, np.arange(len(found)) - step)
    return parents, np.maximum(nobody, most)


def sureness(scored: Sequence[Scored]) -> Weights:
    """Return how often links of growing chance are right: `chance` and `right`, which never falls."""
    found = [(parents == one.parents, chance) for one, *given in scored for parents, chance in (likeliest(*given),)]
    right, chance = (np.concatenate(column) for column in zip(*((a[1:], b[1:]) for a, b in found), strict=True))
    groups = np.array_split(np.argsort(chance, kind="stable"), _GROUPS)
    means = [(float(chance[group].mean()), float(right[group].mean())) for group in groups if len(group)]
    given, seen = (np.array(column) for column in zip(*means, strict=True))
    return {"chance": given, "right": np.maximum.accumulate(seen)}


def opening_weights(told: Iterable[Told], sense: Sense | None) -> dict[str, Array]:
    """Return what says that a first post opens its thread, learnt from threads with and without it."""
    chance, rows = random.Random(SEED), []
    for one in told:
        for ages in ("fresh", "exact", "months", "none") if timed(one) else ("none",):
            posts = shown(one, Dress(ages=ages), chance).posts
            for opens, found in ((True, posts), (False, posts[1:])):
                if one.opened and len(found) > 1:
                    clues = dict(zip(CLUES, opening_clues(found, senses(found, sense)).tolist(), strict=True))
                    rows.append(({**clues, "bias": 1.0}, opens))
    weights = logistic(rows)
    return {"line": np.array([weights[name] for name in CLUES]), "constant": np.array([weights["bias"]])}


def title_weights(found: Iterable[tuple[str, Sequence[str]]], sense: Sense) -> Array:
    """Return what likeness to the title says of a first post, and a constant, from threads with and without opening."""
    rows = []
    for title, texts in found:
        read = sense([title, *texts[:_MOST_POSTS]])
        for first in (1, 2):
            rows.append(({"like": like_title(read[first:], read[0]), "bias": 1.0}, first == 1))
    weights = logistic(rows)
    return np.array([weights["like"], weights["bias"]])


def _with_titles(corpora: Path) -> list[tuple[str, tuple[str, ...]]]:
    found = []
    for name in _TITLED:
        threads = list(titled(corpora / f"raw-discussions/{name}.jsonl.gz"))
        random.Random(SEED).shuffle(threads)
        found += threads[:_MOST_TITLED]
    return found


def write(parts: Mapping[str, Weights], scores: Mapping[str, Any], out: Path) -> None:
    """Write weights, scores and the manifest of the model; its card is written by hand."""
    out.mkdir(parents=True, exist_ok=True)
    rounded: dict[str, Any] = {
        part: {name: np.round(value.astype(float), 4).tolist() for name, value in sorted(weights.items())}
        for part, weights in parts.items()
    }
    rounded["senses"] = senses_digest()
    (out / "weights.json").write_text(json.dumps(rounded, separators=(",", ":")) + "\n", encoding="utf-8")
    (out / "scores.json").write_text(json.dumps(scores, indent=1) + "\n", encoding="utf-8")
    seal(out)


def _as_shown(told: Sequence[Told], sense: Sense, chance: random.Random) -> list[Lesson]:
    """Return the threads as they are, each with fresh ages, with times and without where they are known."""
    return [
        lesson(one, Dress(ages=ages), sense, chance)
        for one in told
        for ages in (("fresh", "exact", "none") if timed(one) else ("none",))
    ]


def _figures(scored: Sequence[Scored], sure: Weights) -> dict[str, Any]:
    """Return by variant and source how many parents are right, for the post before too, and how wrong chances are."""
    rows: dict[str, list[tuple[Array, Array, Array]]] = {}
    for one, roots, links in scored:
        parents, chance = likeliest(roots, links)
        before = one.parents == np.arange(len(parents)) - 1
        row = ((parents == one.parents)[1:], np.interp(chance[1:], sure["chance"], sure["right"]), before[1:])
        for name in (one.variant.split()[0], f"{one.variant.split()[0]} {one.source}"):
            rows.setdefault(name, []).append(row)
    return {
        name: _figure(*(np.concatenate(column) for column in zip(*found, strict=True))) for name, found in rows.items()
    }


def _figure(right: Array, chance: Array, before: Array) -> dict[str, float]:
    bins = np.minimum((chance * 10).astype(int), 9)
    error = sum(abs((chance - right)[bins == at].sum()) for at in range(10)) / max(1, len(right))
    ratio = (1 - right.mean()) / max(1e-9, 1 - before.mean())
    figures = {"replies": len(right), "right": right.mean(), "before": before.mean(), "ratio": ratio, "ece": error}
    return {name: round(float(value), 3) for name, value in figures.items()}
