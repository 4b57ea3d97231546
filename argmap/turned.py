"""What turns a claim into another one in the same words: a denial, a number, an opposite, who says it of whom."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from argmap.argument import Commitment, Component
from argmap.clause import NEGATIONS
from argmap.clues import content

_ENDINGS = ("ing", "ed", "es", "ly", "s")
_WORDS = re.compile(r"[\w'’]+")
_NUMBERS = re.compile(r"\d[\d.,]*")
_WHO: tuple[frozenset[str], ...] = tuple(
    frozenset(line.split()) for line in ("i we i'm i've we're we've", "me my mine us our", "you your yours you're")
)
_DENIES = frozenset(
    "far myth myths untrue false wrong incorrect fallacy nonsense anything stop stops stopped fail fails failed refuse "
    "refuses refused deny denies denied doubt doubts lie lies against avoid avoids prevent prevents".split()
)
_LEAD = re.compile(
    r"^\W*(?:(?:and|but|so|yes|true|like i said|as i (?:said|say|indicated|showed you)|i bet)\b\W*)*"
    r"(?:(?:i|we)(?: (?!no\b|not\b|never\b|hardly\b|don.?t\b)\w+){0,3}? "
    r"(?:think|believe|agree|feel|hold|guess|suppose|know|mean|see)\b(?:(?!\bnot\b|\bno\b|n['’]t)[^,.;]){0,40}?\bthat\b"
    r"|i (?:think|believe|guess|suppose)\b(?! (?:of|in|about|so)\b))?",
    re.I,
)
_TELLS = re.compile(
    r"\b(?:claim(?:s|ed|ing)?|quot(?:e|es|ed|ing)|said|says?|saying|stat(?:e|es|ed|ing)|argu(?:e|es|ed|ing)"
    r"|assert(?:s|ed|ing)?|according|contend(?:s|ed)?|wording|wrote|writes|mention(?:s|ed)?|put forth"
    r"|supposedly|allegedly|comments? about|rumou?rs?)\b",
    re.I,
)
_ASKS = re.compile(r"^\W*(?:why|how|whether|what|when|where|which|who|do|does|did|is|are|can|could|would|if)\b", re.I)
_PART = re.compile(
    r"^\W*(?:to|as for|in which|for which|which|for|who|whose|whom|than)\b"
    r"|\b(?:is|are|was|were|that|because|to|of|the|an?|and)\W*$",
    re.I,
)
_SCARE = 3
_COUNTRY = re.compile(r"\b(?:US|U\.S\.|(?<=[Tt]he )Us)(?!\w)")
_QUOTED = re.compile("[\"“]([^\"”]+)(?:[\"”]|$)|(?<!\\w)['‘]([^'’]+)['’](?!\\w)")
_MANNERS: tuple[frozenset[str], ...] = tuple(
    frozenset(line.split())
    for line in (
        "should ought obligation obliged supposed duty", "why whether how", "but though although yet however",
        "may might could perhaps maybe possibly", "now today currently nowadays", "some certain", "always ever forever",
    )
)  # fmt: skip
_NAME = re.compile(r"(?<=[\w,;:] )[A-Z][\w-]*[a-z][\w-]*")
_ORDERS = frozenset("than over instead rather versus vs before after unlike".split())
_OPPOSITES: tuple[tuple[frozenset[str], frozenset[str]], ...] = tuple(
    (frozenset(one.split()), frozenset(other.split()))
    for one, _, other in (
        line.partition("/")
        for line in """
