"""Score a pipeline on treebanks' raw text: `python benchmarks/syntax.py [--syntax NAME] [--scores FILE] [--part dev]`.

CoNLL 2018 definitions, whole documents with their paragraphs, nothing given but text; beside it the sentences of the
rules. ARGMAP_CORPORA names the corpora; OMP_NUM_THREADS=1 gives the speed of one core.
"""

import argparse
import json
import os
from pathlib import Path

from argmap.train.scores import lines, measure


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--syntax", default="argmap")
    parser.add_argument("--part", default="test", choices=("dev", "test"))
    parser.add_argument("--scores", type=Path)
    asked = parser.parse_args()
    figures = measure(Path(os.environ["ARGMAP_CORPORA"]), asked.syntax, part=asked.part)
    print("\n".join(lines(figures)))
    if asked.scores:
        asked.scores.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
