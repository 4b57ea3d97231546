"""Read saved web pages and score their main text by words: `python benchmarks/articles.py [FOLDER]`.

FOLDER holds one folder a page, with `source.html` and `expected.html`; without it ARGMAP_DATA's `threads/article_html`.
"""

import argparse
import os
import re
from collections import Counter
from pathlib import Path

from argmap.read import read_text
from argmap.read.prose import from_html


def words(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", text.casefold()))


def scores(found: Counter[str], expected: Counter[str]) -> tuple[float, float, float]:
    common = (found & expected).total()
    precision, recall = common / max(1, found.total()), common / max(1, expected.total())
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def page(folder: Path) -> tuple[float, float, float]:
    discussion = read_text((folder / "source.html").read_text(encoding="utf-8"), source=folder.name)
    # The posts after the first are the comments under the article.
    text = discussion.posts[0].text
    expected = from_html((folder / "expected.html").read_text(encoding="utf-8")).text
    return scores(words(text), words(expected))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    data = Path(os.environ.get("ARGMAP_DATA", ".")) / "threads" / "article_html"
    parser.add_argument("folder", type=Path, nargs="?", default=data)
    folders = sorted(path.parent for path in parser.parse_args().folder.glob("*/source.html"))
    found = {folder.name: page(folder) for folder in folders}
    print(f"{'page':<24}{'precision':>10}{'recall':>10}{'F1':>10}")
    for name, (precision, recall, f1) in found.items():
        print(f"{name:<24}{precision:>10.3f}{recall:>10.3f}{f1:>10.3f}")
    print(f"{'mean':<24}{'':>20}{sum(f1 for *_, f1 in found.values()) / max(1, len(found)):>10.3f}")


if __name__ == "__main__":
    main()
