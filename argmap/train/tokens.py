"""spaCy's English tokenizer made to cut as the treebanks do; rules only, so that plain spaCy loads and saves them."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, pairwise
from typing import Any

from spacy.lang.char_classes import ALPHA
from spacy.language import Language
from spacy.symbols import NORM, ORTH
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex

from argmap.train.conllu import Document, Word

_RUN = r"(?:[.!?]*[!?][.!?]+|[.!?]+[!?]|[-=_]{2,}|\*{2,}|~{2,}|\+{3,}|<{2,}|>{2,}|\${2,}|:\?)"
_PHONE = r"(?:\+?\d{1,2}[-.])?(?:\(?\d{3}\)?[-./])?\d{3}[-.]\d{4}|\d{1,2}([-/])\d{1,2}\1\d{2,4}|\d-\d{4,5}"
_CLOCK = r"(?<=\d)(?:[ap]\.?m\.?|[AP]\.?M\.?|k|K|percent)"
_GLUED = (
    r"(?<=\w)[)\]](?=[(\[<\w])", r"(?<=[A-Za-z0-9)\]])[(\[{<](?=[A-Za-z(\d])", r"(?<=[A-Za-z])[?!]+(?=[A-Za-z])",
    r"(?<=[A-Za-z]),(?=\d)", r"(?<=\w)[\"”](?=[<(\w])", r"(?<=[\])])[–-](?=[\[(])",
    r"(?<=[A-Za-z])n['’]t\b", r"(?<=[A-Za-z])['’](?:m|re|ve|ll|d)\b",
)  # fmt: skip
_WHOLE = ("b/c", "B/C", "b/t", "w/", "W/", "w/o", "w/out", "etc.", "Etc.")
_FIXED = (*((whole, (whole,)) for whole in _WHOLE), ("and/or", ("and", "/", "or")))
# The hyphen stays inside a word after what is no word by itself (Penn Treebank, as revised for web text).
_UNSPLIT = (
    "a agro ante anti arch be bi bio co counter cross cyber de e eco ex extra inter intra macro mega micro mid mini"
    " mis mono multi neo non over pan para peri post pre pro pseudo quasi re semi sub super trans tri u ultra un under"
    " uni vice"
).split()
_LEAST = 2


def customise(nlp: Language, documents: Iterable[Document]) -> None:
    """Give `nlp` the affixes of posts, and as exceptions the words that the documents cut otherwise."""
    tokenizer: Any = nlp.tokenizer
    defaults = nlp.Defaults
    prefixes = [_RUN, r"w/(?=[a-z])", *(p for p in defaults.prefixes or () if p != "#"), r"#(?![A-Za-z])"]
    suffixes = [_RUN, _CLOCK, *(defaults.suffixes or ())]
    infixes = [_RUN, *_GLUED, *(_hyphens_kept(i) for i in defaults.infixes or ())]
    tokenizer.prefix_search = compile_prefix_regex(prefixes).search
    tokenizer.suffix_search = compile_suffix_regex(suffixes).search
    tokenizer.infix_finditer = compile_infix_regex(infixes).finditer
    tokenizer.token_match = re.compile(rf"(?:{_PHONE})$").match
    for surface, parts in chain(exceptions(nlp, documents), _shouted(nlp), _FIXED):
        tokenizer.add_special_case(surface, [{ORTH: part, NORM: part.lower().replace("’", "'")} for part in parts])


def exceptions(nlp: Language, documents: Iterable[Document]) -> Iterator[tuple[str, Sequence[str]]]:
    """Yield the words, by spelling, that most of the time are cut otherwise than the rules would."""
    seen: dict[str, Counter[tuple[str, ...]]] = defaultdict(Counter)
    for document in documents:
        for tree in document.trees:
            for group in _groups(tree.words):
                forms = tuple(word.form for word in group)
                seen["".join(forms)][forms] += 1
    for surface, ways in sorted(seen.items()):
        best, count = max(ways.items(), key=lambda item: (item[1], item[0]))
        if count >= _LEAST and all(best) and any(c.isalpha() for c in surface) and not _same(nlp, surface, best):
            yield surface, best


def _groups(words: Sequence[Word]) -> Iterator[Sequence[Word]]:
    start = 0
    for at in range(1, len(words) + 1):
        if at == len(words) or not words[at].joined:
            yield words[start:at]
            start = at
    for word, stop in pairwise(words):
        if stop.form == "." and not word.space:
            yield word, stop


def _same(nlp: Language, surface: str, best: Sequence[str]) -> bool:
    return [token.text for token in nlp.tokenizer(surface)] == list(best)


def _hyphens_kept(infix: Any) -> Any:
    if not infix.startswith(rf"(?<=[{ALPHA}0-9])(?:-"):
        return infix
    return "".join(rf"(?<!\b{word})(?<!\b{word.capitalize()})" for word in _UNSPLIT) + infix


def _shouted(nlp: Language) -> Iterator[tuple[str, Sequence[str]]]:
    rules: Any = nlp.tokenizer.rules  # type: ignore[union-attr]
    for surface, parts in list(rules.items()):
        if "'" in surface and surface.islower() and surface.upper() not in rules:
            yield surface.upper(), [part[ORTH].upper() for part in parts]
