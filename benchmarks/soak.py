"""A long run: `python benchmarks/soak.py [--threads 10000] [--kills 100]` (`make soak`); exit code 1 where it fails.

Ten thousand made-up threads are mapped by `argmap batch`: memory must stop growing, no thread be lost or stand twice.
Then runs over a small dump are killed at random points and taken up again, a hundred times: 0 lost, 0 twice.
"""

import argparse
import json
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

from argmap.scale.sql import ask

RULES = ["--syntax", "rules", "--components", "rules", "--relations", "rules", "--no-embeddings"]
POSTS = 4
FLAT = 1.15
SAID = (
    "We should close the {0} to cars, because {1} people were hit on it last year.",
    "That is wrong: it would only push the traffic into {0} street, where the {1} school is.",
    "I don't think that {0} {1} would pay for it. In {2} they promised the same and nothing came of it.",
    "No, {0} is not the point. What matters is whether {1} can still reach the {2} by bus.",
    "If {0} were as bad as {1} says, nobody would have moved to {2}, and yet they did.",
)
Figures = dict[str, Any]


def main() -> None:
    wanted = argparse.ArgumentParser(description=__doc__)
    wanted.add_argument("--threads", type=int, default=10_000, help="How many are mapped while memory is watched.")
    wanted.add_argument("--kills", type=int, default=100, help="How often a run is killed.")
    wanted.add_argument("--dump", type=int, default=300, help="How many threads the dump has that is killed.")
    wanted.add_argument("--rules", action="store_true", help="Watch memory with the rules for models.")
    wanted.add_argument("--seed", type=int, default=1)
    asked = wanted.parse_args()
    found: Figures = {}
    if asked.threads:
        found["memory"] = memory(asked.threads, asked.seed, RULES if asked.rules else [])
        print(json.dumps({"memory": found["memory"]}), flush=True)
    if asked.kills:
        found["kills"] = kills(asked.kills, asked.dump, asked.seed)
        print(json.dumps({"kills": found["kills"]}), flush=True)
    sys.exit(any(figures["failed"] for figures in found.values()))


def dump(path: Path, count: int, seed: int) -> Path:
    """Write a dump of `count` made-up threads; every one has words of its own."""
    drawn = random.Random(seed)
    with path.open("w", encoding="utf-8") as file:
        for thread in range(count):
            for post in range(POSTS):
                words = [
                    f"{drawn.choice('bdfgklmnprst')}{drawn.choice('aeiou')}{drawn.randrange(10**6)}" for _ in "123"
                ]
                row = {
                    "thread_id": f"t{thread}", "id": f"t{thread}-{post}", "author": f"a{drawn.randrange(3)}",
                    "reply_to": f"t{thread}-{drawn.randrange(post)}" if post else None,
                    "text": " ".join(drawn.sample(SAID, 2)).format(*words),
                }  # fmt: skip
                file.write(json.dumps(row) + "\n")
    return path


def memory(count: int, seed: int, models: list[str]) -> Figures:
    """Map `count` threads and watch what the run and its workers hold in memory."""
    with tempfile.TemporaryDirectory() as name:
        source, out = dump(Path(name) / "dump.jsonl", count, seed), Path(name) / "out"
        command = [sys.executable, "-m", "argmap", "batch", str(source), "-o", str(out), *models]
        held: list[float] = []
        start = time.monotonic()
        with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as run:
            while run.poll() is None:
                held.append(resident(run.pid) + sum(map(resident, children(run.pid))))
                with suppress(subprocess.TimeoutExpired):
                    run.wait(0.5)
        seconds = time.monotonic() - start
        state = counted(out, count)
    half = max(1, len(held) // 2)
    growth = round(max(held[half:], default=0.0) / max(max(held[:half]), 1.0), 3)
    tenth = max(1, len(held) // 10)
    parts = [round(statistics.median(held[at : at + tenth])) for at in range(0, tenth * 10, tenth) if held[at:]]
    # In a short run the workers start within the first half.
    failed = run.returncode != 0 or (count >= 1_000 and growth > FLAT) or any(state.values())
    return {
        "threads": count, "seconds": round(seconds), "MB by tenths of the time": parts,
        "peak of the second half to the first": growth, **state, "failed": failed,
    }  # fmt: skip


def kills(times: int, count: int, seed: int) -> Figures:
    """Kill runs at random points until `times` are killed; whatever was cut off is taken up by the next."""
    drawn = random.Random(seed)
    killed = amid = ended = 0
    wrong: Figures = {}
    with tempfile.TemporaryDirectory() as name:
        source, out = dump(Path(name) / "dump.jsonl", count, seed), Path(name) / "out"
        command = [sys.executable, "-m", "argmap", "batch", str(source), "-o", str(out), *RULES]
        start = time.monotonic()
        subprocess.run(command, check=True, capture_output=True)
        whole = time.monotonic() - start
        while killed < times:
            if (out / "argmap-batch.json").exists() and finished(out) == every(count):
                # What all the runs so far left must be whole; then another folder begins.
                subprocess.run(command, check=True, capture_output=True)
                wrong, ended = summed(wrong, counted(out, count)), ended + 1
                shutil.rmtree(out)
            before = finished(out)
            with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as run:
                try:
                    run.wait(drawn.uniform(0.0, whole))
                except subprocess.TimeoutExpired:
                    run.kill()
                    killed += 1
                    run.wait()
                    amid += finished(out) > before
        last = subprocess.run(command, check=False, capture_output=True)
        wrong = summed(wrong, counted(out, count))
    failed = last.returncode != 0 or any(wrong.values())
    return {
        "killed": killed, "of them after chunks were written": amid, "threads": count, "datasets made whole": ended + 1,
        **wrong, "failed": failed,
    }  # fmt: skip


def finished(out: Path) -> int:
    """Return how many chunks of a run are marked as done."""
    return len(list((out / "chunks").glob("*.json"))) if (out / "chunks").is_dir() else 0


def every(count: int) -> int:
    """Return in how many chunks so many threads are done."""
    return -(-count // 32)


def counted(out: Path, count: int) -> Figures:
    """Return how many of the threads are lost, stand twice, gave errors, and how many posts are too many or few."""
    rows = ask(out, "SELECT discussion, COUNT(*) FROM discussions GROUP BY 1")[1]
    posts = ask(out, "SELECT COUNT(*) FROM posts")[1][0][0]
    errors = ask(out, "SELECT COUNT(*) FROM errors")[1][0][0]
    return {
        "lost": count - len(rows), "twice": sum(times > 1 for _, times in rows), "errors": errors,
        "posts too many or few": posts - POSTS * count,
    }  # fmt: skip


def summed(one: Figures, other: Figures) -> Figures:
    return {name: one.get(name, 0) + abs(value) for name, value in other.items()}


def children(process: int) -> list[int]:
    """Return the processes that a process started."""
    with suppress(OSError):
        return [int(one) for one in Path(f"/proc/{process}/task/{process}/children").read_text().split()] + [
            int(one)
            for task in Path(f"/proc/{process}/task").iterdir()
            if task.name != str(process)
            for one in (task / "children").read_text().split()
        ]
    return []


def resident(process: int) -> float:
    """Return the memory of a process in MB, what it shares with others in parts (PSS)."""
    with suppress(OSError):
        for line in Path(f"/proc/{process}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) / 1024
    return 0.0


if __name__ == "__main__":
    main()
