"""`claim-vectors`: a linear map from what the argument encoder offers of a text to what its ancestor made of it.

Ridge regression on short sentences of raw discussions; nothing but the map is kept. Judged on arguments and key
points that match (ArgKP-2021, Friedman et al. 2021), which the map does not see.
"""

import csv
import gzip
import json
import random
import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from argmap.nlp.encoder import WIDTH, encoder
from argmap.nlp.sealed import seal
from argmap.nlp.vectors import NAME, OF, ClaimVectors, raw

SENTENCES = 6_000
_RIDGE = 1.0
_SEED = 1
_SHORTEST, _LONGEST = 30, 200
Array = np.ndarray[Any, Any]


def train_vectors(corpora: Path, base: Path, out: Path, *, say: Callable[[str], None] = lambda _: None) -> None:
    """Fit the map to the sentence encoder in `base` on text of `corpora`, and write it with its scores to `out`."""
    texts = sentences(corpora / "raw-discussions")
    say(f"{len(texts)} sentences")
    model = encoder(OF)
    wanted = teacher(base)
    weights = fit(raw(model, texts), wanted(texts))
    folder = out / NAME
    folder.mkdir(parents=True, exist_ok=True)
    np.save(folder / "map.npy", weights.astype(np.float16), allow_pickle=False)
    (folder / "config.json").write_text(json.dumps({"encoder": model.digest}) + "\n", encoding="utf-8")
    seal(folder)
    fitted = ClaimVectors(np.load(folder / "map.npy", allow_pickle=False), model)
    scores = {
        "claim-vectors": matching(corpora / "argkp2021", fitted.embed),
        "argument-encoder alone": matching(corpora / "argkp2021", lambda texts: raw(model, texts)),
        "all-MiniLM-L6-v2": matching(corpora / "argkp2021", wanted),
    }
    (folder / "scores.json").write_text(json.dumps(scores, indent=1) + "\n", encoding="utf-8")
    say(json.dumps(scores))


def fit(offered: Array, wanted: Array) -> Array:
    """Return the ridge map from `offered` rows to `wanted` rows, the bias as its last row."""
    rows = np.hstack([offered, np.ones((len(offered), 1))]).astype(np.float64)
    penalty = _RIDGE * np.eye(rows.shape[1])
    penalty[-1, -1] = 0.0
    found: Array = np.linalg.solve(rows.T @ rows + penalty, rows.T @ wanted.astype(np.float64))
    return found


def sentences(folder: Path) -> list[str]:
    """Return short sentences of the raw discussions, drawn with a fixed seed."""
    drawn = random.Random(_SEED)
    found = [s for path in sorted(folder.glob("*.jsonl.gz")) for s in _sentences(path, drawn)]
    drawn.shuffle(found)
    return found[:SENTENCES]


def _sentences(path: Path, drawn: random.Random) -> Iterator[str]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        posts = [json.loads(line)["text"] for line in lines]
    for text in drawn.sample(posts, min(len(posts), 3_000)):
        cut = [" ".join(s.split()) for s in re.split(r"(?<=[.!?])\s+|\n\s*\n", text)]
        yield from [s for s in cut if _SHORTEST < len(s) < _LONGEST and "{" not in s][:2]


def teacher(base: Path) -> Callable[[Sequence[str]], Array]:
    """Return what the sentence encoder in `base` makes of texts: unit rows, mean-pooled."""
    import torch
    from tokenizers import Tokenizer

    from argmap.train.arguments_model import base as start

    model = start(base / "model.safetensors").eval()
    tokenizer = Tokenizer.from_file(str(base / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.enable_truncation(128)

    def read(texts: Sequence[str]) -> Array:
        found = np.zeros((len(texts), WIDTH), dtype=np.float32)
        with torch.no_grad():
            for at, encoding in enumerate(tokenizer.encode_batch(list(texts))):
                count = len(encoding.ids)
                pool = torch.full((1, 1, count), 1 / count)
                # The `offers` head of an untrained encoder hands on the pooled vector, at length 1.
                vectors = model(torch.tensor([encoding.ids]), torch.ones(1, count), pool)[2]
                found[at] = vectors[0, 0, WIDTH : 2 * WIDTH].numpy()
        return found

    return read


def matching(folder: Path, embed: Callable[[Sequence[str]], Array]) -> dict[str, float]:
    """Return how often the likest key point of an argument is one that people matched with it, and how many there are.

    Development topics of ArgKP-2021; arguments without a match are left out.
    """
    tables = folder / "kpm_data"
    arguments = {row["arg_id"]: row["argument"] for row in _rows(tables / "arguments_dev.csv")}
    points = {row["key_point_id"]: row["key_point"] for row in _rows(tables / "key_points_dev.csv")}
    pairs = [(r["arg_id"], r["key_point_id"], r["label"] == "1") for r in _rows(tables / "labels_dev.csv")]
    ids = sorted(arguments), sorted(points)
    one, other = (embed([known[name] for name in names]) for names, known in zip(ids, (arguments, points), strict=True))
    one, other = (rows / np.linalg.norm(rows, axis=1, keepdims=True) for rows in (one, other))
    place = {name: at for names in ids for at, name in enumerate(names)}
    by_argument: dict[str, list[tuple[float, bool]]] = {}
    for argument, point, label in pairs:
        by_argument.setdefault(argument, []).append((float(one[place[argument]] @ other[place[point]]), label))
    judged = [found for found in by_argument.values() if any(label for _, label in found)]
    right = [max(found)[1] for found in judged]
    return {"top1": round(float(np.mean(right)), 3), "arguments": len(judged)}


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)
