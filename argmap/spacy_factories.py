"""spaCy pipes: `nlp.add_pipe("argmap_components")` marks what is argued in a Doc, `argmap_relations` links it too.

spaCy finds them by the entry points `spacy_factories`, so `import argmap` is not needed. The spans are those of
`doc.spans["argmap"]`, labelled claim or premise; what is known of them beyond that is in its `attrs`.
"""

from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span, SpanGroup

from argmap.argument import ArgumentMap, Component
from argmap.discussion import Discussion, Post
from argmap.nlp.models import Models, models
from argmap.pipeline import argue

SPANS = "argmap"


class Argue:
    """Maps each Doc as one post: spans of its components, with relations where they are wanted."""

    def __init__(self, slots: Models, *, linked: bool) -> None:
        self._slots, self._linked = slots, linked

    def __call__(self, doc: Doc) -> Doc:
        """Write `doc.spans["argmap"]`; `attrs` holds confidences, and relations as (source, target, kind) by place."""
        post = Post(id="p1", text=doc.text)
        made = argue([Discussion(id="d1", source="doc", format="spacy", posts=(post,))], self._slots)
        spans = [_span(doc, component) for component in made.components]
        attrs: dict[str, Any] = {"confidences": [one.confidence for one in made.components]}
        if self._linked:
            attrs["relations"] = _relations(made)
        doc.spans[SPANS] = SpanGroup(doc, name=SPANS, spans=spans, attrs=attrs)
        return doc


def _span(doc: Doc, component: Component) -> Span:
    found = doc.char_span(component.start, component.end, label=component.kind.value, alignment_mode="expand")
    assert found is not None, "a stretch of the text has tokens"
    return found


def _relations(made: ArgumentMap) -> list[tuple[int, int, str]]:
    at = {component.id: index for index, component in enumerate(made.components)}
    targets = made.targets()
    return [(at[r.source], at[targets[r.id]], r.kind.value) for r in made.relations]


_CONFIG: dict[str, Any] = {"syntax": None, "components": None, "relations": None}


@Language.factory("argmap_components", default_config=_CONFIG, retokenizes=False)
def argmap_components(
    nlp: Language, name: str, syntax: str | None, components: str | None, relations: str | None
) -> Argue:
    """Make the pipe that marks claims and premises; the options name models as on the command line."""
    del nlp, name
    return Argue(models(syntax=syntax, components=components, relations=relations), linked=False)


@Language.factory("argmap_relations", default_config=_CONFIG, retokenizes=False)
def argmap_relations(
    nlp: Language, name: str, syntax: str | None, components: str | None, relations: str | None
) -> Argue:
    """Make the pipe that marks claims and premises and links them; the options name models."""
    del nlp, name
    return Argue(models(syntax=syntax, components=components, relations=relations), linked=True)
