"""int8 against the fp32 model it was made from: labels that flip, and how much faster one core is, in one run."""

import shutil
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from statistics import median

from argmap.components import passages
from argmap.nlp.arguments import ComponentEncoder, RelationEncoder
from argmap.nlp.encoder import Encoder
from argmap.nlp.models import Models, syntax_model
from measure.figures import Figure
from measure.given import marked, own_units
from measure.maps import gold_maps
from measure.pairs import chances, gold_pairs
from measure.stats import Value

STAGE = "int8 against fp32"
_ROUNDS = 3


def quantised(gold: Path, train: Path, shipped: Path, whole: Path) -> Iterator[Figure]:
    """Yield flips and speed on the gold and on as many more maps; `whole` is the fp32 ONNX file of the same weights."""
    with tempfile.TemporaryDirectory() as folder:
        full = Path(folder)
        for name in ("config.json", "tokenizer.json"):
            shutil.copyfile(shipped / name, full / name)
        shutil.copyfile(whole, full / "model.onnx")
        small, large = Encoder(shipped), Encoder(full)
        given = [(name, m) for place in (gold, train) for name, m, _ in gold_maps(place)][:12]
        units = [list(passages(own_units(marked(m), syntax_model()))) for _, m in given]
        pairs = [*gold_pairs(gold), *gold_pairs(train)][:600]
        yield from _flips(units, pairs, _slots(small), _slots(large))
        yield from _speed(units, pairs, _slots(small), _slots(large))


def _slots(encoder: Encoder) -> Models:
    return Models(syntax=syntax_model(), components=ComponentEncoder(encoder), relations=RelationEncoder(encoder))


def _flips(units: Sequence, pairs: Sequence, small: Models, large: Models) -> Iterator[Figure]:
    one = [s for row in units for s in small.components.classify(row)]
    other = [s for row in units for s in large.components.classify(row)]
    least = small.components.least
    kept = [(a, b) for a, b in zip(one, other, strict=True) if b["component"] >= least]
    found = {
        "component or not": [
            (a["component"] >= least) != (b["component"] >= least) for a, b in zip(one, other, strict=True)
        ],
        "claim or premise": [(a["claim"] >= 0.5) != (b["claim"] >= 0.5) for a, b in kept],
        "attack or support": [
            (a >= 0.5) != (b >= 0.5) for a, b in zip(chances(pairs, small), chances(pairs, large), strict=True)
        ],
    }
    for row, flips in found.items():
        value = Value(value=sum(flips) / len(flips), n=len(flips))
        yield Figure(
            stage=STAGE, row=f"labels that flip: {row}", system="argmap", value=value, wanted=0.01, lower_is_better=True
        )


def _speed(units: Sequence, pairs: Sequence, small: Models, large: Models) -> Iterator[Figure]:
    """Yield the ratio of processor times, the two models in turn, so that a busy machine slows both."""
    tasks: dict[str, Callable[[Models], object]] = {
        "units": lambda m: [m.components.classify(row) for row in units[:3]],
        "pairs": lambda m: chances(pairs[:150], m),
    }
    for name, task in tasks.items():
        ratios = []
        for _ in range(_ROUNDS):
            times = []
            for slots in (small, large):
                start = time.process_time()
                task(slots)
                times.append(time.process_time() - start)
            ratios.append(times[1] / times[0])
        value = Value(value=median(ratios), low=min(ratios), high=max(ratios), n=_ROUNDS)
        yield Figure(stage=STAGE, row=f"speed, times fp32: {name}", system="argmap", value=value, wanted=3.0)
