"""What people argued: components, the relations between them, the disputes they make, and the whole map."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib import import_module
from typing import TYPE_CHECKING

from argmap.discussion import Discussion, Post, refuse_cycles, refuse_doubles, without_quote_signs
from argmap.errors import InvalidError
from argmap.frames import frames
from argmap.terms import Commitment, Kind, RelationKind, Status, Subtype, Verdict

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd

__all__ = [
    "Alternative",
    "ArgumentMap",
    "Borrowed",
    "Commitment",
    "Component",
    "Dispute",
    "Generator",
    "Kind",
    "Relation",
    "RelationKind",
    "Review",
    "Status",
    "Subtype",
    "Verdict",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """A person's verdict on one item; `was` holds the value before an edit."""

    verdict: Verdict
    by: str
    was: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Borrowed:
    """A stretch of a canonical claim that is not in its component, and the place it was taken from."""

    start: int
    end: int
    post: str | None = None
    post_start: int | None = None
    post_end: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Component:
    """A claim or premise: `text` is `post.text[start:end]`, verbatim; the map checks it."""

    id: str
    post: str
    start: int
    end: int
    text: str
    kind: Kind
    commitment: Commitment | None = None
    canonical: str | None = None
    canonical_from: tuple[Borrowed, ...] | None = None
    quoted: bool = False
    quote_of: str | None = None
    confidence: float
    review: Review | None = None

    @property
    def label(self) -> str:
        """The canonical claim, or the component's own words where there is none."""
        return self.canonical or without_quote_signs(self.text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Alternative:
    """Another reading of a relation's source that was weighed and lost; no `kind` where only the target was judged."""

    target: str
    kind: RelationKind | None = None
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """From the component that speaks to the one it speaks about; an undercut may point at a relation.

    `alternatives` are the runners-up, the likeliest first.
    """

    id: str
    source: str
    target: str
    kind: RelationKind
    subtype: Subtype | None = None
    evidence: tuple[str, ...] = ()
    confidence: float
    alternatives: tuple[Alternative, ...] = ()
    review: Review | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispute:
    """A point on which the text stands for and against; rank 1 is the most disputed."""

    id: str
    rank: int
    point: str
    claims_for: tuple[str, ...]
    claims_against: tuple[str, ...]
    status: Status | None = None
    authors_for: tuple[str, ...] | None = None
    authors_against: tuple[str, ...] | None = None
    strongest_for: str | None = None
    strongest_against: str | None = None
    last_word: str | None = None
    unanswered: tuple[str, ...] = ()
    score: float | None = None
    parts: Mapping[str, float] | None = None
    review: Review | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Generator:
    """Who made a map: program or annotator, its version, its models by hash, its options."""

    name: str
    version: str
    models: Mapping[str, str] = field(default_factory=dict)
    options: Mapping[str, str | int | float | bool | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class ArgumentMap:
    """Discussions and what is argued in them; refuses unknown ids and components that are not verbatim."""

    generator: Generator
    discussions: tuple[Discussion, ...]
    components: tuple[Component, ...] = ()
    relations: tuple[Relation, ...] = ()
    disputes: tuple[Dispute, ...] = ()

    def __post_init__(self) -> None:
        problems = [*_post_problems(self), *_component_problems(self)]
        problems += [*_relation_problems(self), *_dispute_problems(self)]
        if problems:
            more = f" (and {len(problems) - 1} more problems)" if len(problems) > 1 else ""
            raise InvalidError(problems[0] + more)

    def posts(self) -> dict[str, Post]:
        """Return every post of every discussion by id, in reading order."""
        return {post.id: post for discussion in self.discussions for post in discussion.posts}

    def by_id(self) -> dict[str, Component]:
        """Return the components by id."""
        return {component.id: component for component in self.components}

    def targets(self) -> dict[str, str]:
        """Return the component that each relation speaks to: of an undercut the source of what it undercuts."""
        components, sources = self.by_id(), {relation.id: relation.source for relation in self.relations}
        return {r.id: r.target if r.target in components else sources[r.target] for r in self.relations}

    def _repr_html_(self) -> str:
        """Return the page in a sandboxed frame: what a notebook shows where a map is the last line of a cell."""
        # By name, as the registry does: the domain does not know the page.
        return str(import_module("argmap.render.notebook").frame(self))

    def to_networkx(self) -> nx.MultiDiGraph[str]:
        """Return a directed multigraph: components are nodes, relations are edges keyed by their id."""
        import networkx as nx

        graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
        for component in self.components:
            graph.add_node(component.id, kind=component.kind.value, label=component.label, post=component.post)
        targets = self.targets()
        for edge in self.relations:
            graph.add_edge(edge.source, targets[edge.id], key=edge.id, kind=edge.kind.value)
        return graph

    def to_frames(self) -> dict[str, pd.DataFrame]:
        """Return pandas tables of posts, components, relations and disputes, a column for each field.

        Raises MissingExtraError without pandas (argmap[frames]).
        """
        posts = tuple(self.posts().values())
        return frames(posts=posts, components=self.components, relations=self.relations, disputes=self.disputes)


def _post_problems(argument_map: ArgumentMap) -> list[str]:
    refuse_doubles("discussion", [d.id for d in argument_map.discussions], where="the map")
    refuse_doubles("post", [post.id for d in argument_map.discussions for post in d.posts], where="the map")
    posts = argument_map.posts()
    refuse_cycles({post.id: post.reply_to for post in posts.values()})
    return [
        f"post {post.id} names post {other} in {name}, which is not in the map"
        for post in posts.values()
        for name, other in (("reply_to", post.reply_to), ("same_as", post.same_as))
        if other is not None and other not in posts
    ]


def _component_problems(argument_map: ArgumentMap) -> list[str]:
    refuse_doubles("component", [c.id for c in argument_map.components], where="the map")
    posts, known, problems = argument_map.posts(), argument_map.by_id(), []
    for component in argument_map.components:
        post = posts.get(component.post)
        if post is None:
            problems.append(f"component {component.id} lies in post {component.post}, which is not in the map")
        elif not 0 <= component.start < component.end or component.text != post.text[component.start : component.end]:
            place = f"{component.start}-{component.end}"
            problems.append(f"component {component.id} is not the text of {post.id} at {place}")
        if component.quote_of is not None and component.quote_of not in known:
            problems.append(f"component {component.id} quotes {component.quote_of}, which is not in the map")
    return problems


def _relation_problems(argument_map: ArgumentMap) -> list[str]:
    refuse_doubles("relation", [r.id for r in argument_map.relations], where="the map")
    components = argument_map.by_id()
    relations = {relation.id for relation in argument_map.relations}
    problems = []
    for relation in argument_map.relations:
        if relation.source not in components:
            problems.append(f"relation {relation.id} starts at {relation.source}, which is not a component")
        undercut = relation.subtype is Subtype.UNDERCUT and relation.target in relations - {relation.id}
        if relation.target not in components and not undercut:
            problems.append(f"relation {relation.id} points at {relation.target}, which is not a component")
        for other in relation.alternatives:
            if other.target not in components:
                problems.append(f"relation {relation.id} weighed {other.target}, which is not a component")
        if relation.source == relation.target:
            problems.append(f"relation {relation.id} points at its own source")
    return problems


def _dispute_problems(argument_map: ArgumentMap) -> list[str]:
    refuse_doubles("dispute", [d.id for d in argument_map.disputes], where="the map")
    known = argument_map.by_id()
    return [
        f"dispute {d.id} names {name}, which is not a component"
        for d in argument_map.disputes
        for name in (*d.claims_for, *d.claims_against, *d.unanswered, d.strongest_for, d.strongest_against)
        if name is not None and name not in known
    ]
