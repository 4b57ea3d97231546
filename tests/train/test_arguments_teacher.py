"""The teacher: its words in our order, how far apart pieces are, what it says of documents, kept and averaged."""

from dataclasses import replace

import numpy as np
import pytest

torch = pytest.importorskip("torch")

from argmap.nlp.models import models  # noqa: E402
from argmap.pipeline import argue  # noqa: E402
from argmap.read import read_text  # noqa: E402
from argmap.train.arguments import kept as arguments_kept  # noqa: E402
from argmap.train.arguments import soft as arguments_soft  # noqa: E402
from argmap.train.arguments.asked import asked, likely, told  # noqa: E402
from argmap.train.arguments.examples import example  # noqa: E402
from argmap.train.arguments.reader import Reader  # noqa: E402
from argmap.train.arguments.reading import encode  # noqa: E402
from argmap.train.arguments.steps import Maker  # noqa: E402
from argmap.train.arguments.teacher import LIMIT, apart, teacher  # noqa: E402
from argmap.train.arguments.training import Plan, step_loss, train  # noqa: E402
from argmap.train.corpora import Pair  # noqa: E402
from argmap.train.corpora.restated import DOMAIN  # noqa: E402
from tests.train.test_arguments_whole import THREAD  # noqa: E402


@pytest.fixture
def read(small, tall):
    """Return the reader, a teacher, and a document."""
    reader = Reader(small / "tokenizer.json", limit=LIMIT)
    made = argue([read_text(THREAD)], models(syntax="rules", components="rules", relations="rules"))
    one = example("tea", "gold-train", made)
    return reader, teacher(tall, reader.tokenizer.get_vocab(), seed=1).eval(), one


def test_pieces_are_told_apart_nearby_and_by_logarithm_afar():
    buckets = apart(200)
    assert buckets[10, 3:18].tolist() == [7, 6, 5, 4, 3, 2, 1, 0, 17, 18, 19, 20, 21, 22, 23]
    assert buckets[199, [191, 183, 100, 60, 0]].tolist() == [8, 10, 15, 15, 15]
    assert buckets[0, [8, 199]].tolist() == [24, 31]


def test_a_word_has_the_vector_that_the_teacher_gives_it(read, tall):
    from safetensors.torch import load_file

    reader, model, _ = read
    theirs = load_file(str(tall / "model.safetensors"))["embeddings.word_embeddings.weight"]
    words = (tall / "vocab.txt").read_text().split("\n")
    for ours, word in (("tea", "tea"), ("[CLS]", "<s>")):
        assert torch.equal(model.words.weight[reader.tokenizer.token_to_id(ours)], theirs[words.index(word)])


def test_how_far_apart_pieces_are_is_learnt(read):
    reader, model, one = read
    step = Maker(reader=reader, priors={}, at_once=4).documents([one], whole=True)
    step_loss(model, step).backward()
    assert float(model.near.weight.grad.abs().sum()) > 0
    assert float(model.layers[1].query.weight.grad.abs().sum()) > 0


def test_what_a_teacher_says_are_chances(read):
    reader, model, one = read
    said = arguments_soft.said(model, reader, [one], likely([one]))
    [soft] = said.documents
    assert soft.component.shape == soft.claim.shape == (len(one.unit_labels),)
    for place, links in ((soft.within, one.within), (soft.across, one.across)):
        assert len(place) == len(links) > 0
        assert place.sum(1) == pytest.approx(np.ones(len(place)), abs=1e-4)
    assert said.pairs[:, :3].sum(1) == pytest.approx(np.ones(len(likely([one]))), abs=1e-4)
    assert 0 <= said.pairs.min() <= said.pairs.max() <= 1


def test_what_is_said_is_kept_and_averaged(read, tmp_path):
    reader, model, one = read
    said = arguments_soft.said(model, reader, [one, one], likely([one]))
    arguments_soft.write(tmp_path / "said.npz", said)
    back = arguments_soft.read(tmp_path / "said.npz")
    assert len(back.documents) == 2
    assert back.documents[1].across == pytest.approx(said.documents[1].across, abs=1e-3)
    other = replace(said, pairs=1 - said.pairs)
    assert arguments_soft.mean([said, other]).pairs == pytest.approx(np.full_like(said.pairs, 0.5))
    assert arguments_soft.mean([said, other]).documents[0].claim == pytest.approx(said.documents[0].claim)


def test_examples_are_kept_as_they_are(read, tmp_path):
    _, _, one = read
    arguments_kept.write(tmp_path / "some.jsonl.gz", [one, replace(one, units=(), unit_labels=())])
    assert arguments_kept.read(tmp_path / "some.jsonl.gz") == [one]


def test_likely_answers_are_across_posts_and_few(read):
    _, _, one = read
    assert 0 < len(likely([one])) <= 6
    above = set(one.parts[0])
    assert all(pair.parent in above for pair in likely([one]))


def test_claims_are_asked_about_where_restatements_would_be_but_not_of_threads_kept_apart(read):
    _, _, one = read
    [pair] = pairs = asked([one], answers=0)
    assert {pair.reply, pair.parent} == {"We should drink more tea", "We should drink tea"}
    assert pair.domain == DOMAIN
    assert pairs == asked([one], answers=0)
    assert not asked([one], answers=0, apart={"tea"})
    assert [pair.domain for pair in asked([one], answers=2, apart={"tea"})] == ["comment"] * 2


def test_of_a_pair_is_learnt_what_it_was_asked_for():
    answer = Pair(reply="a", parent="b", label="", domain="comment", corpus="unlabelled")
    chances = [0.2, 0.3, 0.5, 0.1, 0.9]
    assert told(answer, chances).soft == (0.2, 0.3, 0.5, 0.1)
    assert told(replace(answer, domain=DOMAIN), chances).soft == (0.9,)


def test_a_student_comes_to_say_what_its_teacher_says(read, small, tmp_path):
    from argmap.train.arguments.model import base

    reader, model, one = read
    soft = arguments_soft.said(model, reader, [one], ()).documents[0]
    taught = replace(one, soft=replace(soft, component=np.full(len(soft.component), 0.9)))
    student, plan = base(small / "model.safetensors"), Plan(documents=9, soft=60, pairs=0, rate=1e-2)

    def components():
        return encode(student.eval(), reader.rows(one.units))[0][:, 0].sigmoid().detach().numpy()

    assert abs(components() - 0.9).min() > 0.2
    train(student, reader, [taught], (), plan, tmp_path / "student.pt")
    assert abs(components() - 0.9).max() < 0.1
