"""Discussions without labels as plain paragraphs, to learn words from: no quotes, no code, no copies."""

import gzip
import html
import json
import random
import re
from collections.abc import Iterator, Mapping
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


def paragraphs(corpora: Path, *, most: int, seed: int) -> list[str]:
    """Return at most so many paragraphs, each once, drawn in an order that `seed` fixes."""
    seen: dict[str, None] = {}
    for record in _records(corpora / FOLDER):
        for paragraph in _clean(record["text"]):
            seen.setdefault(paragraph)
    found = list(seen)
    random.Random(seed).shuffle(found)
    return found[:most]


def _records(folder: Path) -> Iterator[Mapping[str, Any]]:
    for path in sorted(folder.glob("*.jsonl.gz")):
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
