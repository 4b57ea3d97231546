"""What a reading tells in whatever shape: the turns of a crux, the reason for each, who stands on no disputed point."""

from collections.abc import Iterator, Sequence

from argmap.argument import ArgumentMap, Dispute
from argmap.discussion import voice
from argmap.disputes.speakers import Speaker
from argmap.render.words import count, passive

OWN = "because"
ELSEWHERE = "On no disputed point"


def turns(dispute: Dispute) -> list[str]:
    """Return the claims of a crux in turn, the point first, then what attacks it, then what attacks that."""
    ahead, behind = list(dispute.claims_for), list(dispute.claims_against)
    return [name for pair in zip(ahead, [*behind, None], strict=False) for name in pair if name is not None]


def reasons(name: str, argument_map: ArgumentMap) -> Iterator[tuple[str, str]]:
    """Yield what supports a step of a crux, with a word for how: a reason of its own speaker, or what others say."""
    components, posts = argument_map.by_id(), argument_map.posts()
    steps = turns(argument_map.disputes[0])
    for relation in argument_map.relations:
        if relation.target == name and relation.kind == "support" and relation.source not in steps:
            one, other = (voice(posts[components[end].post]) for end in (relation.source, name))
            yield OWN if one == other else passive(relation), relation.source


def elsewhere(found: Sequence[Speaker]) -> str:
    """Return who stands on no disputed point, the unknown by their number."""
    silent = [one.name for one in found if not one.stands]
    unknown = silent.count(None)
    names = [name for name in silent if name is not None]
    return ", ".join(names + [f"{count(unknown, 'post')} of nobody known"] * bool(unknown))
