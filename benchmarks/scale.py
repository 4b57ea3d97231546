"""Time and memory from one thread to a million: `python benchmarks/scale.py [--only map,batch] [--plot FOLDER]`.

The comments are drawn from the threads in ARGMAP_DATA (ten thousand from ARGMAP_CORPORA), 48 words on average; nothing
of them is kept. Every ratio comes from one run; times are medians. Small numbers unless `--full`, which takes the sizes
of docs/performance.md.
"""

import argparse
import gzip
import json
import os
import random
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

STAGES = ("read_text", "thread", "parse", "segment", "components", "relations", "canonical", "disputes")
WORDS = 48
FORWARD, PARSER = "forward passes", "the parser's passes"
Figures = dict[str, Any]


def main() -> None:
    wanted = argparse.ArgumentParser(description=__doc__)
    wanted.add_argument("--only", default="map,grown,batch,search")
    wanted.add_argument("--full", action="store_true")
    wanted.add_argument("--plot", type=Path, help="A folder for the plots; needs matplotlib.")
    wanted.add_argument("--one", help=argparse.SUPPRESS)
    asked = wanted.parse_args()
    if asked.one:
        print(json.dumps(ONE[asked.one.split("|")[0]](*asked.one.split("|")[1:])))
        return
    found: Figures = {}
    for name in asked.only.split(","):
        found[name] = PARTS[name](asked.full)
        print(json.dumps({name: found[name]}, indent=1), flush=True)
    if asked.plot:
        plot(found, asked.plot)


