"""The words a map may use for what it holds, each in a list of its own; no others."""

from enum import StrEnum


class Kind(StrEnum):
    """The role of a component: maintained, or offered for or against something maintained."""

    CLAIM = "claim"
    PREMISE = "premise"


class Commitment(StrEnum):
    """How far the author stands behind a component."""

    ASSERTED = "asserted"
    HEDGED = "hedged"
    REPORTED = "reported"
    ASKED = "asked"
    HYPOTHETICAL = "hypothetical"
    CONCEDED = "conceded"


class RelationKind(StrEnum):
    """Whether the source speaks for or against the target."""

    SUPPORT = "support"
    ATTACK = "attack"


class Subtype(StrEnum):
    """How the source speaks for or against the target."""

    REBUTTAL = "rebuttal"
    UNDERCUT = "undercut"
    EVIDENCE = "evidence"
    AGREEMENT = "agreement"
    RESTATE = "restate"
    CONCESSION = "concession"


class Status(StrEnum):
    """Where a dispute stands at the end of the discussion."""

    OPEN = "open"
    ANSWERED = "answered"
    CONCEDED = "conceded"
    ONE_SIDED = "one-sided"


class Verdict(StrEnum):
    """What a person decided about a machine's mark."""

    ACCEPTED = "accepted"
    REJECTED = "rejected"
    EDITED = "edited"
    ADDED = "added"
