"""The only door to spaCy: tokens, cue phrases and parsed sentences, as frozen values; no spaCy object leaves."""

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path
from types import ModuleType
from typing import Any, Protocol

from argmap.errors import ModelError
from argmap.nlp.labels import ENTITIES, dependencies
from argmap.nlp.portions import batches, measured, paragraphs
from argmap.nlp.sealed import fingerprint, sealed

OWN = "argmap"
_OWN_FOLDER = "en_argmap_syntax"
_sparing = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """A word or sign at `start:end` of its text; what follows `spaced` is known of parsed sentences only.

    `pos`, `dep` and `morph` (as `Mood=Ind|VerbForm=Fin`) are UD's; `head` is the place of its head in the sentence, -1
    for the root; `entity` is "" or B- or I- with PER ORG LOC MISC.
    """

    start: int
    end: int
    text: str
    spaced: bool
    lemma: str = ""
    pos: str = ""
    head: int = -1
    dep: str = ""
    morph: str = ""
    entity: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence at `start:end` of its text and its tokens, white space left out; one of them is the root."""

    start: int
    end: int
    tokens: tuple[Token, ...]


class Parser(Protocol):
    """Reads texts: rules, our pipeline, another's or a test's fake."""

    @property
    def name(self) -> str:
        """The name under which a map says what read its texts."""
        ...

    def parse(self, texts: Iterable[str]) -> Iterator[tuple[Sentence, ...]]:
        """Yield for each text its sentences by place."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """A phrase of the list called `name`, found at `start:end`."""

    name: str
    start: int
    end: int


class Cues:
    """Finds phrases of named lists, whatever their case, whole words only."""

    def __init__(self, phrases: Mapping[str, Sequence[str]]) -> None:
        vocab = _tokenizer().vocab
        from spacy.matcher import PhraseMatcher

        self._matcher = PhraseMatcher(vocab, attr="LOWER")
        for name, found in phrases.items():
            self._matcher.add(name, [_tokenizer()(phrase) for phrase in found])

    def find(self, text: str) -> tuple[Cue, ...]:
        """Return the cues in `text` by place; curly apostrophes count as straight ones."""
        doc = self._words(text)
        spans = [
            Cue(name=doc.vocab.strings[name], start=doc[a].idx, end=doc[b - 1].idx + len(doc[b - 1]))
            for name, a, b in self._matcher(doc)
        ]
        return tuple(sorted(spans, key=lambda cue: (cue.start, -cue.end, cue.name)))

    def names(self, texts: Iterable[str]) -> tuple[frozenset[str], ...]:
        """Return for each text the names of the lists that have a phrase in it."""
        docs = map(self._words, texts)
        return tuple(frozenset(doc.vocab.strings[name] for name, _, _ in self._matcher(doc)) for doc in docs)

    def _words(self, text: str) -> Any:
        # spaCy splits contractions only as it spells them; a few letters grow when lowered, and such a text stays.
        lowered = text.lower() if len(text.lower()) == len(text) else text
        return _tokenizer()(measured(lowered.replace("’", "'")))


def tokens(text: str) -> tuple[Token, ...]:
    """Return the tokens of `text` by spaCy's English rules, white space left out."""
    return tuple(
        Token(
            start=token.idx,
            end=token.idx + len(token),
            text=text[token.idx : token.idx + len(token)],
            spaced=bool(token.whitespace_),
        )
        for token in _tokenizer()(measured(text))
        if not token.is_space
    )


