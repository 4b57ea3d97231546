"""Time and memory of reading and linking by the number of posts: `python benchmarks/reading.py [--posts 5000]`.

Threads of made-up sentences in several layouts, at a half and at the whole of the posts, each in a process of its own:
processor seconds to read and to link, and how far the process grew. Twice the posts should take about twice of each.
"""

import argparse
import json
import random
import resource
import subprocess
import sys
import time
from collections.abc import Callable

WORDS = (
    "the bridge council road school traffic light should close because it is old and nobody pays for repairs while two"
    " cyclists were hit last year that would only push cars into another street we need numbers before anybody decides"
).split()
LENGTHS = (12, 25, 40, 70, 120)


def posts(count: int) -> list[dict[str, object]]:
    """Return that many posts of a thread: each answers one of the last ten, by one of a hundred authors."""
    chance = random.Random(7)
    made: list[dict[str, object]] = []
    for number in range(1, count + 1):
        said = " ".join(chance.choice(WORDS) + str(chance.randrange(40)) * (chance.random() < 0.2) for _ in range(60))
        text = f"{said[: 6 * chance.choice(LENGTHS)]}."
        parent = max(1, number - chance.randint(1, 10)) if number > 1 else None
        made.append({"id": number, "author": f"user{chance.randrange(100)}", "text": text, "parent": parent})
    return made


def rows(made: list[dict[str, object]]) -> str:
    return "\n".join(json.dumps(post) for post in made)


def hacker_news(made: list[dict[str, object]]) -> str:
    items = [
        {"id": p["id"], "type": "comment" if p["parent"] else "story", "by": p["author"], "time": 1_600_000_000,
         "text": p["text"], "parent": p["parent"], "title": None if p["parent"] else "The bridge"}
        for p in made
    ]  # fmt: skip
    return json.dumps(items)


def paste(made: list[dict[str, object]]) -> str:
    return "".join(f"{p['author']} · {int(str(p['id'])) % 23 + 1}h ago\n{p['text']}\n" for p in made)


def mbox(made: list[dict[str, object]]) -> str:
    def message(p: dict[str, object]) -> str:
        above = f"In-Reply-To: <{p['parent']}@x>\n" if p["parent"] else ""
        head = f"From: {p['author']}\nSubject: The bridge\nMessage-ID: <{p['id']}@x>\n{above}"
        return f"From x Wed Apr 1 10:00:00 2020\n{head}\n{p['text']}\n\n"

    return "".join(map(message, made))


LAYOUTS: dict[str, Callable[[list[dict[str, object]]], str]] = {
    "table": rows,
    "hackernews-json": hacker_news,
    "mail": mbox,
    "paste": paste,
}


def measure(layout: str, count: int) -> tuple[float, float, float]:
    """Return processor seconds to read and to link, and the megabytes by which this process grew."""
    from argmap.read import number, read_text
    from argmap.thread import thread

    text = LAYOUTS[layout](posts(count))
    thread(number([read_text(LAYOUTS[layout](posts(20)))]))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    started = time.process_time()
    discussion = read_text(text)
    read = time.process_time()
    assert (len(discussion.posts), discussion.format) == (count, layout)
    thread(number([discussion]))
    linked = time.process_time()
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    return read - started, linked - read, grown / 1024


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--posts", type=int, default=5_000)
    parser.add_argument("--one", nargs=2, metavar=("LAYOUT", "POSTS"), help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.one:
        print(json.dumps(measure(asked.one[0], int(asked.one[1]))))
        return
    print(f"{'layout':<18}{'posts':>8}{'read s':>9}{'link s':>9}{'grown MB':>10}")
    for layout in LAYOUTS:
        for count in (asked.posts // 2, asked.posts):
            command = [sys.executable, __file__, "--one", layout, str(count)]
            done = subprocess.run(command, capture_output=True, check=True, text=True)
            read, link, grown = json.loads(done.stdout)
            print(f"{layout:<18}{count:>8,}{read:>9.2f}{link:>9.2f}{grown:>10.0f}", flush=True)


if __name__ == "__main__":
    main()
