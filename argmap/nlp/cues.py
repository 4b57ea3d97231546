"""The phrases that the rules listen for, by what they signal, and the words that only open a sentence."""

import re
from collections.abc import Mapping, Sequence

PHRASES: Mapping[str, Sequence[str]] = {
    "reason": (
        "because", "since", "given that", "due to", "as a result of", "after all", "considering that", "the reason",
        "for one", "seeing as",
    ),
    "example": ("for example", "for instance", "e.g.", "such as", "see for example", "case in point", "like when"),
    "conclusion": (
        "therefore", "thus", "hence", "so", "which means", "that means", "this means", "consequently", "it follows",
        "in summary", "in short", "the point is", "ultimately",
    ),
    "stance": (
        "should", "shouldn't", "must", "ought", "need to", "needs to", "have to", "i think", "i believe", "imo", "imho",
        "in my opinion", "i'd argue", "i doubt", "clearly", "obviously", "the problem is", "the issue is", "wrong",
        "better", "worse", "best", "worst", "ridiculous", "nonsense", "fair", "unfair", "bad", "good", "important",
        "never", "always", "impossible", "illegal", "necessary", "unnecessary", "harmful", "useless", "pointless",
    ),
    "contrast": ("but", "however", "although", "though", "yet", "still", "nevertheless", "on the contrary"),
    "denial": (
        "wrong", "false", "not true", "untrue", "incorrect", "disagree", "nonsense", "not really", "doesn't", "don't",
        "isn't", "aren't", "can't", "cannot", "won't", "no", "not", "never", "hardly", "nope", "on the contrary",
        "doesn't cohere", "misses", "ridiculous", "myth", "mistaken", "misleading", "nobody", "nothing",
    ),
    "agreement": (
        "agree", "agreed", "exactly", "yes", "yep", "yeah", "right", "true", "indeed", "good point", "correct",
        "absolutely", "fair point", "makes sense", "same here", "+1", "well said", "this is why",
    ),
    "concession": (
        "granted", "admittedly", "sure", "to be fair", "fair enough", "i concede", "it's true that", "of course",
        "that said", "you're right", "you are right", "i stand corrected",
    ),
    "irrelevance": (
        "so what", "irrelevant", "beside the point", "not the point", "doesn't matter", "doesn't mean", "does not mean",
        "doesn't follow", "that's not because", "nothing to do with", "but not because", "not relevant",
        "different thing", "apples and oranges", "wrong metric", "straw man", "strawman",
    ),
    "hedge": (
        "maybe", "perhaps", "probably", "might", "may", "could be", "i guess", "i suppose", "seems", "seem", "possibly",
        "i'm not sure", "not sure", "likely", "apparently", "presumably", "i suspect",
    ),
    "reported": (
        "said", "says", "reported", "reportedly", "according to", "claims", "claimed", "argues", "argued", "told",
        "supposedly", "allegedly", "wrote", "announced", "suggested", "reports",
    ),
    "hypothetical": ("if", "unless", "suppose", "imagine", "what if", "assuming"),
    "courtesy": (
        "thanks", "thank you", "welcome", "hello", "cheers", "lol", "haha", "please", "congrats", "good luck", "nice",
        "sorry", "ymmv", "ianal", "btw",
    ),
    "plea": ("i'll", "let me", "let us know", "feel free", "check out", "take a look", "here is", "here's", "click"),
    "verb": (
        "is", "are", "was", "were", "be", "been", "am", "'s", "'re", "'m", "has", "have", "had", "'ve", "do", "does",
        "did", "can", "could", "will", "would", "'ll", "'d", "should", "may", "might", "must", "n't", "ca", "wo",
        "get", "gets", "got", "make", "makes", "made", "need", "needs", "want", "wants", "think", "know", "means",
        "goes", "go", "take", "takes", "took", "say", "says", "said", "let", "seems", "seem", "use", "uses", "work",
        "works", "give", "gives", "come", "comes", "came", "think", "believe", "believes", "mean", "become", "becomes",
    ),
}  # fmt: skip
_OPENERS = re.compile(
    r"(?:and|but|so|or|because|since|also|well|now|then|yes|no(?=[,.:;!]|\s+(?:it|they|you|we|he|she|i)\b)|yeah|yep|nope|sure|ok(?:ay)?|look|oh|plus"
    r"|still|yet|though|although|however|therefore|thus|hence|moreover|furthermore|besides|actually|honestly|frankly"
    r"|basically|personally|relatedly|anyway|hell|btw|ps"
    r"|in (?:my|fact|short|summary|addition|other words|retrospect|general)(?: opinion)?|of course"
    r"|to be (?:fair|honest|clear)|that said|for (?:example|instance)"
    r"|as (?:far as i know|always)|on the (?:contrary|other hand)|imo|imho|afaik"
    r"|after all|finally|first|second|third|i['’]d (?:argue|say)"
    r"|i (?:would )?(?:think|believe|guess|suppose|feel|suspect|mean|admit)"
    r"|it (?:seems|appears) (?:to me )?|the (?:point|fact|problem|thing|truth) is"
    r"|my (?:point|guess|understanding) is"
    r"|i['’]m (?:pretty |quite )?(?:sure|certain|afraid)|make no mistake|remember|note)\b"
    r"(?:[,:]| that\b(?! (?:is|was|are|were)\b))?[\s,]*",
    re.I,
)
_ALTHOUGH = re.compile(r"(?:while|whereas|although|though|even (?:if|though))\b", re.I)
_GRANTS = re.compile(
    r"(?:(?:and|but|yes|now),? )?(?:while|although|though|even (?:if|though)|granted|admittedly|sure|of course|true|yes"
    r"|i (?:understand|know|agree|get|see|appreciate|realize|admit|guess|suppose)|it(?:['’]s| is) true"
    r"|there (?:is|are|may|might))\b",
    re.I,
)
_SELF = re.compile(r"\b(?:I|my|me)\b")
_ENOUGH_LEFT = re.compile(r"\s*\S+\s+\S+\s+\S")


def after_opening(text: str) -> int:
    """Return where the words begin after those that only open: "But I think that", "for example,"."""
    at = 0
    while (match := _OPENERS.match(text, at)) and _ENOUGH_LEFT.match(text, match.end()):
        at = match.end()
    return at


def of_self(text: str) -> bool:
    """Return whether a text speaks of its writer: "I", "me", "my"."""
    return _SELF.search(text) is not None


def grants(text: str) -> bool:
    """Return whether a text opens by granting: "although", "granted", "I know that"."""
    return _GRANTS.match(text) is not None


def although(text: str) -> bool:
    """Return whether a text opens as a clause that what stands beside it limits: "although", "while"."""
    return _ALTHOUGH.match(text) is not None
