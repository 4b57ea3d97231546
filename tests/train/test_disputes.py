"""`argmap train disputes` and `train canonical` on our own small maps: weights come out that the stages can use."""

import gzip
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from argmap.cli.app import app

SEEDS = Path(__file__).parents[2] / "seeds"


@pytest.fixture
def gold(tmp_path):
    for name in ("town-hall", "minority-stakes"):
        for ending in (".txt", ".json"):
            (tmp_path / f"{name}{ending}").write_bytes((SEEDS / f"{name}{ending}").read_bytes())
    return tmp_path


def test_disputes_are_fitted_on_maps_and_quiet_threads(gold):
    quiet, out = SEEDS / "bike-repair.txt", gold / "weights.out"
    done = CliRunner().invoke(app, ["train", "disputes", "--gold", str(gold), "--quiet", str(quiet), "-o", str(out)])
    assert done.exit_code == 0
    assert "bias" in json.loads(out.read_text(encoding="utf-8"))


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
