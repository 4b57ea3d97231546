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

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
SHINGLE = 5
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
    """Words `start:end` of one text that stand at `there_start:there_end` of the text called `there`."""

    start: int
    end: int
    there: str
    there_start: int
    there_end: int
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


def find(passage: str, text: str) -> tuple[int, int] | None:
    """Return where the words of `passage` stand in `text` one after the other, or None."""
    wanted = forms(passage)
    there = words(text)
    if not wanted:
        return None
    for at in range(len(there) - len(wanted) + 1):
        if there[at].form == wanted[0] and tuple(w.form for w in there[at : at + len(wanted)]) == wanted:
            return there[at].start, there[at + len(wanted) - 1].end
    return None


def containment(passage: str, text: str, *, size: int = 3) -> float:
    """Return the share, 0 to 1, of the shingles of `passage` that stand in `text` too."""
    wanted = shingles(forms(passage), size)
    return len(wanted & shingles(forms(text), size)) / len(wanted) if wanted else 0.0


def shingles(forms_of_text: Sequence[str], size: int) -> frozenset[tuple[str, ...]]:
    """Return the runs of `size` words; a shorter text is one run of its own."""
    if 0 < len(forms_of_text) < size:
        return frozenset({tuple(forms_of_text)})
    return frozenset(_consecutive(forms_of_text, size))


class Index:
    """Finds in which of the named texts a run of words stood before; built once, asked many times.

    Of words that stand almost everywhere only the first places are known: they point at nothing.
    """

    def __init__(self, texts: Mapping[str, str], *, size: int = SHINGLE) -> None:
        self._size, self._texts = size, texts
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
            runs = [(self._length(here, at, name, place), name, place) for name, place in known[at] if name in names]
            length, name, place = max(runs, key=lambda run: run[0], default=(0, "", 0))
            if length >= (least or self._size):
                found.append(self._run(text, at, name, place, length))
            at += max(1, length if length >= (least or self._size) else 0)
        return tuple(found)

    def _length(self, here: Sequence[str], at: int, name: str, place: int) -> int:
        there, length = self._forms[name], self._size
        most = min(len(here) - at, len(there) - place)
        while length < most and here[at + length] == there[place + length]:
            length += 1
        return length

    def _run(self, text: str, at: int, name: str, place: int, length: int) -> Run:
        here, there = words(text), words(self._texts[name])
        return Run(
            start=here[at].start,
            end=here[at + length - 1].end,
            there=name,
            there_start=there[place].start,
            there_end=there[place + length - 1].end,
            words=length,
        )


def _consecutive(forms_of_text: Sequence[str], size: int) -> Iterator[tuple[str, ...]]:
    return zip(*(forms_of_text[at:] for at in range(size)), strict=False)
