"""Ask the encoder whether two claims say the same, of labels it has not learnt: `python benchmarks/sameness.py`.

The pairs are those of `hand-restatements.jsonl` that are kept apart, their texts from ARGMAP_CORPORA. "Same" is what
readers call S for the most part, "arguable" what they call S or U. Likeness is the area under the curve; precision and
coverage are those of pairs from the line on that the restatements stage takes. Intervals draw threads anew.
"""

import os
from collections import defaultdict
from pathlib import Path

from argmap.evaluate.bootstrap import interval
from argmap.evaluate.counts import total
from argmap.nlp.arguments import sameness
from argmap.restatements import LEAST_SAME
from argmap.train.corpora.restated import restated

LABELS = Path(__file__).with_name("hand-restatements.jsonl")


def main() -> None:
    pairs = [pair for pair in restated(LABELS, Path(os.environ["ARGMAP_CORPORA"])) if pair.apart]
    chances = sameness([(pair.one, pair.other) for pair in pairs])
    rounds = (("all", (0, 1, 2)), ("first draws", (0,)), ("by nearness", (1,)), ("hard to tell", (2,)))
    for name, wanted in rounds:
        for what, letters in (("same", "S"), ("arguable", "SU")):
            found = [
                (pair.threads[0], chance, 2 * sum(letter in letters for letter in pair.letters) > len(pair.letters))
                for pair, chance in zip(pairs, chances, strict=True)
                if pair.round in wanted
            ]
            told(f"{name}, {what}", found)


def told(name: str, found: list[tuple[str, float, bool]]) -> None:
    likely, unlikely = ([chance for _, chance, same in found if same is label] for label in (True, False))
    area = sum((a > b) + (a == b) / 2 for a in likely for b in unlikely) / max(1, len(likely) * len(unlikely))
    print(f"{name}: {len(likely)} of {len(found)}; area under the curve {area:.3f}")
    by_thread = defaultdict(list)
    for thread, chance, same in found:
        linked = chance >= LEAST_SAME
        by_thread[thread].append((float(linked and same), float(linked), float(same)))
    rows = [total(one) for one in by_thread.values()]
    for what, at in (("precision", 1), ("coverage", 2)):
        sums = total(rows)
        low, high = interval(rows, lambda row, at=at: row[0] / row[at] if row[at] else None) or (0.0, 0.0)
        print(f"  {what} {sums[0]:.0f} of {sums[at]:.0f}: {sums[0] / max(1, sums[at]):.3f} ({low:.3f} to {high:.3f})")


if __name__ == "__main__":
    main()
