"""Score where sentences may be cut on discourse units nobody trained on: `python benchmarks/discourse.py`.

GUM's discourse units (ARGMAP_CORPORA/gum-discourse, the ten genres that are not non-commercial) say where a unit ends
within a sentence and which relation joins there. For each kind of relation: how many edges there are, how many of them
are places that `argmap.cuts` weighs, their mean chance, and how many are cut at chances of 0.22 and of 0.6. Last, how
well the chance tells edges of two statements (causes, reasons, contrasts, joints) from all other places (AUC).
"""

import os
import tarfile
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

from argmap.cuts import key, places, shipped
from argmap.nlp.models import syntax_model
from argmap.nlp.rules import squash, weigh

GENRES = frozenset("academic bio conversation court interview news speech textbook vlog voyage".split())
STATED = ("causal", "explanation", "adversative", "joint", "evaluation", "restatement")
LINES = (0.22, 0.6)
Edges = Mapping[int, str]


def main() -> None:
    sentences = list(gum(Path(os.environ["ARGMAP_CORPORA"]) / "gum-discourse" / "rst-dependencies.tar.gz"))
    chances: dict[str, list[float]] = defaultdict(list)
    missed: dict[str, int] = defaultdict(int)
    for (_, edges), found in zip(sentences, syntax_model().parse(text for text, _ in sentences), strict=True):
        for sentence in found:
            tokens = sentence.tokens
            inside = {place: kind for place, kind in edges.items() if sentence.start < place < sentence.end}
            known = {key(tokens, next(at for at, t in enumerate(tokens) if t.end > a)): k for a, k in inside.items()}
            for at, seen in places(tokens):
                chances[known.pop(key(tokens, at), "no edge")].append(squash(weigh(shipped(), seen)))
            for kind in known.values():
                missed[kind] += 1
    for kind, row in sorted(chances.items(), key=lambda pair: -sum(pair[1]) / len(pair[1])):
        cut = ", ".join(f"{sum(one >= line for one in row) / len(row):.3f} at {line}" for line in LINES)
        print(
            f"{kind:<14} {len(row) + missed[kind]:>5}, {len(row):>5} weighed, chance {sum(row) / len(row):.3f}, {cut}"
        )
    stated = [one for kind in STATED for one in chances[kind]]
    rest = [one for kind, row in chances.items() if kind not in STATED for one in row]
    print(f"two statements or not: AUC {auc(stated, rest):.3f}")


def gum(file: Path) -> Iterator[tuple[str, Edges]]:
    """Yield each sentence of the free genres, and by place the kind of relation that joins the units there."""
    with tarfile.open(file) as archive:
        for member in sorted(archive.getmembers(), key=lambda one: one.name):
            name = Path(member.name).name.split("_")
            read = archive.extractfile(member) if member.name.endswith(".rsd") else None
            if read is None or name[0] != "GUM" or name[1] not in GENRES:
                continue
            units: dict[str, list[list[str]]] = defaultdict(list)
            for line in read.read().decode("utf-8").splitlines():
                columns = line.split("\t")
                units[next(x for x in columns[5].split("|") if x.startswith("sid="))].append(columns)
            yield from map(joined, units.values())


def joined(units: list[list[str]]) -> tuple[str, Edges]:
    text, edges = "", {}
    numbers = [unit[0] for unit in units]
    for at, (_, words, *_, parent, relation) in enumerate([unit[:2] + unit[6:8] for unit in units]):
        text += " " * bool(text)
        if at:
            before, here = numbers[:at], numbers[at:]
            across = [relation] if parent in before else [u[7] for u in units[:at][::-1] if u[6] in here]
            edges[len(text)] = (across or ["other"])[0].split("-")[0]
        text += words
    return text, edges


def auc(likely: list[float], unlikely: list[float]) -> float:
    ranked = sorted([(one, 1) for one in likely] + [(one, 0) for one in unlikely])
    ranks = sum(at for at, (_, wanted) in enumerate(ranked, start=1) if wanted)
    return (ranks - len(likely) * (len(likely) + 1) / 2) / (len(likely) * len(unlikely))


if __name__ == "__main__":
    main()
