"""What is reported without a goal to reach: other corpora, each by the protocol its row names."""

from collections.abc import Iterator, Mapping, Sequence
from csv import DictReader
from itertools import groupby
from pathlib import Path

import numpy as np

from argmap.evaluate.baselines import sentences
from argmap.nlp.classifier import Passage
from argmap.nlp.encoder import Encoder
from argmap.nlp.models import Models
from argmap.nlp.senses import have_senses, sense_encoder
from argmap.train.corpora import Pair, aif, mapped, replies
from measure import cmv, stats
from measure.figures import Figure
from measure.probes import Probe, Text, judging, vectors

PAIRS = "other corpora, at most 1,500 pairs of each: support, attack or none, macro-F1"
SENTENCES = "CMV sentences: claim, premise or none, macro-F1"
POINTS = "argkp2021: which key point an argument matches, mean average precision"
Labelled = tuple[str, Text, str]
_MOST = 1500


def pair_corpora(
    corpora: Path, probes: Mapping[str, Probe], encoder: Encoder | None, unseen: Encoder | None
) -> Iterator[Figure]:
    """Yield the score of each corpus; `unseen` is an encoder that trained on the pairs of none of them."""
    probes = {**probes, "argmap, open stage 1": judging(unseen)} if unseen else probes
    sets = {name: _some(rows(corpora)) for name, rows in _SETS.items()}
    for name, found in sets.items():
        for system, probe in probes.items():
            yield _figure(PAIRS, f"{name}, in corpus (five folds)", system, found, _cross(found, probe))
            others = [row for other, more in sets.items() if other != name for row in more]
            if system != "majority":
                labels = {label for _, _, label in found}
                lessons = [row for row in others if row[2] in labels]
                yield _figure(PAIRS, f"{name}, left out", system, found, _guess(lessons, found, probe))
        if encoder is not None:
            guessed = _judged(found, encoder)
            yield _figure(PAIRS, f"{name}, in corpus (five folds)", "argmap", found, guessed, unseen=False)


def cmv_sentences(
    corpora: Path, probes: Mapping[str, Probe], systems: Mapping[str, Models], *, unseen: bool
) -> Iterator[Figure]:
    found = list(_sentences(corpora))
    for system, probe in probes.items():
        yield _figure(SENTENCES, "five folds by thread", system, found, _cross(found, probe))
    for name, slots in systems.items():
        rows = list(_passages(found))
        judged = slots.components.classify(rows)
        guessed = ["none" if s["component"] < 0.5 else "claim" if s["claim"] >= 0.5 else "premise" for s in judged]
        clean = unseen or name == "rules"
        yield _figure(SENTENCES, "five folds by thread", name, found, guessed, unseen=clean)


def key_points(corpora: Path, base: Path | None, encoder: Encoder | None) -> Iterator[Figure]:
    """Yield the mean over topics and stances of the official strict score: unlabelled matches count as wrong."""
    groups = list(_key_points(corpora / "argkp2021"))
    rankers = {"tf-idf cosine": _bags}
    if base:
        rankers["frozen MiniLM cosine"] = lambda a, k: vectors(base, a) @ vectors(base, k).T
    if encoder is not None:
        rankers["argmap, supports"] = lambda a, k: _supports(encoder, a, k)
    if have_senses():
        rankers["argmap"] = lambda a, k: sense_encoder().embed(a) @ sense_encoder().embed(k).T
    for name, ranker in rankers.items():
        rows = [(topic, [_precision(ranker(a, k), gold), 1.0]) for topic, a, k, gold in groups]
        value = stats.clustered(rows, stats.ratio)
        yield Figure(stage=POINTS, row="dev topics, strict", system=name, value=value, aim=0.75)


def _figure(stage, row, system, found: Sequence[Labelled], guessed, *, unseen: bool = True) -> Figure:  # noqa: ANN001
    names = sorted({label for _, _, label in found})
    rows = [
        (group, [names.index(g) if g in names else -1, names.index(label)])
        for (group, _, label), g in zip(found, guessed, strict=True)
    ]
    return Figure(stage=stage, row=row, system=system, value=stats.clustered(rows, stats.macro_f1), unseen=unseen)


def _cross(found: Sequence[Labelled], probe: Probe) -> list[str]:
    sizes: dict[str, int] = {}
    for group, _, _ in found:
        sizes[group] = sizes.get(group, 0) + 1
    home = stats.folds(sizes)
    guessed = [""] * len(found)
    for fold in range(5):
        asked = [at for at, row in enumerate(found) if home[row[0]] == fold]
        lessons = [row for row in found if home[row[0]] != fold]
        for at, guess in zip(asked, _guess(lessons, [found[at] for at in asked], probe), strict=True):
            guessed[at] = guess
    return guessed


def _guess(lessons: Sequence[Labelled], asked: Sequence[Labelled], probe: Probe) -> list[str]:
    labels = [label for _, _, label in lessons]
    names = sorted(set(labels))
    chances = probe([text for _, text, _ in lessons], labels, [text for _, text, _ in asked])
    return [names[int(at)] for at in np.argmax(chances, axis=1)]


def _judged(found: Sequence[Labelled], encoder: Encoder) -> list[str]:
    """Return the best of the labels that the corpus has, by the pair head; classes are not weighted."""
    names = ("support", "attack", "none")
    columns = [at for at, name in enumerate(names) if name in {label for _, _, label in found}]
    logits = encoder.judge([text for _, text, _ in found])[:, columns]
    return [names[columns[int(at)]] for at in np.argmax(logits, axis=1)]


