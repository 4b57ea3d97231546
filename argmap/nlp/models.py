"""Which model fills which slot: found by name, built in or from a plug-in."""

from collections.abc import Mapping
from dataclasses import dataclass

from argmap.nlp.cache import shared
from argmap.nlp.classifier import Classifier, Sameness
from argmap.nlp.remembered import RememberingParser
from argmap.nlp.sealed import is_here
from argmap.nlp.syntax import Parser, load_syntax
from argmap.registry import Registry

COMPONENTS = Registry(
    kind="component model",
    builtin={"rules": "argmap.nlp.rules:ComponentRules", "argmap": "argmap.nlp.arguments:ComponentEncoder"},
)
RELATIONS = Registry(
    kind="relation model",
    builtin={
        "rules": "argmap.nlp.rules:RelationRules",
        "argmap": "argmap.nlp.arguments:RelationEncoder",
        "llm": "argmap.nlp.llm:language_model",
    },
)
SYNTAX = Registry(
    kind="syntax model",
    builtin={"rules": "argmap.nlp.sentences:SyntaxRules", "argmap": "argmap.nlp.syntax:OwnSyntax"},
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Models:
    """The models of one run."""

    syntax: Parser
    components: Classifier
    relations: Classifier

    def names(self) -> Mapping[str, str]:
        """Return the name of the model in each slot."""
        return {"syntax": self.syntax.name, "components": self.components.name, "relations": self.relations.name}

    def sameness(self) -> Sameness | None:
        """Return what says how likely two texts assert the same; None where the rules judge or none came along."""
        from argmap.nlp.arguments import NAME, sameness

        return sameness if self.relations.name != "rules" and is_here(NAME) else None

    def hashes(self) -> Mapping[str, str]:
        """Return the hash of each trained model; rules have none."""
        from argmap.nlp.senses import senses_digest

        found = {slot: getattr(getattr(self, slot), "digest", "") for slot in ("syntax", "components", "relations")}
        found["senses"] = senses_digest() if self.relations.name != "rules" else ""
        return {slot: str(digest) for slot, digest in found.items() if digest}


def default() -> str:
    """Return the name of the models that are used where none are named: ours where they came along, else the rules."""
    return "argmap" if is_here("argument-encoder") else "rules"


def models(*, syntax: str | None = None, components: str | None = None, relations: str | None = None) -> Models:
    """Return the models of these names, made ready to use; raise UnknownNameError or ModelError for others."""
    return Models(
        syntax=syntax_model(syntax),
        components=COMPONENTS.make(components or default()),
        relations=RELATIONS.make(relations or default()),
    )


def syntax_model(name: str | None = None) -> Parser:
    """Return the syntax model of this name; a name that is not ours is a spaCy pipeline's, a package or a folder."""
    name = name or ("argmap" if is_here("en_argmap_syntax") else "rules")
    parser: Parser = SYNTAX.make(name) if name in SYNTAX.names() else load_syntax(name)
    digest, cache = getattr(parser, "digest", None), shared()
    return RememberingParser(parser, digest, cache) if digest and cache else parser