more higher bigger larger greater rise rises/less fewer lower smaller fall falls
increase increases grow grows up/decrease decreases shrink shrinks down
always every all everyone everybody/some sometimes rarely none few
good better best great benefit benefits help helps/bad worse worst harm harms hurt hurts terrible
legal lawful allowed allow allows permit permits/illegal unlawful banned ban bans forbid forbids
require requires required need needs must/allow allows allowed permit permits may optional
easy easier simple/hard harder difficult complex
cheap cheaper/expensive dearer costly
new modern/old ancient
strong stronger/weak weaker
safe safer/dangerous unsafe risky
support supports favour favor defend/oppose opposes attack criticize refute refutes contradict contradicts
man men he him father/woman women she her mother
begin begins start starts/end ends stop stops
win wins won/lose loses lost
same similar equal/different unlike opposite
true right correct/false wrong incorrect
possible likely certain/impossible unlikely uncertain
many most/few
before earlier/after later
public/private
rich/poor
fast faster quick/slow slower
first/last
""".strip().splitlines()
    )
)
_TURNING = ("un", "in", "im", "il", "ir", "dis", "non", "anti", "mis")


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What of a component is compared: its content words, and what would turn them."""

    words: frozenset[str]
    forms: frozenset[str]
    denied: tuple[str, ...]
    numbers: frozenset[str]
    names: frozenset[str]
    cited: frozenset[str]
    asked: bool
    part: bool
    reported: bool
    supposed: bool
    persons: tuple[bool, ...]
    manners: tuple[bool, ...]
    ordered: tuple[str, ...]

    def turns(self, other: "Said") -> bool:
        """Return whether the two cannot say the same, however alike their words are."""
        if (
            self.asked
            or other.asked
            or self.part
            or other.part
            or self._manner() != other._manner()
            or self.denied != other.denied
            or self.numbers != other.numbers
        ):
            return True
        others = bool(self.names - other.words) and bool(other.names - self.words)
        return others or self._swaps(other) or self._opposes(other) or self._reorders(other)

    def contradicts(self, other: "Said") -> bool:
        """Return whether the two cannot say the same whoever reads them: other numbers, opposites, a condition."""
        return self.numbers != other.numbers or self.supposed != other.supposed or self._opposes(other)

    def _manner(self) -> tuple[bool, bool, frozenset[str], tuple[bool, ...]]:
        """Return how it is said: told of others, supposed, quoted; as a duty, with "but", now, some, perhaps."""
        return self.reported, self.supposed, self.cited, self.manners

    def _swaps(self, other: "Said") -> bool:
        """Return whether one speaks of "me" and the other does not: my rights are not yours, nor anybody's."""
        return self.persons != other.persons

    def _opposes(self, other: "Said") -> bool:
        """Return whether one has the opposite of a word of the other: "more" for "less", "illegal" for "legal"."""
        mine, theirs = self.forms - other.forms, other.forms - self.forms
        listed = any(
            not (left.isdisjoint(mine) or right.isdisjoint(theirs))
            or not (right.isdisjoint(mine) or left.isdisjoint(theirs))
            for left, right in _OPPOSITES
        )
        return listed or bool(_turned_forms(mine) & theirs) or bool(_turned_forms(theirs) & mine)

    def _reorders(self, other: "Said") -> bool:
        """Return whether both weigh two things up and name them the other way round: "X over Y", "Y rather than X"."""
        if not self.ordered or not other.ordered:
            return bool(self.ordered) != bool(other.ordered)
        shared = frozenset(self.ordered) & frozenset(other.ordered)
        return [w for w in self.ordered if w in shared] != [w for w in other.ordered if w in shared]


def said(component: Component) -> Said:
    """Return what of a component is compared."""
    text = _LEAD.sub("", component.text)
    words = [word.lower().replace("’", "'") for word in _WORDS.findall(_COUNTRY.sub("usa", text))]
    return Said(
        words=frozenset(map(stem, content(text))),
        forms=frozenset(words),
        denied=tuple(sorted(_denied(words))),
        numbers=frozenset(number.rstrip(".,") for number in _NUMBERS.findall(text)),
        names=frozenset(stem(name.lower()) for name in _NAME.findall(text) if content(name)),
        asked=component.commitment is Commitment.ASKED or bool(_ASKS.match(text)),
        part=bool(_PART.search(text)),
        reported=component.commitment is Commitment.REPORTED or bool(_TELLS.search(text)),
        cited=frozenset(_cited(text)),
        supposed=component.commitment is Commitment.HYPOTHETICAL or bool({"if", "unless", "suppose"} & set(words)),
        persons=tuple(not who.isdisjoint(words) for who in _WHO),
        manners=tuple(not how.isdisjoint(words) for how in _MANNERS),
        ordered=tuple(_ordered(words)) if not _ORDERS.isdisjoint(words) else (),
    )


def _cited(text: str) -> Iterator[str]:
    """Yield what is quoted; of a word or three in quotation marks the author speaks, if with a raised brow."""
    for found in _QUOTED.finditer(text):
        words = _WORDS.findall(found[0])
        if len(words) > _SCARE:
            yield " ".join(words).lower()


def _denied(words: list[str]) -> Iterator[str]:
    """Yield for each denial the next word that says something: what is denied."""
    for at, word in enumerate(words):
        if word in NEGATIONS or word.endswith("n't") or word in _DENIES:
            yield next((stem(after) for after in words[at + 1 :] if content(after)), "")


def _ordered(words: list[str]) -> Iterator[str]:
    yield from dict.fromkeys(stem(word) for word in words if content(word) and word not in _ORDERS)


def _turned_forms(forms: frozenset[str]) -> frozenset[str]:
    return frozenset(prefix + form for form in forms for prefix in _TURNING)


def stem(word: str) -> str:
    """Return a word without its ending, so that "bridges" is "bridge"."""
    word = word.rstrip("'s") if word.endswith("'s") else word
    ending = next((e for e in _ENDINGS if word.endswith(e) and len(word) - len(e) >= 4), "")
    return word[: len(word) - len(ending)]
