"""Words that stand in two places: verbatim and near-verbatim matching of passages, by words, with offsets.

Case, punctuation, kinds of quotation marks and line breaks do not count; offsets are always those of the
text that was given. Copied runs are found through shared shingles (Broder, On the resemblance and
containment of documents, 1997).
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
SHINGLE = 5
_MOST_PLACES = 32


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
    return tuple(map(_form, _WORD.findall(text)))


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
    return frozenset(tuple(forms_of_text[i : i + size]) for i in range(len(forms_of_text) - size + 1))


class Index:
    """Finds in which of the named texts a run of words stood before; built once, asked many times.

    Of words that stand almost everywhere only the first places are known: they point at nothing.
    """

    def __init__(self, texts: Mapping[str, str], *, size: int = SHINGLE) -> None:
        self._size = size
        self._words = {name: words(text) for name, text in texts.items()}
        self._places: dict[tuple[str, ...], list[tuple[str, int]]] = defaultdict(list)
        for name, there in self._words.items():
            for at in range(len(there) - size + 1):
                places = self._places[tuple(word.form for word in there[at : at + size])]
                if len(places) < _MOST_PLACES:
                    places.append((name, at))

    def runs(self, text: str, *, allowed: Callable[[str], bool], least: int | None = None) -> tuple[Run, ...]:
        """Return the longest runs of at least `least` words that `text` shares with the texts whose name is allowed."""
        here = words(text)
        found, at = [], 0
        while at <= len(here) - self._size:
            best = max(self._runs_at(here, at, allowed), key=lambda run: run.words, default=None)
            if best is not None and best.words >= (least or self._size):
                found.append(best)
                at += best.words
            else:
                at += 1
        return tuple(found)

    def _runs_at(self, here: Sequence[Word], at: int, allowed: Callable[[str], bool]) -> Iterator[Run]:
        for name, place in self._places.get(tuple(word.form for word in here[at : at + self._size]), ()):
            if allowed(name):
                there = self._words[name]
                length = self._size
                while _same(here, at + length, there, place + length):
                    length += 1
                yield Run(
                    start=here[at].start,
                    end=here[at + length - 1].end,
                    there=name,
                    there_start=there[place].start,
                    there_end=there[place + length - 1].end,
                    words=length,
                )


def _same(here: Sequence[Word], i: int, there: Sequence[Word], j: int) -> bool:
    return i < len(here) and j < len(there) and here[i].form == there[j].form
