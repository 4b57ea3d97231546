"""What argmap says on the page in its own words: relations, status, replies and numbers, in plain English."""

from argmap.argument import (
    ArgumentMap,
    Commitment,
    Component,
    Dispute,
    Relation,
    RelationKind,
    Status,
    Subtype,
)
from argmap.discussion import Post, ReplyEvidence, voice

UNKNOWN = "unknown author"
UNSURE = 0.5
TORN = 0.4

_ACTIVE = {
    Subtype.UNDERCUT: "undercuts",
    Subtype.CONCESSION: "concedes",
    Subtype.AGREEMENT: "agrees",
    Subtype.RESTATE: "says again",
}
PASSIVE = {
    "undercuts": "undercut by",
    "concedes": "conceded by",
    "agrees": "agreed with by",
    "says again": "said again by",
    "supports": "supported by",
    "attacks": "attacked by",
}
SOFT = ("agrees", "says again", "concedes")
_STATUS = {
    Status.OPEN: "Open",
    Status.ANSWERED: "Answered",
    Status.CONCEDED: "Conceded",
    Status.ONE_SIDED: "One-sided",
}
_REPLY = {
    ReplyEvidence.SOURCE: "answers",
    ReplyEvidence.ANNOTATOR: "answers",
    ReplyEvidence.QUOTE: "quotes and answers",
}


def active(relation: Relation) -> str:
    """Return what the source does to the target, such as "attacks"."""
    plain = "attacks" if relation.kind is RelationKind.ATTACK else "supports"
    return _ACTIVE.get(relation.subtype, plain) if relation.subtype else plain


def torn(relation: Relation) -> bool:
    """Return whether it is unsure if the source attacks or supports: the other was weighed at two fifths or more.

    What people have marked is never unsure: nothing else was weighed.
    """
    turned = [o.confidence for o in relation.alternatives if o.target == relation.target and o.kind is not None]
    return bool(turned) and max(turned) >= TORN * relation.confidence


def passive(relation: Relation) -> str:
    """Return what the target undergoes, such as "attacked by"."""
    return PASSIVE[active(relation)]


def count(number: int, noun: str, plural: str | None = None) -> str:
    """Return "1 post", "2 posts", "3 replies"."""
    return f"{number} {noun if number == 1 else plural or noun + 's'}"


def author(post: Post) -> str:
    """Return who wrote a post."""
    return post.author or UNKNOWN


def when(post: Post) -> str:
    """Return when a post was written: as the source printed it, or the day."""
    return post.age or (post.written or "").split("T")[0]


def commitment(component: Component) -> str | None:
    """Return how far the author stands behind a component, where that is not plainly."""
    asserted = component.commitment in (None, Commitment.ASSERTED)
    return None if asserted or component.commitment is None else component.commitment.value


def look(component: Component) -> str:
    """Return the word for the outline of a card: hedged (or asked, or hypothetical), reported, or asserted."""
    doubtful = component.commitment in (Commitment.HEDGED, Commitment.ASKED, Commitment.HYPOTHETICAL)
    return "hedged" if doubtful else "reported" if component.commitment is Commitment.REPORTED else "asserted"


def reply(post: Post) -> str:
    """Return the verb that stands before the answered post; links that argmap inferred say so."""
    evidence = post.reply_evidence
    return "answers" if evidence is None else _REPLY.get(evidence, "probably answers")


def standing(dispute: Dispute) -> tuple[str, str]:
    """Return where a dispute stands and what more there is to say about it."""
    sides = bool(dispute.claims_for) + bool(dispute.claims_against)
    unjudged = "" if sides == 2 else "One-sided"
    return (_STATUS[dispute.status] if dispute.status else unjudged), _rest(dispute, sides)


def _rest(dispute: Dispute, sides: int) -> str:
    if sides < 2:
        return "nobody speaks against it" if dispute.claims_for else "nobody speaks for it"
    waiting = len(dispute.unanswered)
    if waiting:
        return f"{count(waiting, 'claim')} {'has' if waiting == 1 else 'have'} no answer yet"
    return ""


def found(argument_map: ArgumentMap) -> str:
    """Return how much was read and found, in one line."""
    posts = argument_map.posts().values()
    people = {post.author for post in posts if post.author is not None}
    parts = [count(len(posts), "post")]
    parts += [count(len(people), "person", "people")] if people else []
    parts += [
        count(len(argument_map.components), "component"),
        count(len(argument_map.relations), "relation"),
    ]
    return " · ".join([*parts, count(len(argument_map.disputes), "disputed point")])


def instead(argument_map: ArgumentMap) -> str:
    """Return what a map without disputes holds."""
    claims = sum(c.kind.value == "claim" for c in argument_map.components)
    attacks = sum(r.kind is RelationKind.ATTACK for r in argument_map.relations)
    premises, supports = len(argument_map.components) - claims, len(argument_map.relations) - attacks
    if not argument_map.components:
        return "No claims were found either: the text says nothing that argmap reads as arguable."
    parts = [
        count(claims, "claim"),
        count(premises, "premise"),
        count(supports, "support"),
        count(attacks, "attack"),
    ]
    doubt = f" {doubted(argument_map)}" * bool(contradictions(argument_map))
    return f"Found instead: {', '.join(parts[:-1])} and {parts[-1]}.{doubt}"


def doubted(argument_map: ArgumentMap) -> str:
    """Say that people may contradict each other though nothing is listed as disputed."""
    number = contradictions(argument_map)
    verb = "is" if number == 1 else "are"
    return f"{count(number, 'possible contradiction')} between people {verb} too doubtful to be listed."


def contradictions(argument_map: ArgumentMap) -> int:
    """Return how many relations set one person against what another said."""
    components, posts = argument_map.by_id(), argument_map.posts()
    targets = argument_map.targets()

    def who(name: str) -> str:
        return voice(posts[components[name].post])

    return sum(r.kind is RelationKind.ATTACK and who(r.source) != who(targets[r.id]) for r in argument_map.relations)
