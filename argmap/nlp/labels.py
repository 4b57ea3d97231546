"""Labels of other pipelines in UD's words: dependencies from ClearNLP, entities from OntoNotes; no other scheme."""

from collections.abc import Iterable, Mapping

from argmap.errors import ModelError

UD = frozenset(
    "acl advcl advmod amod appos aux case cc ccomp clf compound conj cop csubj dep det discourse dislocated expl fixed"
    " flat goeswith iobj list mark nmod nsubj nummod obj obl orphan parataxis punct reparandum root vocative"
    " xcomp".split()
)
CLEARNLP: Mapping[str, str] = {
    "ROOT": "root", "acl": "acl", "acomp": "xcomp", "advcl": "advcl", "advmod": "advmod", "agent": "case",
    "amod": "amod", "appos": "appos", "attr": "xcomp", "aux": "aux", "auxpass": "aux:pass", "case": "case",
    "cc": "cc", "ccomp": "ccomp", "complm": "mark", "compound": "compound", "conj": "conj", "csubj": "csubj",
    "csubjpass": "csubj:pass", "dative": "iobj", "dep": "dep", "det": "det", "dobj": "obj", "expl": "expl",
    "hmod": "compound", "hyph": "punct", "infmod": "acl", "intj": "discourse", "iobj": "iobj", "mark": "mark",
    "meta": "dep", "neg": "advmod", "nmod": "nmod", "nn": "compound", "npadvmod": "obl:npmod", "nsubj": "nsubj",
    "nsubjpass": "nsubj:pass", "num": "nummod", "number": "nummod", "nummod": "nummod", "oprd": "xcomp",
    "parataxis": "parataxis", "partmod": "acl", "pcomp": "advcl", "pobj": "obl", "poss": "nmod:poss",
    "possessive": "case", "preconj": "cc:preconj", "predet": "det:predet", "prep": "case", "prt": "compound:prt",
    "punct": "punct", "quantmod": "advmod", "rcmod": "acl:relcl", "relcl": "acl:relcl", "xcomp": "xcomp",
}  # fmt: skip
ENTITIES: Mapping[str, str] = {
    "PER": "PER", "PERSON": "PER", "ORG": "ORG", "LOC": "LOC", "GPE": "LOC", "FAC": "LOC", "MISC": "MISC",
    "NORP": "MISC", "EVENT": "MISC", "PRODUCT": "MISC", "WORK_OF_ART": "MISC", "LAW": "MISC", "LANGUAGE": "MISC",
}  # fmt: skip


def dependencies(labels: Iterable[str], pipeline: str) -> Mapping[str, str]:
    """Return the UD label of each of a parser's labels; raise ModelError where they are of an unknown scheme."""
    own = sorted(set(labels) | {"ROOT"} - {""})
    foreign = [label for label in own if label != "ROOT" and label.partition(":")[0] not in UD]
    if not foreign:
        return {label: "root" if label == "ROOT" else label for label in own}
    strange = [label for label in own if label.partition("||")[0] not in CLEARNLP]
    if not strange:
        return {label: CLEARNLP[label.partition("||")[0]] for label in own}
    raise ModelError(
        f"the parser of {pipeline} speaks neither UD nor ClearNLP (label {strange[0]!r}); name a pipeline that does"
    )
