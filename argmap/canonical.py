"""The short form of a component: connectives, hedges and asides stripped, at most 14 words, all of them its own."""

import re
from collections.abc import Sequence
from dataclasses import replace

from argmap.argument import Component

LONGEST = 14
_SHORTEST = 3
_OPENERS = re.compile(
    r"^(?:and|but|so|or|because|since|also|well|now|then|yes|no|yeah|yep|nope|sure|ok(?:ay)?|look|oh|plus|still|yet|though|although"
    r"|however|therefore|thus|hence|moreover|furthermore|besides|actually|honestly|frankly|basically|personally|relatedly"
    r"|in (?:my|fact|short|summary|other words|retrospect|general)(?: opinion)?|of course|to be (?:fair|honest|clear)|that said"
    r"|for (?:example|instance)|as (?:far as i know|always)|on the (?:contrary|other hand)|imo|imho|afaik|after all|finally|first"
    r"|second|third|i['’]d (?:argue|say)|i (?:would )?(?:think|believe|guess|suppose|feel|suspect|mean|agree|disagree|admit)"
    r"|it (?:seems|appears) (?:to me )?|the (?:point|fact|problem|thing|truth) is|my (?:point|guess|understanding) is"
    r"|i['’]m (?:pretty |quite )?(?:sure|certain|afraid)|make no mistake|remember|note)\b(?:[,:]| that\b(?! (?:is|was|are|were)\b))?[\s,]*",
    re.I,
)
_ASIDES = re.compile(r"\s*[(\[][^()\[\]]*[)\]]")
_URL = re.compile(r"<?https?://\S+>?")
_TAIL = re.compile(r"[,\s]+(?:though|imo|imho|lol|tbh|btw|etc|i think|i guess|of course|really|right)[.!?]*$", re.I)
_BREAKS = re.compile(r"\s*(?:[;:]|,|\s[-–—]+\s|—)\s*")
_JOINTS = frozenset("which who that because when where while and or if so but as since unless until although with by for".split())
_WEAK_ENDS = frozenset("the a an of to in on at for with and or but that which who as by from is are was be not no its their".split())


def canonical(components: Sequence[Component]) -> tuple[Component, ...]:
    """Return the components, each with its canonical form; a quoted copy takes that of its original."""
    short = {component.id: shorten(component.text) for component in components}
    return tuple(
        replace(component, canonical=short[component.quote_of or component.id], canonical_from=())
        for component in components
    )


def shorten(text: str) -> str:
    """Return `text` as a clause of at most 14 words, without what opens, hedges or interrupts it."""
    plain = " ".join(_URL.sub("", _ASIDES.sub("", text)).split())
    stripped = _without_openers(plain)
    found = _fit(_TAIL.sub("", stripped).rstrip(" .,;:!…-–—"))
    return found or " ".join(text.split()[:LONGEST])


def _without_openers(text: str) -> str:
    while (match := _OPENERS.match(text)) and len(text[match.end() :].split()) >= _SHORTEST:
        text = text[match.end() :]
    return text.strip("\"“”'‘ >*-•")


def _fit(text: str) -> str:
    if len(text.split()) <= LONGEST:
        return text
    kept = ""
    for match in [*_BREAKS.finditer(text)]:
        if _SHORTEST < len(text[: match.start()].split()) <= LONGEST:
            kept = text[: match.start()]
    return kept if len(kept.split()) >= 5 else _cut(text.split())


def _cut(words: Sequence[str]) -> str:
    """Return the first words up to the last joint that leaves at least half of the room used."""
    end = next((i for i in range(LONGEST, LONGEST // 2, -1) if words[i].casefold() in _JOINTS), LONGEST)
    while end > _SHORTEST and words[end - 1].casefold().strip(",.;:") in _WEAK_ENDS:
        end -= 1
    return " ".join(words[:end]).rstrip(" ,;:")
