"""Map the texts beside hand-made maps and score them: `python benchmarks/gold.py FOLDER [--baseline] [--each]`.

FOLDER holds `name.json` (gold) and `name.txt`, or the gold's own `source` stands in ARGMAP_DATA's `seeds/`.
"""

import argparse
import os
from collections.abc import Iterator
from pathlib import Path

from argmap.argument import ArgumentMap
from argmap.evaluate import baseline, evaluate, pool, table
from argmap.native import load
from argmap.pipeline import map_sources


def pairs(folder: Path) -> Iterator[tuple[str, ArgumentMap, Path]]:
    for path in sorted(folder.glob("*.json")):
        gold = load(path.read_text(encoding="utf-8"), where=path.name)
        beside = path.with_suffix(".txt")
        source = gold.discussions[0].source
        named = [path.parent / source, Path(os.environ.get("ARGMAP_DATA", ".")) / "seeds" / source, beside]
        yield path.stem, gold, next(p for p in named if p.is_file())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--baseline", action="store_true")
    parser.add_argument("--each", action="store_true")
    asked = parser.parse_args()
    columns: dict[str, list] = {"argmap": []}
    for name, gold, source in pairs(asked.folder):
        one = {"argmap": evaluate(gold, map_sources([str(source)]))}
        if asked.baseline:
            one["baseline"] = evaluate(gold, baseline(gold))
        for column, report in one.items():
            columns.setdefault(column, []).append(report)
        if asked.each:
            print(f"{name}\n{table(one)}")
    print(table({name: pool(reports) for name, reports in columns.items()}))


if __name__ == "__main__":
    main()
