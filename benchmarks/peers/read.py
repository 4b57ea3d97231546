"""Read what argmap wrote with the owners' own parsers, and compare what they find with what the maps hold.

python benchmarks/peers/read.py FOLDER     (in the environment of requirements.txt, not argmap's own)
"""

import csv
import json
import sys
import traceback
from collections import Counter
from collections.abc import Callable, Mapping
from io import StringIO
from pathlib import Path
from typing import Any

csv.field_size_limit(10_000_000)
Expected = Mapping[str, Any]


class BeyondItError(Exception):
    """A map that a parser cannot read for a fault of its own, which is said."""


def main() -> int:
    folders = sorted(path for path in Path(sys.argv[1]).iterdir() if path.is_dir())
    failures: Counter[str] = Counter()
    beyond: dict[str, list[str]] = {name: [] for name in PEERS}
    for folder in folders:
        wanted = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
        for name, peer in PEERS.items():
            try:
                peer(folder, wanted)
            except BeyondItError as reason:
                beyond[name].append(str(reason))
            except Exception:
                failures[name] += 1
                if failures[name] <= 3:
                    print(f"{folder.name} {name}\n{traceback.format_exc(limit=-2)}")
    for name in PEERS:
        skipped = f"{len(beyond[name]):>5} beyond it: {beyond[name][0]}" if beyond[name] else ""
        read = len(folders) - failures[name] - len(beyond[name])
        print(f"{name:<28}{read:>5} read{failures[name]:>5} failed{skipped}")
    return 1 if failures else 0


def same(found: Any, wanted: Any) -> None:
    if found != wanted:
        raise AssertionError(f"found {str(found)[:300]!r}, wanted {str(wanted)[:300]!r}")


def arguebuf_json(folder: Path, wanted: Expected) -> None:
    import arguebuf

    graph = arguebuf.load.json((folder / "arguebuf").open(encoding="utf-8"))
    same([graph.atom_nodes[f"c{at}"].text for at in range(1, len(wanted["labels"]) + 1)], wanted["labels"])
    same(len(graph.scheme_nodes), len(wanted["relations"]))
    same(
        [graph.atom_nodes[f"c{at}"].participant and graph.atom_nodes[f"c{at}"].participant.name
         for at in range(1, len(wanted["labels"]) + 1)], wanted["authors"],
    )  # fmt: skip
    edges = {(edge.source.id, edge.target.id) for edge in graph.edges.values()}
    for number, (source, target, _, step, _) in enumerate(wanted["relations"], start=1):
        end = f"r{step + 1}" if step is not None else f"c{target + 1}"
        if not {(f"c{source + 1}", f"r{number}"), (f"r{number}", end)} <= edges:
            raise AssertionError(f"r{number} lacks an edge")


def arguebuf_aif(folder: Path, wanted: Expected) -> None:
    import arguebuf

    for name, loader in (("aif", arguebuf.load.aif), ("xaif", arguebuf.load.xaif)):
        graph = loader(json.loads((folder / name).read_text(encoding="utf-8")))
        same(sorted(node.text for node in graph.atom_nodes.values()), sorted(wanted["labels"]))
        same(len(graph.scheme_nodes), len(wanted["relations"]))


def arguebuf_brat(folder: Path, wanted: Expected) -> None:
    import arguebuf

    text = (folder / "brat" / "map.ann").read_text(encoding="utf-8")
    if '\t"' in text:
        raise BeyondItError("its reader takes a quotation mark for that of CSV")
    graph = arguebuf.load.brat(StringIO(text))
    same(len(graph.atom_nodes) >= sum(wanted["shown"]), True)


def xaif_library(folder: Path, wanted: Expected) -> None:
    from xaif import AIF

    value = json.loads((folder / "xaif").read_text(encoding="utf-8"))
    found = AIF(value)
    same(found.is_valid_json_aif(), True)
    same(found.is_json_aif_dialog(), bool(wanted["labels"]))
    speech = [node for node in value["AIF"]["nodes"] if node["type"] == "L"]
    names = [found.get_speaker(node["nodeID"])[0] for node in speech]
    same(names, ["None None" if author is None else f"{author} " for author in wanted["authors"]])
    found.get_next_max_id("nodes", "nodeID")
    if any(step is None for _, _, _, step, _ in wanted["relations"]):
        # Without a relation between two propositions this function ends in an UnboundLocalError of its own.
        found.get_csv("argument-relation")


def cassis_json(folder: Path, wanted: Expected) -> None:
    import cassis

    _cas(cassis.load_cas_from_json((folder / "inception").read_text(encoding="utf-8")), wanted)


