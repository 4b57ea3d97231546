"""A claim as one neutral question, "Can a minority stake escape review?", never as a fact; else it is quoted."""

import re

from argmap.disputes.faults import lacks, runs_on
from argmap.disputes.inverted import inverted, lowered
from argmap.disputes.pointing import points_back
from argmap.disputes.spoken import Read, asks_first, asks_within, has_clause, needs_its_speaker, speaks_to_somebody
from argmap.disputes.written import capital, name_of, plain, said_by

_ENDS_ASKING = re.compile(r"\?[?!.\s\"”’')]*$")
_LABEL = re.compile(r"[A-Za-z]+:\s+")
_OR_TAG = re.compile(r",\s+(?:right|correct|no|yes|ok(?:ay)?|eh|huh)$", re.I)
_PERSONAL = re.compile(r"\b(?:I|[Mm]e|[Mm]y|[Mm]ine|I['’]\w+)\b")
_DENIAL = re.compile(r"(?:n['’]t|\bnot|\bnever|\bno|\bnobody|\bnothing|\bcannot)\b", re.I)
_ASKING = re.compile(
    r"(?:why|how|who|what|when|where|which"
    r"|(?:is|are|was|were|do|does|did|ca|can|could|would|wo|will|should|has|have|had)(?:n['’]t)?)\b",
    re.I,
)
_TAG = re.compile(
    rf"(?:,\s+{_ASKING.pattern}\s|\s(?:do|does|did|is|are|was|were|has|have|had|wo|will)(?:n['’]t)?\s+(?!not$)\w+$)",
    re.I,
)


def question(
    claim: str,
    read: Read,
    *,
    author: str | None = None,
    to: str | None = None,
    asked: bool = False,
    explained: bool = False,
) -> str:
    """Return the question that a claim answers, in the words of the claim, which `read` has parsed.

    A claim that was `asked` is a question already; one that begins with a pronoun asks where that is `explained`. What
    does not turn into one clean question is said to be disputed, in quotation marks.
    """
    if claim.endswith("…"):
        return f"Disputed: {said_by(claim)}"
    words = plain(claim)
    known = any(token.dep for sentence in read for token in sentence.tokens)
    by_order = asks_first(read if asked else read[:1])
    alone = asked or by_order or not needs_its_speaker(read)
    asks = begins_asking(words) or by_order or (asked and (asks_within(read) or _TAG.search(words)))
    if asks and _LABEL.match(words):
        return question(_LABEL.sub("", words), read, author=author, asked=True)
    if asks and alone and (asked or by_order or not (known or _subject_first(read))):
        return f"{capital(words)}?"
    words = _OR_TAG.sub("", words) if asked else words
    if known and not has_clause(read):
        return f"Disputed: {said_by(words)}"
    told = speaks_to_somebody(read) and not asked
    if _PERSONAL.search(words) or told:
        right = f"right to tell {name_of(to)}" if to and told else "right"
        return f"Is {name_of(author)} {right}: {said_by(words)}?" if author else f"Disputed: {said_by(words)}"
    hung = known and begins_asking(words) and not _subject_first(read)
    if hung or not alone or runs_on(read) or lacks(read) or (points_back(read) and not explained):
        return f"Disputed: {said_by(words)}"
    turned = inverted(words, read[0]) if read and not _DENIAL.search(words) else None
    if turned is not None:
        return f"{capital(turned)}?"
    return f"Is it true that {lowered(words, read)}?" if known else f"{capital(words)}?"


def begins_asking(words: str) -> bool:
    """Return whether words begin as a question does: "why", "is", "can't"."""
    return _ASKING.match(words) is not None


def ends_asking(words: str) -> bool:
    """Return whether words end as a question does, whatever closes behind its sign."""
    return _ENDS_ASKING.search(words) is not None


def _subject_first(read: Read) -> bool:
    tokens = read[0].tokens if read else ()
    clausal = any(token.dep.startswith("csubj") for token in tokens)
    return bool(tokens) and (clausal or tokens[0].dep.startswith("nsubj"))
