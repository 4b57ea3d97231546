"""What stage one of `argument-encoder` learns from: pairs and documents of public corpora, so many of each."""

import random
from collections.abc import Sequence
from pathlib import Path

from argmap.train.arguments.examples import Example, example
from argmap.train.corpora import CORPORA, OPEN, Pair, aif, cmv, mapped, replies, statements

_SHARES: tuple[tuple[str, str, int], ...] = (
    ("debatepedia-pairs", "", 6500), ("perspectrum", "", 3500), ("ibm-claim-stance", "", 1039),
    ("nixon-kennedy", "", 700), ("debagreement", "", 8576), ("subreddit-agreement", "", 4766),
    ("iac-aif", "support", 900), ("iac-aif", "attack", 1700), ("us2016-aif", "attack", 572),
    ("us2016-aif", "support", 900), ("us2016-aif", "none", 600), ("qt30-aif", "attack", 781),
    ("qt30-aif", "support", 900), ("qt30-aif", "none", 400),
)  # fmt: skip
_REHEARSED = (("debagreement", 500), ("subreddit-agreement", 300), ("us2016-aif", 300), ("iac-aif", 200))


def pairs_of(corpora: Path, licences: str) -> list[Pair]:
    """Return the pairs of every corpus whose licence is wanted: `all`, or `open` ones alone."""
    loaded = (
        ("debatepedia-pairs", statements.debatepedia(corpora / "debatepedia-pairs")),
        ("perspectrum", statements.perspectrum(corpora / "perspectrum")),
        ("ibm-claim-stance", statements.ibm_claim_stance(corpora / "ibm-claim-stance")),
        ("nixon-kennedy", statements.nixon_kennedy(corpora / "nixon-kennedy")),
        ("debagreement", replies.debagreement(corpora / "debagreement")),
        ("subreddit-agreement", replies.subreddit_agreement(corpora / "subreddit-agreement")),
        ("iac-aif", replies.iac(corpora / "iac-aif")),
        ("us2016-aif", aif.nodesets(corpora / "us2016-aif", corpus="us2016-aif", domain="comment")),
        ("qt30-aif", aif.nodesets(corpora / "qt30-aif", corpus="qt30-aif", domain="speech")),
    )
    return [pair for corpus, rows in loaded if wanted(corpus, licences) for pair in rows]


def documents_of(corpora: Path, licences: str, *, without: Sequence[str] = ()) -> list[Example]:
    """Return the documents with marked components of every corpus whose licence is wanted, `without` some."""
    loaded = (
        ("cmv-modes", cmv.threads(corpora / "cmv-modes")),
        ("cdcp", mapped.cdcp(corpora / "cdcp")),
        ("habernal-web-discourse", mapped.habernal(corpora / "habernal-web-discourse")),
    )
    read = [(corpus, rows) for corpus, rows in loaded if wanted(corpus, licences) and corpus not in without]
    return [example(name, corpus, one) for corpus, rows in read for name, one in rows]


def drawn(pairs: Sequence[Pair], *, seed: int = 7) -> list[Pair]:
    """Return the mixture of stage one: so many pairs of each corpus, small ones that are near the task twice."""
    chance, found = random.Random(seed), []
    for corpus, label, count in _SHARES:
        rows = [p for p in pairs if p.corpus == corpus and label in ("", p.label)]
        found += rows * (count // len(rows)) if rows else []
        found += chance.sample(rows, count % len(rows)) if rows else []
    return found


def wanted(corpus: str, licences: str) -> bool:
    """Return whether a corpus trains under these licences: `all`, or `open` ones alone."""
    return licences == "all" or any(c.name == corpus and c.openness == OPEN for c in CORPORA)


def rehearsed(pairs: Sequence[Pair]) -> list[Pair]:
    """Return the pairs of stage one that later stages read again, against forgetting."""
    chance, old = random.Random(3), []
    for corpus, count in _REHEARSED:
        rows = [pair for pair in pairs if pair.corpus == corpus]
        old += chance.sample(rows, min(count, len(rows)))
    return old
