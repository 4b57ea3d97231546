"""The only door to spaCy: tokens and cue phrases, as frozen values; no spaCy object leaves."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """A word or sign at `start:end` of its text."""

    start: int
    end: int
    text: str
    spaced: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """A phrase of the list called `name`, found at `start:end`."""

    name: str
    start: int
    end: int


class Cues:
    """Finds phrases of named lists, whatever their case, whole words only."""

    def __init__(self, phrases: Mapping[str, Sequence[str]]) -> None:
        from spacy.matcher import PhraseMatcher

        self._matcher = PhraseMatcher(_tokenizer().vocab, attr="LOWER")
        for name, found in phrases.items():
            self._matcher.add(name, [_tokenizer()(phrase) for phrase in found])

    def find(self, text: str) -> tuple[Cue, ...]:
        """Return the cues in `text` by place; curly apostrophes count as straight ones."""
        doc = _tokenizer()(text.replace("’", "'"))
        spans = [
            Cue(name=doc.vocab.strings[name], start=doc[a].idx, end=doc[b - 1].idx + len(doc[b - 1]))
            for name, a, b in self._matcher(doc)
        ]
        return tuple(sorted(spans, key=lambda cue: (cue.start, -cue.end, cue.name)))

    def names(self, texts: Iterable[str]) -> tuple[frozenset[str], ...]:
        """Return for each text the names of the lists that have a phrase in it."""
        return tuple(frozenset(cue.name for cue in self.find(text)) for text in texts)


def tokens(text: str) -> tuple[Token, ...]:
    """Return the tokens of `text` by spaCy's English rules, white space left out."""
    return tuple(
        Token(start=token.idx, end=token.idx + len(token), text=token.text, spaced=bool(token.whitespace_))
        for token in _tokenizer()(text)
        if not token.is_space
    )


@cache
def _tokenizer() -> Any:
    import spacy

    return spacy.blank("en").tokenizer
