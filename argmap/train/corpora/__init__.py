"""One loader a corpus family: public originals in, pairs or maps out; text is read, never kept."""

from dataclasses import dataclass

OPEN, UNCLEAR = "open", "unclear"


@dataclass(frozen=True, slots=True, kw_only=True)
class Corpus:
    """A corpus, the licence of its labels and texts, and whether that licence is open."""

    name: str
    licence: str
    openness: str


CORPORA: tuple[Corpus, ...] = (
    Corpus(name="debatepedia-pairs", licence="none stated", openness=UNCLEAR),
    Corpus(name="perspectrum", licence="CC BY-SA 4.0", openness=OPEN),
    Corpus(name="ibm-claim-stance", licence="CC BY-SA 3.0", openness=OPEN),
    Corpus(name="nixon-kennedy", licence="CC BY 4.0", openness=OPEN),
    Corpus(name="debagreement", licence="none stated", openness=UNCLEAR),
    Corpus(name="subreddit-agreement", licence="none stated", openness=UNCLEAR),
    Corpus(name="iac-aif", licence="none stated", openness=UNCLEAR),
    Corpus(name="us2016-aif", licence="none stated", openness=UNCLEAR),
    Corpus(name="qt30-aif", licence="none stated", openness=UNCLEAR),
    Corpus(name="cmv-modes", licence="none stated", openness=UNCLEAR),
    Corpus(name="cdcp", licence="ODbL 1.0", openness=OPEN),
    Corpus(name="habernal-web-discourse", licence="none stated", openness=UNCLEAR),
    Corpus(name="gold-train", licence="labels Apache-2.0, texts their authors'", openness=UNCLEAR),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A reply and what it answers, labelled `support`, `attack` or `none`; `domain` is the word it is read with.

    Where `soft` is there, it is learnt instead of the label: the chances of these three, and where it is known that it
    undercuts; or one alone, the chance that both say the same.
    """

    reply: str
    parent: str
    label: str
    domain: str
    corpus: str
    soft: tuple[float, ...] | None = None
