"""Our alpha against the package krippendorff on 300 random tables: `python benchmarks/peers/agree.py`.

Runs in an environment apart: krippendorff is GPL, so argmap never imports it. Exit code 1 where they differ.
"""

import importlib.util
import random
import sys
from pathlib import Path
from types import ModuleType

import krippendorff
import numpy as np

PLACE = Path(__file__).parents[2] / "argmap" / "annotate" / "measures.py"


def measures() -> ModuleType:
    spec = importlib.util.spec_from_file_location("measures", PLACE)
    module = importlib.util.module_from_spec(spec)
    sys.modules["measures"] = module
    spec.loader.exec_module(module)
    return module


def main() -> None:
    ours, chance, worst, compared = measures(), random.Random(0), 0.0, 0
    for _ in range(300):
        observers, units, values = chance.randint(2, 5), chance.randint(3, 40), chance.randint(2, 5)
        gaps = chance.random() * 0.5
        table = [
            [None if chance.random() < gaps else chance.randrange(values) for _ in range(observers)]
            for _ in range(units)
        ]
        mine = ours.alpha([[None if v is None else str(v) for v in row] for row in table])
        rows = np.array([[np.nan if v is None else v for v in row] for row in table]).T
        try:
            theirs = krippendorff.alpha(reliability_data=rows, level_of_measurement="nominal")
        except ValueError:
            continue
        if mine is not None and np.isfinite(theirs):
            compared += 1
            worst = max(worst, abs(mine - theirs))
    print(f"alpha against krippendorff: {compared} tables, largest difference {worst:.2e}")
    sys.exit(worst > 5e-4 or compared < 200)


if __name__ == "__main__":
    main()