def cassis_xmi(folder: Path, wanted: Expected) -> None:
    import cassis

    with (folder / "inception-xmi" / "TypeSystem.xml").open("rb") as file:
        types = cassis.load_typesystem(file)
    with (folder / "inception-xmi" / "map.xmi").open("rb") as file:
        _cas(cassis.load_cas_from_xmi(file, typesystem=types), wanted)


def _cas(cas: Any, wanted: Expected) -> None:
    same(cas.sofa_string, wanted["document"])
    units = {one.identifier: one for one in cas.select("custom.ArgUnit")}
    same([[units[f"c{at}"].begin, units[f"c{at}"].end] for at in range(1, len(units) + 1)], wanted["spans"])
    found = {one.identifier: one for one in cas.select("custom.ArgRelation")}
    same(len(found), len(wanted["relations"]))
    for number, (source, target, kind, _, _) in enumerate(wanted["relations"], start=1):
        one = found[f"r{number}"]
        same(
            (one.Governor.identifier, one.Dependent.identifier, one.relation),
            (f"c{source + 1}", f"c{target + 1}", kind),
        )


def networkx_graphml(folder: Path, wanted: Expected) -> None:
    import networkx as nx

    graph = nx.read_graphml(folder / "graphml", force_multigraph=True)
    same(graph.number_of_nodes(), len(wanted["labels"]))
    found = {key: (source, target, data["kind"]) for source, target, key, data in graph.edges(keys=True, data=True)}
    for number, (source, target, kind, _, _) in enumerate(wanted["relations"], start=1):
        same(found[f"r{number}"], (f"c{source + 1}", f"c{target + 1}", kind))


def label_studio(folder: Path, wanted: Expected) -> None:
    from label_studio_sdk.label_interface import LabelInterface

    task = json.loads((folder / "label-studio").read_text(encoding="utf-8"))[0]
    interface = LabelInterface((folder.parent / "label-studio.xml").read_text(encoding="utf-8"))
    interface.validate()
    same(interface.validate_task({"data": task["data"]}), True)
    same(interface.validate_prediction(task["predictions"][0], return_errors=True), [])
    regions = [one for one in task["predictions"][0]["result"] if one["type"] == "labels"]
    same([one["value"]["text"] for one in regions], [wanted["document"][a:b] for a, b in wanted["spans"]])


def pybrat(folder: Path, wanted: Expected) -> None:
    from pybrat.parser import BratParser

    if len({tuple(span) for span, shown in zip(wanted["spans"], wanted["shown"], strict=True) if shown}) < sum(
        wanted["shown"]
    ):
        raise BeyondItError("it refuses two entities at one place, which brat allows")
    (example,) = BratParser(error="raise").parse(str(folder / "brat"))
    shown = [at for at, yes in enumerate(wanted["shown"]) if yes]
    found = [" ".join(example.text[span.start : span.end] for span in one.spans) for one in example.entities]
    same(sorted(found), sorted(one.mention for one in example.entities))
    same(len(example.entities) >= len({tuple(wanted["spans"][at]) for at in shown}) > -1, True)


def pandas_csv(folder: Path, wanted: Expected) -> None:
    import pandas as pd

    table = pd.read_csv(folder / "csv" / "components.csv", keep_default_na=False, lineterminator=None)
    same(len(table), len(wanted["labels"]))
    same(len(pd.read_csv(folder / "csv" / "relations.csv")), len(wanted["relations"]))


def markdown_outline(folder: Path, wanted: Expected) -> None:
    from markdown_it import MarkdownIt

    tokens = MarkdownIt("commonmark").parse((folder / "markdown").read_text(encoding="utf-8"))
    text = "\n".join("".join(one.content for one in token.children or ()) for token in tokens if token.type == "inline")
    for label in wanted["labels"]:
        same(" ".join(label.replace("\0", "\ufffd").split()) in text, True)
    kinds = {child.type for token in tokens for child in token.children or ()}
    same(kinds <= {"text", "em_open", "em_close", "strong_open", "strong_close", "text_special"}, True)


PEERS: dict[str, Callable[[Path, Expected], None]] = {
    "arguebuf: arguebuf": arguebuf_json,
    "arguebuf: aif, xaif": arguebuf_aif,
    "arguebuf: brat": arguebuf_brat,
    "xaif: xaif": xaif_library,
    "dkpro-cassis: CAS JSON": cassis_json,
    "dkpro-cassis: XMI": cassis_xmi,
    "networkx: GraphML": networkx_graphml,
    "Label Studio SDK: tasks": label_studio,
    "pybrat: brat": pybrat,
    "pandas: CSV": pandas_csv,
    "markdown-it: Markdown": markdown_outline,
}

if __name__ == "__main__":
    sys.exit(main())
