"""One command makes a pipeline of made-up corpora: words, vectors, training, scores; done steps stay done."""

import gzip
import json

import pytest
import spacy

from argmap.errors import ReadError
from argmap.nlp.syntax import load_syntax
from argmap.train.raw_text import runs
from argmap.train.syntax import Budget, build, recipe
from argmap.train.syntax.silver import documents

TREES = (
    "The the DET 2 det|cook cook NOUN 3 nsubj|makes make VERB 0 root|tea tea NOUN 3 obj|. . PUNCT 3 punct",
    "Ann Ann PROPN 2 nsubj|drinks drink VERB 0 root|cold cold ADJ 4 amod|tea tea NOUN 2 obj|. . PUNCT 2 punct",
)


def sentence(tree):
    rows = []
    for at, word in enumerate(tree.split("|"), start=1):
        form, lemma, pos, head, dep = word.split()
        space = "SpaceAfter=No" if at == 4 else "_"
        rows.append("\t".join((str(at), form, lemma, pos, "_", "_", head, dep, "_", space)))
    return "\n".join(rows)


def treebank(kind):
    documents = (f"# newdoc id = {kind}{n}\n" + "\n\n".join(sentence(tree) for tree in TREES) for n in range(20))
    return "\n\n".join(documents) + "\n\n"


@pytest.fixture
def corpora(tmp_path):
    folder = tmp_path / "corpora"
    for name in ("ud-ewt", "ud-gum", "wnut17", "uner-ewt", "raw-discussions"):
        (folder / name).mkdir(parents=True)
    for name, kind, stem in (("ud-ewt", "weblog-", "en_ewt"), ("ud-gum", "GUM_vlog_", "en_gum")):
        (folder / name / f"{stem}-ud-train.conllu.gz").write_bytes(gzip.compress(treebank(kind).encode()))
        for part in ("dev", "test"):
            (folder / name / f"{stem}-ud-{part}.conllu").write_text(treebank(kind))
    for part in ("dev", "test"):
        labels = "\n\n".join(
            f"# newdoc id = weblog-{n}\n" + "\n\n".join("\n".join(f"{i}\tx\tO" for i in range(1, 6)) for _ in TREES)
            for n in range(20)
        )
        (folder / "uner-ewt" / f"en_ewt-ud-{part}.iob2").write_text(labels)
    for name in ("wnut17train.conll", "emerging.dev.conll", "emerging.test.annotated"):
        (folder / "wnut17" / name).write_text("Ann\tB-person\ndrinks\tO\ntea\tO\n\n" * 30)
    texts = [f"Number {n} says that the cook makes cold tea for everybody here." for n in range(300)]
    texts += ["> The cook makes a quoted tea for everybody here.", "```\ncode = [1, 2, 3]\n```", texts[0]]
    lines = "\n".join(json.dumps({"text": text}) for text in texts)
    (folder / "raw-discussions" / "posts.jsonl.gz").write_bytes(gzip.compress(lines.encode()))
    return folder


def test_raw_paragraphs_come_once_without_quotes_and_code(corpora):
    found = list(runs(corpora, 100_000))
    assert len(found) == len(set(found)) == 300
    assert found == list(runs(corpora, 100_000))
    assert not any("quoted" in text or "code" in text for text in found)


def test_one_call_makes_a_pipeline_and_a_second_goes_on_from_what_is_done(corpora, tmp_path):
    said: list[str] = []
    for _ in range(2):
        figures = build(corpora, tmp_path / "work", tmp_path / "models", budget=Budget(steps=3), say=said.append)
    assert set(figures["text"]) == {"EWT", "GUM", "EWT weblog", "GUM vlog"}
    assert [line for line in said if line.endswith("there already")]
    syntax = load_syntax(str(tmp_path / "models" / "en_argmap_syntax"))
    (found,) = syntax.parse(["The cook makes tea."])
    assert [token.text for sentence in found for token in sentence.tokens] == ["The", "cook", "makes", "tea", "."]


def test_a_teacher_reads_posts_and_the_pipeline_begins_with_its_layers(corpora, small, tmp_path):
    from argmap.train.syntax.teacher import Times, make

    silver, said = tmp_path / "silver", list[str]()
    make(corpora, small, silver, times=Times(train=4.0, ask=60.0, layers=2.0), say=said.append)
    docs = list(documents(silver, spacy.blank("en").vocab, least=0.0))
    assert 30 < len(docs) <= 300
    assert all(doc.text.startswith("Number ") and not doc.has_annotation("ENT_IOB") for doc in docs)
    assert all(sum(token.head.i == token.i for token in sentence) == 1 for doc in docs for sentence in doc.sents)
    build(corpora, tmp_path / "work", tmp_path / "models", silver=silver, budget=Budget(steps=2), say=said.append)
    assert load_syntax(str(tmp_path / "models" / "en_argmap_syntax"))


def test_one_command_teaches_and_goes_on_where_it_was_cut_off(corpora, small, tmp_path):
    said: list[str] = []

    def cut_off(line):
        said.append(line)
        if line == "taught.npz: being made":
            raise KeyboardInterrupt

    budget = Budget(minutes=0.05, words=20_000, steps=2)
    with pytest.raises(KeyboardInterrupt):
        build(corpora, tmp_path / "work", tmp_path / "models", base=small, budget=budget, say=cut_off)
    build(corpora, tmp_path / "work", tmp_path / "models", base=small, budget=budget, say=said.append)
    assert {f"{name}: there already" for name in ("blocks.xz", "teacher1.pt", "teacher2.pt")} <= set(said)
    assert load_syntax(str(tmp_path / "models" / "en_argmap_syntax"))


@pytest.mark.parametrize(("steps", "every", "warm"), [(3, 3, 1), (250, 250, 25), (4500, 750, 150)])
def test_a_short_training_is_measured_at_its_end_too(tmp_path, steps, every, warm):
    training = recipe(tmp_path, tmp_path, steps=steps)["training"]
    assert training["eval_frequency"] == every
    assert training["optimizer"]["learn_rate"]["warmup_steps"] == warm


def test_a_silver_folder_that_is_not_full_is_named(corpora, tmp_path):
    (tmp_path / "silver").mkdir()
    with pytest.raises(ReadError, match=r"silver has no blocks\.xz, silver\.xz, layers\.npz"):
        build(corpora, tmp_path / "work", tmp_path / "models", silver=tmp_path / "silver", say=print)
