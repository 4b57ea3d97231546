"""Which model fills which slot: found by name, built in or from a plug-in."""

from collections.abc import Mapping
from dataclasses import dataclass

from argmap.nlp.classifier import Classifier
from argmap.nlp.sealed import is_here
from argmap.registry import Registry

COMPONENTS = Registry(
    kind="component model",
    builtin={"rules": "argmap.nlp.rules:ComponentRules", "argmap": "argmap.nlp.arguments:ComponentEncoder"},
)
RELATIONS = Registry(
    kind="relation model",
    builtin={"rules": "argmap.nlp.rules:RelationRules", "argmap": "argmap.nlp.arguments:RelationEncoder"},
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Models:
    """The models of one run."""

    components: Classifier
    relations: Classifier

    def names(self) -> Mapping[str, str]:
        """Return the name of the model in each slot."""
        return {"components": self.components.name, "relations": self.relations.name}

    def hashes(self) -> Mapping[str, str]:
        """Return the hash of each trained model; rules have none."""
        found = {slot: getattr(self, slot) for slot in ("components", "relations")}
        return {slot: str(model.digest) for slot, model in found.items() if getattr(model, "digest", "")}


def default() -> str:
    """Return the name of the models that are used where none are named: ours where they came along, else the rules."""
    return "argmap" if is_here("argument-encoder") else "rules"


def models(*, components: str | None = None, relations: str | None = None) -> Models:
    """Return the models of these names, made ready to use; raise UnknownNameError for others."""
    return Models(
        components=COMPONENTS.make(components or default()),
        relations=RELATIONS.make(relations or default()),
    )
