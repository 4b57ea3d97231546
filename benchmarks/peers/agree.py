"""Compute our coefficients again with other programs, on the same marks: `python benchmarks/peers/agree.py FOLDER`.

In the environment of requirements.in, not argmap's own: krippendorff is GPL, and pygamma-agreement needs cvxopt, which
is. Exit code 1 where a value differs by more than half of .001.
"""

import json
import logging
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import krippendorff
import numpy as np
from nltk.metrics.agreement import AnnotationTask
from pyannote.core import Segment
from pygamma_agreement import CombinedCategoricalDissimilarity, Continuum
from segeval import segmentation_similarity
from segeval.similarity.weight import weight_a, weight_s, weight_t

LIMIT = 5e-4
DISSIMILARITY = CombinedCategoricalDissimilarity()
# A near miss counts as one edit, as in the paper; segeval's own default is half of one.
EDITS = (weight_a, weight_s, weight_t)
Case = dict[str, Any]
Values = Iterator[tuple[float | None, float]]


def main() -> int:
    logging.disable(logging.WARNING)
    given = json.loads((Path(sys.argv[1]) / "agreement.json").read_text(encoding="utf-8"))
    failed = False
    for name, (compute, fewest) in PEERS.items():
        found = [pair for case in given[name.split(":")[0]] for pair in compute(case)]
        worst = max((abs(ours - theirs) for ours, theirs in found if ours is not None), default=1.0)
        undefined = sum(ours is None for ours, _ in found)
        print(f"{name:<40}{len(found):>5} compared, largest difference {worst:.1e}")
        failed |= worst > LIMIT or undefined > 0 or len(found) < fewest
    return int(failed)


def alpha(case: Case) -> Values:
    values = sorted({value for row in case["ratings"] for value in row if value is not None})
    rows = [[np.nan if value is None else values.index(value) for value in row] for row in case["ratings"]]
    try:
        theirs = float(krippendorff.alpha(reliability_data=np.array(rows).T, level_of_measurement="nominal"))
    except ValueError:
        theirs = np.nan  # It refuses what leaves no room for disagreement.
    if case["ours"] is not None or np.isfinite(theirs):
        yield case["ours"], theirs


def kappa(case: Case) -> Values:
    if case["ours"] is None and {*case["first"]} == {*case["second"]}:
        return
    rows = [(who, at, label) for who in ("first", "second") for at, label in enumerate(case[who])]
    yield case["ours"], float(AnnotationTask(data=rows).kappa())


def similarity(case: Case) -> Values:
    masses = [tuple(np.diff([0, *case[who], case["size"]]).tolist()) for who in ("first", "second")]
    # Where nobody set a boundary it fails; by its own definition that is full agreement.
    yield case["ours"], float(segmentation_similarity(*masses, weight=EDITS)) if max(map(len, masses)) > 1 else 1.0


def gamma(case: Case) -> Values:
    """Yield the disorders of the best alignments, of the marks and of each sample of chance, and gamma of them."""
    theirs = [disorder(rows) for rows in case["continua"]]
    yield from zip(case["disorders"], theirs, strict=True)
    if case["ours"] is not None:
        yield case["ours"], 1 - theirs[0] / float(np.mean(theirs[1:]))


def disorder(rows: list[list[tuple[int, int, str]]]) -> float:
    continuum = Continuum()
    for name, row in enumerate(rows):
        continuum.add_annotator(f"a{name}")
        for start, end, kind in row:
            continuum.add(f"a{name}", Segment(start, end), kind)
    return float(continuum.get_best_alignment(DISSIMILARITY).disorder)


PEERS = {
    "alpha: krippendorff": (alpha, 250),
    "kappa: NLTK": (kappa, 250),
    "similarity: segeval": (similarity, 300),
    "gamma: pygamma-agreement": (gamma, 250),
}

if __name__ == "__main__":
    sys.exit(main())
