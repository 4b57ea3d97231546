"""How likely each post answers nobody, the opening post, or one before it, and what an opening makes of that."""

from dataclasses import dataclass, replace
from typing import Any

import numpy as np

Array = np.ndarray[Any, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """Chances of each post to answer nobody, the opening post, or the one `d` places before it (column d of links)."""

    nobody: Array
    opening: Array
    links: Array
    quoted: tuple[frozenset[int], ...]
    named: tuple[frozenset[int], ...]

    def best(self, at: int) -> tuple[int | None, float]:
        """Return what post `at` most likely answers, None for nobody, and how likely."""
        step = int(self.links[at].argmax())
        first = float(self.opening[at]) + (float(self.links[at, at]) if at < self.links.shape[1] else 0.0)
        options = ((float(self.links[at, step]), at - step), (first, 0))
        chance, parent = max(options, key=lambda option: option[0])
        nobody = float(self.nobody[at])
        return (None, nobody) if nobody >= chance else (parent, chance)


def below(weighed: Weighed) -> Weighed:
    """Return the chances with the opening post before the others: who answers nobody answers it."""
    count = len(weighed.nobody) + 1
    links = np.zeros((count, weighed.links.shape[1]))
    links[1:] = weighed.links
    none = frozenset[int]()
    return Weighed(
        nobody=np.eye(1, count)[0],
        opening=np.concatenate([[0.0], weighed.nobody]),
        links=links,
        quoted=(none, *(frozenset(there + 1 for there in whom) for whom in weighed.quoted)),
        named=(none, *(frozenset(there + 1 for there in whom) for whom in weighed.named)),
    )


def leaning(weighed: Weighed, to_opening: float) -> Weighed:
    """Return the chances with answers to the opening post likelier by odds of `to_opening`."""
    opening = weighed.opening * to_opening
    whole = weighed.nobody + opening + weighed.links.sum(axis=1)
    return replace(
        weighed, nobody=weighed.nobody / whole, opening=opening / whole, links=weighed.links / whole[:, None]
    )
