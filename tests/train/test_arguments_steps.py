"""What steps read, made here and by other processes: the same bytes, whoever made them, and none of them stays."""

import multiprocessing
import pickle
import signal
import subprocess
import sys
import textwrap
from contextlib import closing

import pytest

torch = pytest.importorskip("torch")

from argmap.train.arguments import steps as arguments_steps  # noqa: E402
from argmap.train.arguments.model import base  # noqa: E402
from argmap.train.arguments.reader import Reader  # noqa: E402
from argmap.train.arguments.steps import Maker, spare, steps  # noqa: E402
from argmap.train.arguments.training import Paused, Plan, batches, train  # noqa: E402
from argmap.train.corpora import Pair  # noqa: E402
from tests.train.test_arguments_losses import MIXED  # noqa: E402

PAIRS = [
    Pair(reply=f"tea is {word}", parent="coffee keeps us awake", label=label, domain="comment", corpus="x", soft=soft)
    for word, label, soft in (("good", "attack", None), ("bad", "support", None), ("wrong", "", (0.1, 0.2, 0.7, 0.4)))
]
PLAN = Plan(documents=3, soft=2, pairs=200, rate=1e-3, save_every=4)


@pytest.fixture
def maker(small):
    return Maker(reader=Reader(small / "tokenizer.json"), priors={"x": [-0.7, -0.7, -1e4]}, at_once=4)


def made(maker, *, others):
    order = list(batches(MIXED, PAIRS, PLAN))
    with closing(steps(maker, order, range(len(order)), others=others)) as found:
        return [pickle.dumps(one) for one in found]


def test_others_make_the_same_bytes_in_the_same_order(maker):
    here = made(maker, others=0)
    assert len(here) > 6
    assert made(maker, others=1) == made(maker, others=2) == here


def weights(small, path, *, others, until=float("inf")):
    model = base(small / "model.safetensors")
    train(model, Reader(small / "tokenizer.json"), MIXED, PAIRS, PLAN, path, others=others, until=until)
    return [weight.numpy().tobytes() for weight in model.state_dict().values()]


def test_an_encoder_has_the_same_weights_whoever_makes_what_it_reads(small, tmp_path):
    here = weights(small, tmp_path / "here.pt", others=0)
    assert weights(small, tmp_path / "others.pt", others=2) == here
    with pytest.raises(Paused):
        weights(small, tmp_path / "paused.pt", others=2, until=0.0)
    assert weights(small, tmp_path / "paused.pt", others=2) == here


def test_others_end_when_no_more_is_wanted(maker):
    order = list(batches(MIXED, PAIRS, PLAN))
    with closing(steps(maker, order, range(len(order)), others=2)) as found:
        next(found)
        assert len(multiprocessing.active_children()) == 2
    assert not multiprocessing.active_children()


def test_what_fails_there_is_said_here(maker):
    bad = ([], [Pair(reply="a", parent="b", label="attack", domain="comment", corpus="unknown")])
    with pytest.raises(KeyError, match="unknown"), closing(steps(maker, [bad, bad], [1, 2], others=1)) as found:
        next(found)


@pytest.mark.parametrize(("cores", "others"), [(1, 0), (2, 1), (3, 2), (64, 4)])
def test_the_first_core_is_for_training_and_few_others_help(monkeypatch, cores, others):
    monkeypatch.setattr(arguments_steps.os, "sched_getaffinity", lambda process: set(range(cores)), raising=False)
    assert spare() == others


def test_others_need_no_torch():
    code = "import sys, argmap.train.arguments.steps; sys.exit('torch' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False, timeout=60).returncode == 0


@pytest.mark.skipif(sys.platform == "win32", reason="ends a process as Unix does")
def test_others_end_with_the_first_however_it_ends(small):
    code = f"""
        import multiprocessing, time
        from pathlib import Path
        from argmap.train.arguments.reader import Reader
        from argmap.train.arguments.steps import Maker, steps
        from argmap.train.corpora import Pair
        maker = Maker(reader=Reader(Path({str(small / "tokenizer.json")!r})), priors={{}}, at_once=4)
        pair = Pair(reply="a", parent="b", label="", domain="comment", corpus="x", soft=(0.1, 0.2, 0.7))
        found = steps(maker, [([], [pair])] * 9, range(9), others=2)
        next(found)
        print(len(multiprocessing.active_children()), flush=True)
        time.sleep(60)
    """
    with subprocess.Popen([sys.executable, "-c", textwrap.dedent(code)], stdout=subprocess.PIPE, text=True) as first:
        assert first.stdout.readline() == "2\n"
        first.send_signal(signal.SIGKILL)
        # The others hold the same end of the pipe: it is at its end when they are gone.
        assert first.communicate(timeout=20) == ("", None)
