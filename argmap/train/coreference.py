"""What pronouns mean in GUM: each noun phrase before one, and whether its annotators say that both are the same.

The mentions are those of the column MISC (`Entity=`, https://universaldependencies.org/treebanks/en_gum/); genres whose
texts are for non-commercial use are left out.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from argmap.argument import Component, Kind
from argmap.canonical.keep import oftenness
from argmap.canonical.resolve import Around, phrases, points_away, signs
from argmap.clause import Clause
from argmap.nlp.syntax import Sentence, Token
from argmap.train.conllu import Document, Tree, read
from argmap.train.logistic import Seen
from argmap.train.treebanks import NON_COMMERCIAL

_MENTION = re.compile(r"\([^()]*\)?|[^()]+\)")
_NAMED = {"person": "B-PER", "organization": "B-ORG", "place": "B-LOC"}
Mentions = dict[int, tuple[str, str]]
Pronoun = tuple[str, list[tuple[Seen, bool]]]


def documents(corpora: Path, part: str) -> list[Document]:
    """Return the free documents of GUM: `train`, `dev` or `test`."""
    file = f"en_gum-ud-{part}.conllu" + (".gz" if part == "train" else "")
    return [d for d in read(corpora / "ud-gum" / file) if d.genre not in NON_COMMERCIAL]


def pronouns(document: Document) -> Iterator[Pronoun]:
    """Yield each pronoun that points away, with what is seen of each phrase before it and whether it means that."""
    marked = list(_mentions(document.trees))
    sentences = list(_sentences(document.trees, marked))
    around = _around(document.name, sentences)
    places = {sentence.start: at for at, sentence in enumerate(sentences)}
    for at, sentence in enumerate(sentences):
        tree = Clause(words=sentence.tokens, heads=tuple(token.head for token in sentence.tokens))
        for word, token in enumerate(sentence.tokens):
            if not points_away(tree, word):
                continue
            one = _component(document.name, token)
            meant = marked[at].get(word, ("", ""))[0]
            yield (
                token.text.lower(),
                [
                    (
                        signs(tree, word, phrase, one, around),
                        bool(meant) and marked[places[phrase.sentence.start]].get(phrase.noun, ("-",))[0] == meant,
                    )
                    for phrase in phrases(one, token, around)
                ],
            )


def _around(name: str, sentences: Sequence[Sentence]) -> Around:
    held = Counter(lemma for s in sentences for lemma in {token.lemma.lower() for token in s.tokens})
    return Around(
        sentences={name: sentences},
        reply_to={},
        targets={},
        spread={lemma: oftenness(count / len(sentences)) for lemma, count in held.items()},
        title=frozenset(),
    )


def _component(name: str, token: Token) -> Component:
    return Component(
        id=name, post=name, start=token.start, end=token.end, text=token.text, kind=Kind.CLAIM, confidence=1.0
    )


def _mentions(trees: Sequence[Tree]) -> Iterator[Mentions]:
    """Yield for each sentence the heads of its mentions: whom they mean, and what kind of thing that is."""
    for tree in trees:
        waiting: dict[str, list[tuple[int, str]]] = {}
        spans: list[tuple[int, int, str, str]] = []
        for at, word in enumerate(tree.words):
            entity = next((m.removeprefix("Entity=") for m in word.misc.split("|") if m.startswith("Entity=")), "")
            for part in _MENTION.findall(entity):
                group, kind = (*part.strip("()").split("-"), "")[:2]
                if part.startswith("(") and part.endswith(")"):
                    spans.append((at, at, group, kind))
                elif part.startswith("("):
                    waiting.setdefault(group, []).append((at, kind))
                elif waiting.get(group):
                    first, kind = waiting[group].pop()
                    spans.append((first, at, group, kind))
        yield _heads(tree, spans)


def _heads(tree: Tree, spans: Sequence[tuple[int, int, str, str]]) -> Mentions:
    found: Mentions = {}
    for first, last, group, kind in sorted(spans, key=lambda span: span[1] - span[0]):
        head = next((at for at in range(first, last + 1) if not first <= tree.words[at].head <= last), None)
        if head is not None:
            found.setdefault(head, (group, kind))
    return found


def _sentences(trees: Sequence[Tree], marked: Sequence[Mentions]) -> Iterator[Sentence]:
    start = 0
    for tree, mentions in zip(trees, marked, strict=True):
        tokens: list[Token] = []
        for at, word in enumerate(tree.words):
            kind = _NAMED.get(mentions.get(at, ("", ""))[1], "") if word.pos == "PROPN" else ""
            end = start + len(word.form)
            tokens.append(
                Token(
                    start=start, end=end, text=word.form, spaced=bool(word.space), lemma=word.lemma, pos=word.pos,
                    head=word.head, dep=word.dep, morph=word.feats, entity=kind,
                )
            )  # fmt: skip
            start = end + len(word.space)
        yield Sentence(start=tokens[0].start, end=tokens[-1].end, tokens=tuple(tokens))
        start += 1
