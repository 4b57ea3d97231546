"""READ THIS FIRST: the stages in their order; each takes a value and returns the next, none knows another."""

from collections.abc import Sequence

from argmap import __version__
from argmap.argument import ArgumentMap, Generator
from argmap.canonical import canonical
from argmap.components import components
from argmap.discussion import Discussion
from argmap.disputes import disputes
from argmap.nlp.models import Models, models
from argmap.read import number
from argmap.relations import relations
from argmap.segment import segment
from argmap.thread import thread


def argue(sources: Sequence[Discussion], slots: Models | None = None) -> ArgumentMap:
    """Return the argument map of the discussions that were read: what is claimed, linked and disputed."""
    slots = slots or models()
    discussions = thread(number(sources))
    units = segment(discussions)
    found = components(units, discussions, slots.components)
    linked = relations(found, discussions, slots.relations)
    return disputes(
        ArgumentMap(
            generator=Generator(name="argmap", version=__version__, models=slots.hashes(), options=slots.names()),
            discussions=discussions,
            components=canonical(found),
            relations=linked,
        )
    )
