"""`argmap train disputes` and `train canonical` on our own small maps: weights come out that the stages can use."""

import gzip
import json
import shutil
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


def test_folds_that_are_all_the_shipped_encoder_fit_what_it_fits(gold):
    for fold in ("fold-0", "fold-1"):
        shutil.copytree(SEEDS.parent / "models/argument-encoder", gold / fold)
    asked = ["train", "disputes", "--gold", str(gold), "--quiet", str(SEEDS / "bike-repair.txt")]
    for out, judges in (("one", []), ("two", ["--judges", str(gold)])):
        assert CliRunner().invoke(app, [*asked, *judges, "-o", str(gold / out)]).exit_code == 0
    assert (gold / "one").read_bytes() == (gold / "two").read_bytes()


def test_without_folds_nothing_is_fitted(gold):
    asked = ["train", "disputes", "--gold", str(gold), "--quiet", str(SEEDS / "bike-repair.txt"), "--judges", str(gold)]
    done = CliRunner().invoke(app, [*asked, "-o", str(gold / "weights.out")])
    assert done.exit_code == 1
    assert "no fold-0" in str(done.exception)
    assert not (gold / "weights.out").exists()


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