class Syntax:
    """A spaCy pipeline behind the door: texts in, sentences with UD labels out."""

    def __init__(self, nlp: Any, *, name: str, digest: str | None = None) -> None:
        if "parser" not in nlp.pipe_names:
            raise ModelError(f"the pipeline {name} has no parser; name one that has")
        # Of a folder only the name is said in maps: where it lies is nobody's business.
        self.name, self.digest = Path(name).name, digest
        self._nlp = nlp
        self._deps = dependencies(nlp.get_pipe("parser").labels, name)

    def parse(self, texts: Iterable[str]) -> Iterator[tuple[Sentence, ...]]:
        """Yield for each text its sentences by place; an empty line always ends a sentence."""
        cut = (
            (measured(text[a:b]), (number, text, a)) for number, text in enumerate(texts) for a, b in paragraphs(text)
        )
        docs = (doc for some in batches(cut) for doc in self._nlp.pipe(some, as_tuples=True, batch_size=len(some)))
        for _, found in groupby(docs, key=lambda pair: pair[1][0]):
            yield tuple(s for doc, (_, text, start) in found for s in self._sentences(doc, text, start))

    def _sentences(self, doc: Any, text: str, start: int) -> Iterator[Sentence]:
        for span in doc.sents:
            words = [token for token in span if not token.is_space]
            if words:
                tokens = self._tokens(words, text, start)
                yield Sentence(start=tokens[0].start, end=tokens[-1].end, tokens=tokens)

    def _tokens(self, words: Sequence[Any], text: str, start: int) -> tuple[Token, ...]:
        place = {token.i: at for at, token in enumerate(words)}
        heads = [_head(token, place) for token in words]
        root = heads.index(-1)
        return tuple(
            Token(
                start=start + token.idx,
                end=start + token.idx + len(token),
                text=text[start + token.idx : start + token.idx + len(token)],
                spaced=bool(token.whitespace_),
                lemma=token.lemma_,
                pos=token.pos_,
                head=root if head == -1 and at != root else head,
                dep="root" if at == root else "dep" if head == -1 else self._deps.get(token.dep_, "dep"),
                morph=str(token.morph),
                entity=_entity(token),
            )
            for at, (token, head) in enumerate(zip(words, heads, strict=True))
        )


class OwnSyntax:
    """Our pipeline: found whole at once, loaded when there is something to read."""

    name = OWN

    def __init__(self) -> None:
        self.digest = fingerprint(sealed(_OWN_FOLDER))

    def parse(self, texts: Iterable[str]) -> Iterator[tuple[Sentence, ...]]:
        """Yield for each text its sentences by place."""
        return load_syntax().parse(texts)


@cache
def load_syntax(name_or_path: str = OWN) -> Syntax:
    """Return the shipped pipeline (`argmap`), a folder's, or an installed package's; raise ModelError for others."""
    spacy = _spacy(own=name_or_path == OWN)
    from argmap.nlp import products

    digest = None
    place: str | Path = name_or_path
    if name_or_path == OWN:
        place = sealed(_OWN_FOLDER)
        digest = fingerprint(place)
    try:
        nlp = spacy.load(place)
    except (OSError, ValueError) as error:
        raise ModelError(f"cannot load the pipeline {name_or_path} ({error}); name a folder or package") from error
    products.use(nlp)
    return Syntax(nlp, name=name_or_path, digest=digest)


@cache
def _tokenizer() -> Any:
    return _spacy(own=True).blank("en").tokenizer


def spare() -> None:
    """Have spaCy come without torch and without its command line where our pipeline is all it reads with.

    Loading both takes more than a second. For processes of our own; in another's, spaCy may be wanted for more.
    """
    global _sparing
    _sparing = True


def _spacy(*, own: bool) -> Any:
    stand_ins: dict[str, Any] = {}
    if own and _sparing and "spacy" not in sys.modules:
        info = ModuleType("spacy.cli.info")
        info.info = None  # type: ignore[attr-defined]
        stand_ins = {"torch": None, "spacy.cli": ModuleType("spacy.cli"), "spacy.cli.info": info}
        stand_ins = {name: module for name, module in stand_ins.items() if name not in sys.modules}
    sys.modules.update(stand_ins)
    try:
        import spacy
    finally:
        for name in stand_ins:
            del sys.modules[name]
    return spacy


def _head(token: Any, place: Mapping[int, int]) -> int:
    head = token.head
    while head.i not in place and head.head.i != head.i:
        head = head.head
    return -1 if head.i == token.i else place.get(head.i, -1)


def _entity(token: Any) -> str:
    kind = ENTITIES.get(token.ent_type_, "")
    return kind and f"{token.ent_iob_}-{kind}"
