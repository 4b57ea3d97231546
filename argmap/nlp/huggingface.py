"""A complete plug-in for the relation slot: any Hugging Face sequence classifier that judges pairs, read from a folder.

The only door to transformers. The entry point in `pyproject.toml` makes it `--relations hf:FOLDER`; a package of
your own adds a model in the same way (docs/plug-ins.md).
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from argmap.errors import ModelError
from argmap.nlp.classifier import Passage, Scores
from argmap.nlp.rules import RelationRules

AGAINST = frozenset(("attack", "contradiction", "disagree", "con", "against", "refute", "refutes", "deny"))
FOR = frozenset(("support", "entailment", "agree", "pro", "for", "favor", "supports"))
_BATCH = 16
_LONGEST = 256


class CrossEncoder:
    """Says for or against by a cross-encoder; what it does not judge (undercut, concession) the rules do.

    `folder` holds a model with its tokenizer, as `save_pretrained` writes them; nothing is ever downloaded. Its
    labels must name both sides in one of the usual ways (support/attack, agree/disagree, entailment/contradiction);
    others count as neither. Raises ModelError where the extra is missing, the folder is none, or the labels are others.
    """

    name = "hf"

    def __init__(self, folder: str = "") -> None:
        self._tokenizer, self._model = _load(folder)
        named = {int(at): str(label).lower() for at, label in self._model.config.id2label.items()}
        self._against = [at for at, label in named.items() if label in AGAINST]
        self._for = [at for at, label in named.items() if label in FOR]
        if not self._against or not self._for:
            known = ", ".join(named.values())
            raise ModelError(f"the model in {folder} has the labels {known}; argmap needs one for and one against")

    def classify(self, passages: Sequence[Passage]) -> Sequence[Scores]:
        """Return for each passage the scores of `attack`, `undercut` and `concession`."""
        ruled = RelationRules().classify(passages)
        return [{**rules, "attack": attack} for rules, attack in zip(ruled, self._attacks(passages), strict=True)]

    def _attacks(self, passages: Sequence[Passage]) -> list[float]:
        """Return how much of the chance of both sides is against; sorted, so that a batch holds like lengths."""
        found = [0.5] * len(passages)
        order = sorted(range(len(passages)), key=lambda at: len(passages[at].text) + len(passages[at].above))
        for first in range(0, len(order), _BATCH):
            places = order[first : first + _BATCH]
            for at, chances in zip(places, self._chances([passages[at] for at in places]), strict=True):
                against, favour = (sum(chances[i] for i in side) for side in (self._against, self._for))
                found[at] = against / (against + favour) if against + favour else 0.5
        return found

    def _chances(self, passages: Sequence[Passage]) -> list[list[float]]:
        import torch

        texts, above = [p.text for p in passages], [p.above for p in passages]
        given: Mapping[str, Any] = self._tokenizer(
            texts, above, padding=True, truncation=True, max_length=_LONGEST, return_tensors="pt"
        )
        with torch.no_grad():
            rows: list[list[float]] = self._model(**given).logits.softmax(-1).tolist()
        return rows


def _load(folder: str) -> tuple[Any, Any]:
    try:
        from transformers import AutoModelForSequenceClassification, AutoTokenizer
        from transformers.utils import logging
    except ImportError as error:
        raise ModelError(f"a Hugging Face model needs {error.name}; install argmap[hf]") from error
    if not folder or not Path(folder).is_dir():
        raise ModelError(f"{folder or 'hf'} is no folder with a model; write --relations hf:FOLDER")
    logging.disable_progress_bar()  # type: ignore[no-untyped-call, unused-ignore]
    try:
        tokenizer = AutoTokenizer.from_pretrained(folder, local_files_only=True)
        model = AutoModelForSequenceClassification.from_pretrained(folder, local_files_only=True)
    except (OSError, ValueError, RuntimeError) as error:
        first = str(error).strip().split("\n")[0]
        raise ModelError(
            f"the model in {folder} cannot be loaded ({first}); it needs weights and a tokenizer"
        ) from error
    return tokenizer, model.eval()
