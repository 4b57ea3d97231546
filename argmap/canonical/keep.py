"""How much each word of a clause is worth keeping: by its place in the tree and in the map, never by what it names."""

import json
import math
from collections.abc import Collection, Mapping
from functools import cache, lru_cache
from importlib.resources import files

from argmap.clause import NEGATIONS, Clause
from argmap.nlp.rules import squash, weigh

ATTITUDES = frozenset(
    "think believe guess suppose feel suspect assume hope find figure imagine say argue mean know see understand "
    "admit agree note suggest reckon consider maintain submit doubt wonder".split()
)
FILLERS = frozenset(
    "just really very quite simply actually basically literally certainly indeed truly honestly frankly personally "
    "obviously clearly please well anyway though however therefore thus hence moreover furthermore also probably "
    "perhaps maybe possibly apparently surely definitely absolutely totally merely kinda sorta imo imho lol".split()
)
MEASURES = frozenset(
    "more less most least many much few all any some each every almost nearly half enough too even about only "
    "mostly partly always often sometimes usually rarely first last same other".split()
)
VAGUE = frozenset(
    "thing stuff way lot kind sort bit point fact case people something anything someone anyone everything one "
    "example reason problem issue question sense idea matter situation time".split()
)
LIGHT = frozenset(
    "get go make do take give have be come put want try need let seem look use keep start begin happen become "
    "able like same other such own more most much many".split()
)
JOINTS = frozenset("when where why how while which whom whose who whenever wherever whatever what as than".split())
HOLLOW = frozenset(
    "place thing kind sort type way lot part number lack sense couple reason point fact idea form matter result case "
    "set series group bunch end rest level degree amount range piece chance ability right need attempt effort one "
    "ones term situation circumstance instance era age world day society belief".split()
)
ALTERING = frozenset(
    "fake false alleged supposed so-called former future potential possible impossible would-be artificial illegal "
    "unlikely failed attempted ex mock near partial".split()
)
BOUND = frozenset(
    "base rely depend consist refer belong lead relate result deal apply amount insist aim combine compare differ "
    "depart derive stem lie happen turn come look account".split()
)
OPEN = frozenset("go come tend serve try seek use need begin start work have seem happen aim fail get".split())
LISTS: Mapping[str, Collection[str]] = {
    "negation": NEGATIONS, "attitude": ATTITUDES, "filler": FILLERS, "measure": MEASURES,
    "vague": VAGUE, "light": LIGHT,
}  # fmt: skip
_UNDER = frozenset("advcl acl ccomp xcomp conj appos parataxis obl nmod csubj".split())

_STEP, _STEPS = 0.4, 3


def features(clause: Clause, at: int, spread: float) -> dict[str, float]:
    """Return what is seen of a word, by name; `spread` is its `oftenness` in the map."""
    word, chain = clause.words[at], clause.above(at)
    head = clause.words[chain[0]] if chain else None
    length = len(clause.words)
    names = [
        "bias",
        f"dep={word.dep}",
        f"pos={word.pos}",
        f"head={head.pos if head else '-'}",
        f"headdep={head.dep if head else '-'}",
        f"depth={min(len(chain), 6)}",
        f"entity={word.entity[2:] or '-'}",
        f"length={min(length // 6, 6)}",
        f"part={4 * at // max(1, length)}",
        *(f"under={dep}" for dep in sorted({clause.dep(up) for up in chain} & _UNDER)),
        *_listed(word.lemma.lower()),
    ]
    seen = dict.fromkeys(names, 1.0)
    return seen | {"spread": spread, "digit": float(any(c.isdigit() for c in word.text))}


def oftenness(share: float) -> float:
    """Return how often a map says a word, 0 to 1.2, from the share, 0 to 1, of its components that hold it.

    In steps, and one for all that every twentieth component says, so that a thread that grows a little keeps the
    canonical claims that it had.
    """
    steps = min(round(math.log1p(50 * share) / _STEP), _STEPS)
    return round(steps * _STEP, 1)


@lru_cache(10_000)
def _listed(lemma: str) -> tuple[str, ...]:
    return tuple(f"list={name}" for name, words in LISTS.items() if lemma in words)


def worth(clause: Clause, at: int, spread: float) -> float:
    """Return the chance that a person who shortens the clause keeps this word."""
    return squash(weigh(weights("keep"), features(clause, at, spread)))


@cache
def weights(name: str) -> Mapping[str, float]:
    """Return the weights called `keep` or `resolve`, fitted on hand-made canonical claims."""
    found = json.loads((files("argmap.canonical") / "weights.json").read_text(encoding="utf-8"))
    return dict(found[name])
