"""The only door to spaCy: tokens, cue phrases and parsed sentences, as frozen values; no spaCy object leaves."""

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from argmap.errors import ModelError
from argmap.nlp.labels import ENTITIES, dependencies
from argmap.nlp.portions import batches, measured, paragraphs
from argmap.nlp.sealed import fingerprint, sealed
from argmap.sparing import without

OWN = "argmap"
_OWN_FOLDER = "en_argmap_syntax"
_EDGE = "\x1f"
_BARE = "argmap.bare.v1"


class Token(NamedTuple):
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


# Of posts, by their ids.
Sentences = Mapping[str, Sequence[Sentence]]


class Parser(Protocol):
    """Reads texts: rules, our pipeline, another's or a test's fake."""

    @property
    def name(self) -> str:
        """The name under which a map says what read its texts."""
        ...

    def parse(self, texts: Iterable[str]) -> Iterator[tuple[Sentence, ...]]:
        """Yield for each text its sentences by place."""
        ...


class Cues:
    """Finds phrases of named lists, whatever their case, whole words only."""

    def __init__(self, phrases: Mapping[str, Sequence[str]]) -> None:
        self._by_first: dict[str, list[tuple[str, str]]] = {}
        for name, found in phrases.items():
            for phrase in map(_said, found):
                self._by_first.setdefault(phrase.split(_EDGE)[1], []).append((phrase, name))

    def names(self, text: str) -> frozenset[str]:
        """Return the names of the lists that have a phrase in `text`; curly apostrophes count as straight ones."""
        # spaCy splits contractions only as it spells them; a few letters grow when lowered, and such a text stays.
        lowered = text.lower() if len(text.lower()) == len(text) else text
        said = _said(measured(lowered.replace("’", "'")))
        firsts = self._by_first.keys() & set(said.split(_EDGE))
        return frozenset(name for first in firsts for phrase, name in self._by_first[first] if phrase in said)


def _said(text: str) -> str:
    """Return the words of `text` in small letters, each between edges; spaCy cuts one stretch like another."""
    return "".join(map(_pieces, text.split(" "))).replace(_EDGE + _EDGE, _EDGE)


@lru_cache(50_000)
def _pieces(stretch: str) -> str:
    # spaCy takes letters apart only where it knows the word: "cannot", "gonna".
    if stretch.isascii() and stretch.isalpha() and stretch not in _known():
        return _EDGE + stretch.lower() + _EDGE
    words = (token.text.lower() for token in _tokenizer()(stretch)) if stretch else " "
    return _EDGE + _EDGE.join(words) + _EDGE


@cache
def _known() -> frozenset[str]:
    return frozenset(_tokenizer().rules)


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
        if not token.text.isspace()
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
    settings: dict[str, Any] = {}
    if name_or_path == OWN:
        place, settings = sealed(_OWN_FOLDER), _bare(spacy)
        digest = fingerprint(place)
    try:
        nlp = spacy.load(place, config=settings)
    except (OSError, ValueError) as error:
        raise ModelError(f"cannot load the pipeline {name_or_path} ({error}); name a folder or package") from error
    products.use(nlp)
    return Syntax(nlp, name=name_or_path, digest=digest)


@cache
def _tokenizer() -> Any:
    _spacy(own=True)
    from spacy import util
    from spacy.lang.en import EnglishDefaults as English
    from spacy.tokenizer import Tokenizer
    from spacy.vocab import Vocab

    # Nothing is asked of a word but its letters: nothing else is worked out for it, and no pipeline stands around.
    return Tokenizer(
        Vocab(),
        rules=English.tokenizer_exceptions,
        prefix_search=util.compile_prefix_regex(English.prefixes or ()).search,
        suffix_search=util.compile_suffix_regex(English.suffixes or ()).search,
        infix_finditer=util.compile_infix_regex(English.infixes or ()).finditer,
        token_match=English.token_match,
        url_match=English.url_match,
    )


def _spacy(*, own: bool) -> Any:
    """Return spaCy; without torch and its command line, a second to load, where our pipeline is all it reads with."""
    if not own or "spacy" in sys.modules:
        import spacy
    else:
        with without("torch", empty={"spacy.cli": (), "spacy.cli.info": ("info",)}):
            import spacy
    return spacy


def _bare(spacy: Any) -> dict[str, Any]:
    """Return settings by which a pipeline is not given spaCy's rules for words first, to get its own afterwards."""
    from spacy.tokenizer import Tokenizer

    spacy.registry.tokenizers(_BARE, func=lambda: lambda nlp: Tokenizer(nlp.vocab))
    return {"nlp.tokenizer": {"@tokenizers": _BARE}}


def _head(token: Any, place: Mapping[int, int]) -> int:
    head = token.head
    while head.i not in place and head.head.i != head.i:
        head = head.head
    return -1 if head.i == token.i else place.get(head.i, -1)


def _entity(token: Any) -> str:
    kind = ENTITIES.get(token.ent_type_, "")
    return kind and f"{token.ent_iob_}-{kind}"
