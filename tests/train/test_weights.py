"""`argmap train weights`, `disputes` and `canonical` on our own small maps: what comes out the stages can use."""

import gzip
import json
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from argmap.cli.app import app
from argmap.native import load
from argmap.train.corpora import labelled

SEEDS = Path(__file__).parents[2] / "seeds"
MODELS = SEEDS.parent / "models"


@pytest.fixture
def gold(tmp_path):
    for name in ("town-hall", "minority-stakes"):
        for ending in (".txt", ".json"):
            (tmp_path / f"{name}{ending}").write_bytes((SEEDS / f"{name}{ending}").read_bytes())
    return tmp_path


@pytest.fixture
def apart(gold, monkeypatch):
    """Return options that name corpora with the texts of two maps and the labels of these, kept apart."""
    monkeypatch.setattr(labelled, "nested", lambda corpora, threads: ())
    maps = [load(path.read_text(encoding="utf-8")) for path in sorted(gold.glob("*.json"))]
    posts = [json.dumps({"text": post.text}) for one in maps for post in one.posts().values()]
    (gold / "raw-discussions").mkdir()
    (gold / "raw-discussions/seeds.jsonl.gz").write_bytes(gzip.compress("\n".join(posts).encode()))
    lines = [labelled.line(f"map {at}", "seeds", one, {}) for at, one in enumerate(maps)]
    (gold / "apart-maps.jsonl").write_text("".join(f"{one}\n" for one in lines), encoding="utf-8")
    return ["--corpora", str(gold), "--data", str(gold), "--labels", str(gold)]


def test_disputes_are_fitted_on_maps_and_quiet_threads(gold):
    quiet, out = SEEDS / "bike-repair.txt", gold / "weights.out"
    done = CliRunner().invoke(app, ["train", "disputes", "--gold", str(gold), "--quiet", str(quiet), "-o", str(out)])
    assert done.exit_code == 0
    assert "bias" in json.loads(out.read_text(encoding="utf-8"))


def test_what_is_weighed_beside_the_encoder_is_fitted_on_maps_kept_apart(gold, apart):
    shutil.copytree(MODELS / "argument-encoder", gold / "argument-encoder")
    config = gold / "argument-encoder/config.json"
    before = json.loads(config.read_text(encoding="utf-8"))
    made = []
    for _ in range(2):
        assert (
            CliRunner().invoke(app, ["train", "weights", *apart, "--gold", str(gold), "--models", str(gold)]).exit_code
            == 0
        )
        made.append(config.read_text(encoding="utf-8"))
    after = json.loads(made[0])
    assert made[0] == made[1]
    assert after.keys() == before.keys()
    assert after["relations"].keys() == before["relations"].keys()
    assert after["relations"]["within"].keys() == before["relations"]["within"].keys()
    assert after["weights"]["component"] != before["weights"]["component"]
    assert after["weights"]["component"]["encoder"] > 0


def test_canonical_weights_are_fitted_on_hand_made_claims(gold):
    out, corpora = gold / "weights.out", gold / "corpora"
    (corpora / "ud-gum").mkdir(parents=True)
    (corpora / "ud-gum/en_gum-ud-train.conllu.gz").write_bytes(gzip.compress(b""))
    asked = ["train", "canonical", "--corpora", str(corpora), "--gold", str(gold), "-o", str(out)]
    done = CliRunner().invoke(app, asked)
    assert done.exit_code == 0
    found = json.loads(out.read_text(encoding="utf-8"))
    assert set(found) == {"keep", "resolve"}
    assert found["keep"]
