"""Words that stand in two places: verbatim and near-verbatim matching of passages, by words, with offsets.

Case, punctuation, kinds of quotation marks and line breaks do not count; offsets are always those of the
text that was given. Copied runs are found through shared shingles (Broder, On the resemblance and
containment of documents, 1997).
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import itemgetter

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_MOST_PLACES = 32
_KNOWN, _LONG = 10_000, 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A word at `start:end`, with the form by which it is compared."""

    start: int
    end: int
    form: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """So many words of one text that stand in the text called `there` too."""

    there: str
    words: int


def words(text: str) -> tuple[Word, ...]:
    """Return the words of `text` with their offsets, case and apostrophes evened out."""
    return tuple(Word(start=m.start(), end=m.end(), form=_form(m.group())) for m in _WORD.finditer(text))


def forms(text: str) -> tuple[str, ...]:
    """Return the words of `text` in the form by which they are compared."""
    return _known(text) if len(text) <= _LONG else _forms(text)


def _forms(text: str) -> tuple[str, ...]:
    return tuple(map(_form, _WORD.findall(text)))


# Stage after stage asks it of the same components.
_known = lru_cache(_KNOWN)(_forms)


def _form(word: str) -> str:
    return word.casefold().replace("’", "'")


def key(text: str) -> str:
    """Return what two copies of a passage have in common: their words in one case, joined by spaces."""
    return " ".join(forms(text))


def containment(passage: str, text: str) -> float:
    """Return the share, 0 to 1, of the runs of three words of `passage` that stand in `text` too."""
    wanted = shingles(forms(passage), 3)
    return len(wanted & shingles(forms(text), 3)) / len(wanted) if wanted else 0.0


def shingles(forms_of_text: Sequence[str], size: int) -> frozenset[tuple[str, ...]]:
    """Return the runs of `size` words; a shorter text is one run of its own."""
    if 0 < len(forms_of_text) < size:
        return frozenset({tuple(forms_of_text)})
    return frozenset(_consecutive(forms_of_text, size))


class Index:
    """Finds in which of the named texts a run of words stood before; built once, asked many times.

    Of words that stand almost everywhere only the first places are known: they point at nothing.
    """

    def __init__(self, texts: Mapping[str, str], *, size: int) -> None:
        self._size = size
        self._forms = {name: forms(text) for name, text in texts.items()}
        self._places: dict[tuple[str, ...], list[tuple[str, int]]] = defaultdict(list)
        for name, there in self._forms.items():
            for at, shingle in enumerate(_consecutive(there, size)):
                places = self._places[shingle]
                if len(places) < _MOST_PLACES:
                    places.append((name, at))

    def runs(self, text: str, *, allowed: Callable[[str], bool], least: int | None = None) -> tuple[Run, ...]:
        """Return the longest runs of at least `least` words that `text` shares with the texts whose name is allowed."""
        here = forms(text)
        known = [self._places.get(shingle, ()) for shingle in _consecutive(here, self._size)]
        # Most texts share nothing with what is allowed, and need no more than this look.
        names = {name for places in known for name, _ in places}
        names = {name for name in names if allowed(name)}
        found, at = [], 0
        while names and at < len(known):
            runs = [(self._length(here, at, name, place), name) for name, place in known[at] if name in names]
            length, name = max(runs, key=itemgetter(0), default=(0, ""))
            if length >= (least or self._size):
                found.append(Run(there=name, words=length))
                at += length
            else:
                at += 1
        return tuple(found)

    def _length(self, here: Sequence[str], at: int, name: str, place: int) -> int:
        there, length = self._forms[name], self._size
        most = min(len(here) - at, len(there) - place)
        while length < most and here[at + length] == there[place + length]:
            length += 1
        return length


def _consecutive(forms_of_text: Sequence[str], size: int) -> Iterator[tuple[str, ...]]:
    return zip(*(forms_of_text[at:] for at in range(size)), strict=False)