def comments(seed: int = 1, *, many: bool = False) -> list[str]:
    """Return real comments in a drawn order, 48 words on average; `many` thousands come from forums of the corpora."""
    texts = _from_forums() if many else _from_threads()
    drawn = random.Random(seed)
    drawn.shuffle(texts)
    kept = [text for text in texts if 5 <= len(text.split()) <= 220]
    # Long ones are left out until the mean is right.
    kept.sort(key=lambda text: len(text.split()))
    while statistics.fmean(len(text.split()) for text in kept) > WORDS:
        kept = kept[: len(kept) * 99 // 100]
    drawn.shuffle(kept)
    return kept


def _from_threads() -> list[str]:
    from argmap.read import read

    folder = Path(os.environ["ARGMAP_DATA"]) / "threads"
    kinds = ("reddit_json", "hn_html", "hn_algolia_derived", "discourse_json")
    texts: list[str] = []
    for path in (path for kind in kinds for path in sorted((folder / kind).rglob("*")) if path.is_file()):
        try:
            texts += [" ".join(post.text.split()) for post in read(str(path)).posts]
        except Exception:
            continue
    return texts


def _from_forums() -> list[str]:
    path = Path(os.environ["ARGMAP_CORPORA"]) / "raw-discussions" / "iac-4forums-unannotated.jsonl.gz"
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return sorted({" ".join((json.loads(line)["text"] or "").split()) for line in file})


def thread(count: int, path: Path, *, extra: int = 0, many: bool = False) -> Path:
    """Write a thread of `count` comments as JSON Lines, each answering one of the ten before it."""
    texts, drawn = comments(many=many), random.Random(2)
    rows = []
    for at in range(count + extra):
        above = f"c{drawn.randrange(max(0, at - 10), at)}" if at else None
        text = texts[at % len(texts)] + (f" ({at // len(texts)})" if at >= len(texts) else "")
        rows.append({"id": f"c{at}", "author": f"a{drawn.randrange(1 + count // 4)}", "reply_to": above, "text": text})
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def one_map(path: str, target: str) -> Figures:
    """Map a file to JSON (kept as `target`) and to a page in this process: seconds by stage, and memory at its peak."""
    start, cpu = time.perf_counter(), time.process_time()
    from argmap.process import settle

    settle()
    stages = timed()
    from argmap import pipeline
    from argmap.formats import export

    found = pipeline.map_sources([path])
    for name in ("json", "html"):
        before = time.perf_counter()
        written = str(export(found, name))
        stages[name] = time.perf_counter() - before
        if name == "json":
            Path(target).write_text(written, encoding="utf-8")
    wall, cpu = time.perf_counter() - start, time.process_time() - cpu
    memory = peak()
    rounded = {name: round(seconds, 3) for name, seconds in stages.items()}
    return {
        "posts": len(found.posts()), "components": len(found.components), "relations": len(found.relations),
        "wall": round(wall, 2), "cpu": round(cpu, 2), "MB": round(memory), "model": rounded.pop(FORWARD, 0.0),
        "parser": rounded.pop(PARSER, 0.0), "stages": rounded,
    }  # fmt: skip


def peak() -> float:
    """Return the most megabytes that this process held; what ru_maxrss says counts the process it was forked from."""
    status = Path("/proc/self/status")
    if status.exists():
        return int(status.read_text(encoding="ascii").partition("VmHWM:")[2].split()[0]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def timed() -> dict[str, float]:
    """Have every stage of the pipeline timed; return the seconds, filled in as they run."""
    from argmap import pipeline
    from argmap.nlp import network
    from argmap.nlp.syntax import load_syntax

    load_syntax()
    import thinc.model

    spent: dict[str, float] = {}

    def watch(owner: Any, name: str, label: str, clock: Callable[[], float] = time.perf_counter) -> None:
        inner: Callable[..., Any] = getattr(owner, name)

        def outer(*args: Any, **named: Any) -> Any:
            before = clock()
            try:
                return inner(*args, **named)
            finally:
                spent[label] = spent.get(label, 0.0) + clock() - before

        setattr(owner, name, outer)

    for name in STAGES:
        if hasattr(pipeline, name):
            watch(pipeline, name, name)
    # Passes run side by side, each on a thread of its own: processor time adds up, wall time does not.
    watch(network.Network, "run", FORWARD, time.thread_time)
    # Of the parser its layers; not its steps from word to word, which spaCy lets nobody time.
    watch(thinc.model.Model, "predict", PARSER, time.thread_time)
    return spent


def apart(what: str, **environment: str) -> Figures:
    """Run one measurement in a process of its own."""
    done = subprocess.run(
        [sys.executable, __file__, "--one", what], capture_output=True, text=True, check=True,
        env={**os.environ, **environment},
    )  # fmt: skip
    found: Figures = json.loads(done.stdout.splitlines()[-1])
    return found


def maps(full: bool) -> Figures:
    """Time and memory against the size of one thread, nothing remembered."""
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        found: Figures = {
            size: _mapped(thread(size, place / f"{size}.jsonl"), "off", place / "m") for size in (10, 100, 1_000)
        }
        if full:
            # So many different comments come from elsewhere, so their thousand is measured too.
            less, more = (
                _mapped(thread(size, place / f"{size}.jsonl", many=True), "off", place / "m")
                for size in (1_000, 10_000)
            )
            found |= {10_000: more, "1,000 of the same": less}
            found["10,000 to 1,000, wall"] = round(more["wall"] / less["wall"], 2)
            found["10,000 to 1,000, cpu"] = round(more["cpu"] / less["cpu"], 2)
    large = found[1_000]
    found["1,000: cpu to the encoder's passes"] = round(large["cpu"] / large["model"], 2)
    found["1,000: cpu to the passes of all models"] = round(large["cpu"] / (large["model"] + large["parser"]), 2)
    return found


def grown(full: bool) -> Figures:
    """A thread of 1,000 comments, and the same thread grown by 10: what the second run costs."""
    count = 1_000 if full else 200
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        small, large = thread(count, place / "a.jsonl"), thread(count, place / "b.jsonl", extra=count // 100)
        first = _mapped(small, str(place / "cache"), place / "first.json")
        second = _mapped(large, str(place / "cache"), place / "second.json")
        fresh = _mapped(large, "off", place / "fresh.json")
        same = (place / "second.json").read_bytes() == (place / "fresh.json").read_bytes()
    return {
        "first": first, "grown": second, "fresh": fresh, "same bytes": same,
        "wall grown to first": round(second["wall"] / first["wall"], 3),
        "model time grown to first": round(second["model"] / first["model"], 3),
    }  # fmt: skip


def _mapped(source: Path, cache: str, target: Path) -> Figures:
    # As installed: compiled to bytecode before.
    compiled = {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": str(target.parent / "compiled")}
    if not (target.parent / "compiled").exists():
        apart(f"map|{thread(10, target.parent / 'few.jsonl')}|{target}", ARGMAP_CACHE="off", **compiled)
    return apart(f"map|{source}|{target}", ARGMAP_CACHE=cache, **compiled)


def _threads(folder: Path, count: int, posts: int) -> Path:
    folder.mkdir()
    texts, drawn = comments(), random.Random(3)
    for at in range(count):
        rows = [
            {"id": f"{n}", "author": f"a{drawn.randrange(6)}", "reply_to": f"{drawn.randrange(n)}" if n else None,
             "text": drawn.choice(texts)}
            for n in range(posts)
        ]  # fmt: skip
        path = folder / f"{at:05d}.jsonl"
        path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return folder


def batches(full: bool) -> Figures:
    """The same threads on one process, on two, and on two actors of Ray: wall seconds, medians."""
    count, runs = (320, 1) if full else (64, 1)
    with tempfile.TemporaryDirectory() as name:
        folder = _threads(Path(name) / "in", count, 20)
        how = {"1 process": ["--workers", "1"], "2 processes": ["--workers", "2"]}
        if _has("ray"):
            how["2 Ray actors"] = ["--workers", "2", "--engine", "ray"]
        times: dict[str, list[float]] = {label: [] for label in how}
        for _ in range(runs):
            for label, options in how.items():
                out = Path(name) / "out"
                times[label].append(_batch(folder, out, options))
                shutil.rmtree(out)
    medians = {label: round(statistics.median(spent), 2) for label, spent in times.items()}
    one, two = medians["1 process"], medians["2 processes"]
    found: Figures = {"threads": count, "seconds": medians, "2 processes to 1": round(one / two, 2)}
    if "2 Ray actors" in medians:
        found["Ray to local"] = round(two / medians["2 Ray actors"], 2)
    return found


def _batch(folder: Path, out: Path, options: list[str]) -> float:
    command = [sys.executable, "-m", "argmap", "batch", str(folder), "-o", str(out), *options]
    start = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return time.perf_counter() - start


def _has(name: str) -> bool:
    from importlib.util import find_spec

    return find_spec(name) is not None


def searches(full: bool) -> Figures:
    """Search among many claims made of real words: how fast the library is built, and the latency of a search."""
    import numpy as np

    from argmap.scale.index import index
    from argmap.scale.search import Library

    count = 1_000_000 if full else 50_000
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        drawn = np.random.default_rng(4)
        words = [word for text in comments() for word in text.split()]
        _dataset(folder, count, words, drawn)
        start = time.perf_counter()
        index(folder)
        rate = count / (time.perf_counter() - start)
        spent = []
        with Library(folder) as claims:
            for _ in range(200):
                at = int(drawn.integers(len(words) - 8))
                vector = drawn.normal(size=384).astype(np.float32)
                before = time.perf_counter()
                claims.search(" ".join(words[at : at + 8]), vector=vector / np.linalg.norm(vector))
                spent.append(time.perf_counter() - before)
        size = sum(path.stat().st_size for path in (folder / "library").iterdir()) / 1e6
    spent.sort()
    return {
        "claims": count, "claims a second to build": round(rate), "MB": round(size),
        "ms p50": round(1000 * spent[100], 1), "ms p95": round(1000 * spent[190], 1),
    }  # fmt: skip


def _dataset(folder: Path, count: int, words: list[str], drawn: Any) -> None:
    """Write a dataset of that many claims as `argmap batch` would, a part for every 5,000."""
    import numpy as np

    from argmap.scale import tables
    from argmap.scale.store import Store

    store = Store(folder=folder)
    with store.held({}):
        for number in range(0, count, 5_000):
            rows = tables.empty()
            for at in range(number, number + 5_000):
                start = int(drawn.integers(len(words) - 14))
                text = " ".join(words[start : start + 14])
                key, post = f"thread {at // 50}", f"p{at % 50}"
                rows["posts"].append({"discussion": key, "post": post, "author": f"a{at % 997}", "text": text})
                rows["components"].append(
                    {"discussion": key, "component": f"{post}:0-9", "post": post, "start": 0, "end": 9, "text": text,
                     "kind": "claim", "canonical": text, "quoted": False, "confidence": 0.5,
                     "embedding": drawn.integers(-127, 128, 384, dtype=np.int8)}
                )  # fmt: skip
                if at % 50:
                    target = f"p{at % 50 - 1}:0-9"
                    rows["relations"].append(
                        {"discussion": key, "relation": f"{at}", "source": f"{post}:0-9", "target": target,
                         "kind": "attack", "evidence": [], "confidence": 0.5}
                    )  # fmt: skip
            store.commit(number // 5_000, "", rows)


def plot(found: Figures, folder: Path) -> None:
    """Draw time by stage, and memory, against size."""
    import matplotlib

    matplotlib.use("svg")
    matplotlib.rcParams["svg.hashsalt"] = "argmap"
    from matplotlib import pyplot

    sizes = [size for size in found["map"] if isinstance(size, int)]
    figure, (times, memory) = pyplot.subplots(1, 2, figsize=(10, 4), width_ratios=(3, 2))
    for stage in (*STAGES, "json", "html"):
        spent = [found["map"][size]["stages"].get(stage, 0.0) for size in sizes]
        if max(spent) > 0.05:
            times.plot(sizes, spent, marker="o", markersize=4, label=stage)
    times.plot(sizes, [found["map"][size]["wall"] for size in sizes], color="black", marker="o", label="whole")
    times.set(xscale="log", yscale="log", ylim=(0.01, None), xlabel="comments", ylabel="seconds")
    times.legend(fontsize=7, loc="lower right", ncols=2)
    memory.plot(sizes, [found["map"][size]["MB"] for size in sizes], color="black", marker="o")
    memory.set(xscale="log", ylim=(0, None), xlabel="comments", ylabel="megabytes at the peak")
    figure.tight_layout()
    figure.savefig(folder / "performance.svg", metadata={"Date": None})


PARTS: dict[str, Callable[[bool], Figures]] = {
    "map": maps, "grown": grown, "batch": batches, "search": searches,
}  # fmt: skip
ONE: dict[str, Callable[..., Figures]] = {"map": one_map}


if __name__ == "__main__":
    main()
