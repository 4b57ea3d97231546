"""Discussions without labels as plain paragraphs, to learn words from: no quotes, no code, no copies."""

import gzip
import html
import json
import random
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

FOLDER = "raw-discussions"
_MARKUP = re.compile(r"```.*?(?:```|\Z)|<(?:pre|blockquote)\b.*?</(?:pre|blockquote)>", re.S | re.I)
_TAG = re.compile(r"</?[a-zA-Z][^<>\n]{0,300}>|\{\{[^{}]*\}\}|'{2,}|\[\[(?:[^\[\]|]*\|)?|\]\]")
_QUOTED = re.compile(r"^\s*(?:[>:|}#]|[A-Za-z]{1,4}>|In (?:article|<)|.{0,80}\b(?:writes|wrote):?\s*$)")
_GAP = re.compile(r"\n[^\S\n]*\n\s*")
_LETTER = re.compile(r"[A-Za-z ,.']")
_FEWEST, _MOST = 30, 3000
_LETTERS = 0.9
_RUN, _SHORT, _WORDS_A_SPACE = 100, 8, 1.18
# Where so few words are these, it is no English sentence.
_COMMON_SHARE = 0.12
_COMMON = frozenset(
    "the to of and a in is that it for you i on not be are have this with as but they was he she we do what there if so"
    " can at or".split()
)
_SHARES, _SHARE = {"iac": 0.45, "20newsgroups": 0.27, "delving": 0.1}, 0.06


def runs(corpora: Path, words: int) -> Iterator[str]:
    """Yield paragraphs of one post together, about a hundred words at a time, until so many words are out.

    Each source gives its share at most, so that no forum is all there is.
    """
    chance, found = random.Random(6), list[str]()
    for path in sorted((corpora / FOLDER).glob("*.jsonl.gz")):
        texts = [record["text"] for record in _records(path)]
        chance.shuffle(texts)
        left = words * _SHARES.get(path.name.split("-")[0], _SHARE)
        for run in _once(run for text in texts for run in _runs(text)):
            if left <= 0:
                break
            found.append(run)
            left -= _WORDS_A_SPACE * (run.count(" ") + 1)
    chance.shuffle(found)
    yield from found


def _once(found: Iterable[str]) -> Iterator[str]:
    seen = set[str]()
    for one in found:
        if one not in seen:
            seen.add(one)
            yield one


def _runs(text: str) -> Iterator[str]:
    held, count = list[str](), 0
    for paragraph in _clean(text):
        words = paragraph.split()
        common = sum(word.lower() in _COMMON for word in words)
        if len(words) > _SHORT and common < _COMMON_SHARE * len(words):
            continue
        if held and count + len(words) > _RUN:
            yield "\n\n".join(held)
            held, count = [], 0
        held.append(paragraph)
        count += len(words)
    if held:
        yield "\n\n".join(held)


def _records(path: Path) -> Iterator[Mapping[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def _clean(text: str) -> Iterator[str]:
    plain = html.unescape(_TAG.sub("", _MARKUP.sub("\n\n", text)))
    kept = "\n".join("" if _QUOTED.match(line) else line for line in plain.replace("\r", "").split("\n"))
    for piece in _GAP.split(kept):
        paragraph = piece.strip()
        if _FEWEST <= len(paragraph) <= _MOST and len(_LETTER.findall(paragraph)) >= _LETTERS * len(paragraph):
            yield paragraph
