"""The formats that are read by people and drawn: small maps, whole files."""

import csv
from dataclasses import replace
from io import StringIO

from argmap.formats import export
from tests.builders import component, dispute, map_of, post, relation

WHERE = post("p1", "Trams are cheap. They need few drivers.", author="ana")
THERE = post("p2", "Few drivers does not mean low cost.", author='b"en', reply_to="p1")
ONE, TWO = component(WHERE, "Trams are cheap"), component(WHERE, "They need few drivers", kind="premise")
THREE = component(THERE, "Few drivers does not mean low cost", canonical="few drivers, yet dear")
STEP = relation(TWO, ONE)
UNDER = relation(THREE, STEP, "attack", subtype="undercut")
MAP = map_of([WHERE, THERE], [ONE, TWO, THREE], [STEP, UNDER], [dispute(1, [ONE], [THREE])])


def test_markdown_lists_disputes_and_lines_of_argument():
    assert export(MAP, "markdown") == (
        "# test\n\n## Disputed points\n\n1. **Trams are cheap**\n    - for: Trams are cheap *(ana)*\n"
        '    - against: few drivers, yet dear *(b"en: “Few drivers does not mean low cost”)*\n\n'
        "## Lines of argument\n\n- Trams are cheap *(ana)*\n  - **supports:** They need few drivers *(ana)*\n"
        '    - **attacks (undercut):** few drivers, yet dear *(b"en: “Few drivers does not mean low cost”)*\n'
    )


def test_mermaid_draws_an_undercut_to_the_arrow():
    assert export(MAP, "mermaid").split("\n")[1:] == [
        '  c1["Trams are cheap<br>#40;ana#41;"]',
        '  c2("They need few drivers<br>#40;ana#41;")',
        '  c3["few drivers, yet dear<br>#40;b#34;en#41;"]',
        '  r1((" "))',
        "  c2 --- r1",
        "  r1 -->|supports| c1",
        "  c3 -.-x|undercut| r1",
        "",
    ]


def test_dot_draws_an_undercut_to_the_arrow():
    lines = [line.strip() for line in export(MAP, "dot").split("\n")]
    assert (
        'c3 [label="few drivers, yet dear\\n(b\\"en)", tooltip="Few drivers does not mean low cost", style=bold];'
        in lines
    )
    assert "r1 [shape=point];" in lines
    assert any(line.startswith("c3 -> r1") for line in lines)


def test_csv_keeps_every_text_and_runs_none():
    formula = post("p1", '=HYPERLINK("x")\nline', author="@ana")
    made = map_of([formula], [component(formula, formula.text)])
    (row,) = csv.DictReader(StringIO(export(made, "csv")["components.csv"]))
    assert (row["text"], row["author"], row["start"]) == ("'" + formula.text, "'@ana", "0")


def test_graphml_names_the_step_that_is_undercut():
    import networkx as nx

    graph = nx.parse_graphml(export(MAP, "graphml"), force_multigraph=True)
    assert graph.nodes["c3"]["author"] == 'b"en'
    assert graph.edges["c3", "c2", "r2"]["undercuts"] == "r1"


def test_brat_splits_a_mark_at_each_line_end():
    where = post("p1", "Trams are\n\n  cheap.", author="ana")
    files = export(map_of([where], [component(where, where.text)]), "brat")
    fragments = files["map.ann"].split("\n")[0].split("\t")
    assert fragments[2] == "Trams are cheap."
    start = files["map.txt"].index("Trams")
    assert fragments[1] == f"Claim {start} {start + 9};{start + 13} {start + 19}"


def test_a_map_without_anything_is_a_file_in_every_drawn_format():
    empty = replace(MAP, components=(), relations=(), disputes=())
    assert all(export(empty, name) for name in ("markdown", "mermaid", "dot", "graphml", "csv", "argdown"))
