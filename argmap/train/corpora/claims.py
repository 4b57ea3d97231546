"""Canonical claims of labelled maps, kept as places of their words in the component; other words are ours.

One JSON object a line: `name` of a map and `claims`, for each of its components None, or a list: numbers are words of
the component, from 0, without the signs around them; strings are words that it does not have, or signs after a word.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from argmap.argument import ArgumentMap

_SIGNS = "\"'“”‘’`.,;:!?()[]{}*_-–—…"
Words = list[int | str]


def claims(labels: Path, maps: Iterable[tuple[str, ArgumentMap]]) -> Iterator[tuple[ArgumentMap, dict[str, str]]]:
    """Yield those of the maps, named, that `labels` has claims of, with the claims by component."""
    rows = (json.loads(line) for line in labels.read_text(encoding="utf-8").splitlines())
    known = {row["name"]: row["claims"] for row in rows}
    for name, one in maps:
        if name in known:
            said = zip(one.components, known[name], strict=True)
            yield one, {c.id: told(words, c.text) for c, words in said if words is not None}


def kept(claim: str, text: str) -> Words:
    """Return a claim as it is kept: a word of `text` as its place, after the one before where there is one."""
    own = [word.strip(_SIGNS).casefold() for word in text.split()]
    found: Words = []
    last = -1
    for word in claim.split():
        plain = word.rstrip(_SIGNS)
        places = [at for at, one in enumerate(own) if plain and one == plain.casefold()]
        if not places:
            found.append(word)
            continue
        last = next((at for at in places if at > last), places[0])
        found += [last, word[len(plain) :]] if plain != word else [last]
    return found


def told(words: Sequence[int | str], text: str) -> str:
    """Return a claim in words again; capitals are those of the text."""
    own = text.split()
    said = ""
    for word in words:
        follows = isinstance(word, str) and not word.strip(_SIGNS)
        said += ("" if follows or not said else " ") + (word if isinstance(word, str) else own[word].strip(_SIGNS))
    return said
