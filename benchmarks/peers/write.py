"""Write maps in every format for the owners' own parsers: seeds, the real sources, and generated hostile maps.

    python benchmarks/peers/write.py FOLDER [--generated 200]

Each map becomes a folder with its exports and `expected.json`: what a parser must find in them. `agreement.json` holds
marks of annotators and our coefficients of them.
"""

import argparse
import json
import os
import sys
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, seed, settings

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from argmap.argument import ArgumentMap  # noqa: E402
from argmap.formats import WRITERS, export  # noqa: E402
from argmap.formats.document import document, lines_of  # noqa: E402
from argmap.native import load  # noqa: E402
from benchmarks.peers.agreement import cases  # noqa: E402
from tests.formats.maps import maps  # noqa: E402

FORMATS = [name for name in WRITERS.builtin if name not in ("text", "html")]


def write(argument_map: ArgumentMap, folder: Path) -> None:
    folder.mkdir(parents=True)
    for name in FORMATS:
        content = export(argument_map, name)
        if isinstance(content, str):
            (folder / name).write_bytes(content.encode("utf-8"))
            continue
        (folder / name).mkdir()
        for file, text in content.items():
            (folder / name / file).write_bytes(text.encode("utf-8"))
    (folder / "expected.json").write_text(json.dumps(expected(argument_map)), encoding="utf-8")


def expected(argument_map: ArgumentMap) -> dict[str, object]:
    at = {component.id: index for index, component in enumerate(argument_map.components)}
    step = {relation.id: index for index, relation in enumerate(argument_map.relations)}
    targets = argument_map.targets()
    made, posts = document(argument_map), argument_map.posts()
    return {
        "labels": [component.label for component in argument_map.components],
        "words": [component.text for component in argument_map.components],
        "authors": [posts[component.post].author for component in argument_map.components],
        "kinds": [component.kind.value for component in argument_map.components],
        "shown": [bool(lines_of(made.text, *made.span(one))) for one in argument_map.components],
        "places": [(component.start, component.end) for component in argument_map.components],
        "spans": [made.span(component) for component in argument_map.components],
        "document": made.text,
        "relations": [
            [at[r.source], at[targets[r.id]], r.kind.value,
             None if r.target in at else step[r.target], r.subtype and r.subtype.value]
            for r in argument_map.relations
        ],
    }  # fmt: skip


def generated(count: int) -> list[ArgumentMap]:
    found: list[ArgumentMap] = []

    @seed(7)
    @settings(max_examples=count, deadline=None, phases=(Phase.generate,), database=None,
              suppress_health_check=list(HealthCheck))  # fmt: skip
    @given(maps())
    def collect(made: ArgumentMap) -> None:
        found.append(made)

    collect()
    return found[:count]


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--generated", type=int, default=200)
    chosen = parser.parse_args()
    for path in sorted((ROOT / "seeds").glob("*.json")):
        if '"argmap/1"' in (text := path.read_text(encoding="utf-8"))[:200]:
            write(load(text), chosen.folder / f"seed-{path.stem}")
    if (data := os.environ.get("ARGMAP_DATA")) is not None:
        from argmap.nlp.models import models
        from argmap.pipeline import map_sources

        rules = models(components="rules", relations="rules")
        for path in sorted(Path(data, "seeds").iterdir()):
            write(map_sources([str(path)], slots=rules), chosen.folder / f"real-{path.stem}")
    for number, made in enumerate(generated(chosen.generated)):
        write(made, chosen.folder / f"hostile-{number:03}")
    from argmap.formats.label_studio import CONFIG

    (chosen.folder / "label-studio.xml").write_text(CONFIG, encoding="utf-8")
    print(f"{sum(path.is_dir() for path in chosen.folder.iterdir())} maps in {len(FORMATS)} formats")
    (chosen.folder / "agreement.json").write_text(json.dumps(cases()), encoding="utf-8")


if __name__ == "__main__":
    main()
