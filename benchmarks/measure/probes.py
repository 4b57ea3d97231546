"""Baselines that learn: logistic regression on tf-idf, and on the frozen MiniLM our encoder started from."""

import hashlib
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

import numpy as np
from scipy.sparse import hstack
from sklearn.dummy import DummyClassifier
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

from argmap.nlp.encoder import Encoder

BASE = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
Text = tuple[str, str]
# Learn from texts with labels; return for each text asked the chance of every class, in sorted order.
Probe = Callable[[Sequence[Text], Sequence[object], Sequence[Text]], np.ndarray]


def majority(lessons: Sequence[Text], labels: Sequence[object], asked: Sequence[Text]) -> np.ndarray:
    model = DummyClassifier(strategy="prior").fit(np.zeros((len(labels), 1)), _named(labels))
    return model.predict_proba(np.zeros((len(asked), 1)))


def tfidf(lessons: Sequence[Text], labels: Sequence[object], asked: Sequence[Text]) -> np.ndarray:
    """Learn from word pairs of a text and, of a pair, of what it answers, kept apart."""
    parts = [at for at in (0, 1) if any(text[at] for text in lessons)]
    columns = [TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, min_df=2, lowercase=True) for _ in parts]
    x = hstack([c.fit_transform([text[at] for text in lessons]) for c, at in zip(columns, parts, strict=True)]).tocsr()
    z = hstack([c.transform([text[at] for text in asked]) for c, at in zip(columns, parts, strict=True)]).tocsr()
    model = LogisticRegression(C=1.0, max_iter=1000, class_weight="balanced").fit(x, _named(labels))
    return model.predict_proba(z)


def frozen(base: Path) -> Probe:
    """Return the probe on sentence vectors of the MiniLM in `base`; of a pair also on difference and product."""

    def learn(lessons: Sequence[Text], labels: Sequence[object], asked: Sequence[Text]) -> np.ndarray:
        pairs = any(text[1] for text in lessons)
        x, z = _features(base, lessons, pairs=pairs), _features(base, asked, pairs=pairs)
        model = LogisticRegression(C=0.2 if pairs else 1.0, max_iter=2000, class_weight="balanced")
        return model.fit(x, _named(labels)).predict_proba(z)

    return learn


def judging(encoder: Encoder) -> Probe:
    """Return the probe on what an encoder's pair head says of each pair."""
    known: dict[Text, np.ndarray] = {}

    def logits(texts: Sequence[Text]) -> np.ndarray:
        fresh = [text for text in dict.fromkeys(texts) if text not in known]
        known.update(zip(fresh, encoder.judge(fresh), strict=True))
        return np.stack([known[text] for text in texts])

    def learn(lessons: Sequence[Text], labels: Sequence[object], asked: Sequence[Text]) -> np.ndarray:
        model = LogisticRegression(max_iter=1000, class_weight="balanced").fit(logits(lessons), _named(labels))
        return model.predict_proba(logits(asked))

    return learn


def vectors(base: Path, texts: Sequence[str]) -> np.ndarray:
    """Return the unit vectors of texts, a row each."""
    fresh = [text for text in dict.fromkeys(texts) if text not in _KNOWN]
    for at in range(0, len(order := sorted(fresh, key=len)), 16):
        batch = order[at : at + 16]
        _KNOWN.update(zip(batch, _embed(base, batch), strict=True))
    return np.stack([_KNOWN[text] for text in texts]) if texts else np.zeros((0, 384))


_KNOWN: dict[str, np.ndarray] = {}


def _features(base: Path, texts: Sequence[Text], *, pairs: bool) -> np.ndarray:
    one = vectors(base, [text for text, _ in texts])
    if not pairs:
        return one
    other = vectors(base, [above for _, above in texts])
    return np.hstack([one, other, np.abs(one - other), one * other])


def _embed(base: Path, texts: Sequence[str]) -> np.ndarray:
    import torch

    tokenizer, model = _model(base)
    given = tokenizer(list(texts), padding=True, truncation=True, max_length=96, return_tensors="pt")
    with torch.no_grad():
        states = model(**given).last_hidden_state
    mask = given["attention_mask"][:, :, None]
    mean = (states * mask).sum(1) / mask.sum(1)
    return torch.nn.functional.normalize(mean, dim=-1).numpy()


@cache
def _model(base: Path):  # noqa: ANN202
    from transformers import AutoModel, AutoTokenizer

    weights = base / "model.safetensors"
    if hashlib.sha256(weights.read_bytes()).hexdigest() != BASE:
        raise SystemExit(f"{weights} is not the all-MiniLM-L6-v2 that the encoder started from")
    return AutoTokenizer.from_pretrained(base), AutoModel.from_pretrained(base).eval()


def _named(labels: Sequence[object]) -> list[str]:
    return [str(label) for label in labels]
