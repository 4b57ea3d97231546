"""Where sentences end, by rules: full stops end one where a new one can start; they do where no pipeline is wanted."""

from collections.abc import Iterable, Iterator, Sequence

from argmap.nlp.syntax import Sentence, Token, tokens

_ENDS = frozenset((".", "!", "?", "…", "...", "?!", "!?", "!!", "??", "!!!", "???", "....", ".."))
_CLOSERS = frozenset("\"”’'»)]")
_ABBREVIATIONS = frozenset("no vs etc cf al approx fig sec art ed est dept gov sen rep st".split())
_MOST_CLOSERS = 6


class SyntaxRules:
    """Cuts texts into sentences and words; of the words nothing more is known."""

    name = "rules"
    digest = None

    def parse(self, texts: Iterable[str]) -> Iterator[tuple[Sentence, ...]]:
        """Yield for each text its sentences by place."""
        return (tuple(_sentences(text)) for text in texts)


def _sentences(text: str) -> Iterator[Sentence]:
    found = tokens(text)
    first = 0
    for at, token in enumerate(found):
        if at + 1 == len(found) or _ends(found, at):
            yield Sentence(start=found[first].start, end=token.end, tokens=found[first : at + 1])
            first = at + 1


def _ends(found: Sequence[Token], at: int) -> bool:
    token, after = found[at], found[at + 1]
    if not token.spaced and after.start == token.end:
        return False
    before = at
    while found[before].text in _CLOSERS and at - before < _MOST_CLOSERS and before > 0:
        before -= 1
    stop = found[before].text
    if stop not in _ENDS and not (stop[-1:] in ".!?…" and len(stop) > 4):
        return False
    if found[at].text not in _CLOSERS and after.text in _CLOSERS and not token.spaced:
        return False
    if "." in stop[:-1].strip(".") and not after.text[:1].isupper():
        return False
    word = found[before - 1].text.casefold() if before else ""
    if stop == "." and (word in _ABBREVIATIONS or (len(word) == 1 and word.isalpha() and word != "i")):
        return False
    return not (
        after.text[:1].islower() and stop in (".", "…", "...") and len(after.text) > 1 and not _opens(after.text)
    )


def _opens(word: str) -> bool:
    return word in ("i", "it", "the", "and", "but", "you", "this", "that", "they", "we", "he", "she", "if", "so", "no")