def _some(found: list[Labelled]) -> list[Labelled]:
    """Return whole groups, evenly from all over, until there are enough pairs."""
    groups: dict[str, list[Labelled]] = {}
    for row in found:
        groups.setdefault(row[0], []).append(row)
    step = max(1, round(len(found) / _MOST))
    return [row for name in list(groups)[::step] for row in groups[name]]


def _blocks(pairs: Sequence[Pair], size: int = 25) -> list[Labelled]:
    """Return pairs in the order of their files, neighbours in one group: they are of one discussion."""
    return [(f"{at // size}", (p.reply, p.parent), p.label) for at, p in enumerate(pairs)]


def _cdcp(corpora: Path) -> list[Labelled]:
    """Return the links of each comment and as many pairs of its propositions that nothing links."""
    found = []
    chance = np.random.default_rng(0)
    for name, one in mapped.cdcp(corpora / "cdcp"):
        texts = {c.id: c.text for c in one.components}
        linked = {(r.source, r.target) for r in one.relations}
        near = [(a, b) for a in texts for b in texts if a != b and abs(int(a) - int(b)) <= 3 and (a, b) not in linked]
        drawn = chance.permutation(len(near))[: max(1, len(linked))] if near else []
        found += [(name, (texts[a], texts[b]), "support") for a, b in sorted(linked)]
        found += [(name, (texts[near[at][0]], texts[near[at][1]]), "none") for at in drawn]
    return found


_SETS = {
    "debagreement": lambda c: _blocks(list(replies.debagreement(c / "debagreement"))),
    "subreddit-agreement": lambda c: _blocks(list(replies.subreddit_agreement(c / "subreddit-agreement"))),
    "iac": lambda c: _blocks(list(replies.iac(c / "iac-aif"))),
    "us2016": lambda c: _blocks(list(aif.nodesets(c / "us2016-aif", corpus="us2016-aif", domain="comment"))),
    "qt30": lambda c: _blocks(list(aif.nodesets(c / "qt30-aif", corpus="qt30-aif", domain="speech"))),
    "cdcp": _cdcp,
}


def _sentences(corpora: Path) -> Iterator[Labelled]:
    """Yield each sentence of a turn once, labelled as most of its characters are."""
    seen: set[tuple[str, str]] = set()
    for one in cmv.threads(corpora):
        for post in one.gold.posts().values():
            own = [c for c in one.gold.components if c.post == post.id]
            for start, end in sentences(post.text):
                text = post.text[start:end]
                if (one.thread, text) in seen or text.startswith((">", "&gt;")):
                    continue
                seen.add((one.thread, text))
                yield one.thread, (text, ""), _most(own, start, end)


def _most(own, start: int, end: int) -> str:  # noqa: ANN001
    sizes = {"claim": 0, "premise": 0}
    for c in own:
        sizes[c.kind.value] += max(0, min(end, c.end) - max(start, c.start))
    sizes["none"] = max(0, end - start - sum(sizes.values()))
    return max(sizes, key=lambda name: sizes[name])


def _passages(found: Sequence[Labelled]) -> Iterator[Passage]:
    for _, group in groupby(found, key=lambda row: row[0]):
        before = ""
        for _, (text, _), _ in group:
            yield Passage(text=text, before=before)
            before = text


def _key_points(folder: Path) -> Iterator[tuple[str, list[str], list[str], np.ndarray]]:
    """Yield topic, arguments, key points and the labels between them (nan: not labelled) of each topic and stance."""
    for part in ("dev",):
        arguments = _table(folder, f"arguments_{part}.csv")
        points = _table(folder, f"key_points_{part}.csv")
        labels = {(r["arg_id"], r["key_point_id"]): float(r["label"]) for r in _table(folder, f"labels_{part}.csv")}
        for key in sorted({(r["topic"], r["stance"]) for r in arguments}):
            mine = [r for r in arguments if (r["topic"], r["stance"]) == key]
            there = [r for r in points if (r["topic"], r["stance"]) == key]
            gold = np.array(
                [[labels.get((a["arg_id"], k["key_point_id"]), np.nan) for k in there] for a in mine], dtype=float
            )
            yield key[0], [a["argument"] for a in mine], [k["key_point"] for k in there], gold


def _table(folder: Path, name: str) -> list[dict[str, str]]:
    path = next(folder.rglob(name))
    with path.open(encoding="utf-8", newline="") as lines:
        return list(DictReader(lines))


def _precision(scores: np.ndarray, gold: np.ndarray) -> float:
    """Return the average precision of each argument's best key point, the surer half, unlabelled ones wrong."""
    best = scores.argmax(1)
    rows = sorted(((scores[at, k], gold[at, k] == 1) for at, k in enumerate(best)), key=lambda row: -row[0])
    kept = [right for _, right in rows[: max(1, len(rows) // 2)]]
    hits = np.cumsum(kept)
    return float(sum(hits[at] / (at + 1) for at, right in enumerate(kept) if right) / max(1, sum(kept)))


def _bags(arguments: Sequence[str], points: Sequence[str]) -> np.ndarray:
    from sklearn.feature_extraction.text import TfidfVectorizer

    columns = TfidfVectorizer(sublinear_tf=True, stop_words="english").fit([*arguments, *points])
    return (columns.transform(arguments) @ columns.transform(points).T).toarray()


def _supports(encoder: Encoder, arguments: Sequence[str], points: Sequence[str]) -> np.ndarray:
    logits = encoder.judge([(a, k) for a in arguments for k in points])
    return (logits[:, 0] - logits[:, 2]).reshape(len(arguments), len(points))
