"""How long a map of 5,000 components takes in each format, and how many of 500 generated maps come back whole.

python benchmarks/formats.py [--components 5000] [--maps 500]
"""

import argparse
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, Phase, given, settings

sys.path.insert(0, str(Path(__file__).parents[1]))

from argmap.argument import ArgumentMap
from argmap.formats import LOADERS, WRITERS, export
from tests.formats import test_round_trips
from tests.formats.maps import maps
from tests.render.maps import large

DRAWN = ("text", "html")


def seconds(work: Callable[..., Any], *arguments: Any) -> tuple[float, Any]:
    began = time.process_time()
    made = work(*arguments)
    return time.process_time() - began, made


def timings(argument_map: ArgumentMap) -> None:
    print(f"{len(argument_map.components)} components, {len(argument_map.relations)} relations; processor seconds")
    print(f"{'format':<16}{'write':>8}{'read':>8}")
    for name in [name for name in WRITERS.builtin if name not in DRAWN]:
        export(argument_map, name)  # What is imported once is not the format's time.
        wrote, content = seconds(export, argument_map, name)
        read = ""
        if name in LOADERS.builtin:
            took, again = seconds(LOADERS.get(name), content)
            read = f"{took:8.2f}" + ("" if again == argument_map or name == "aif" else "  not the same map")
        print(f"{name:<16}{wrote:8.2f}{read}")


def round_trips(count: int) -> None:
    """Print how many generated maps come back whole, and as much as a format keeps without our map in its file."""
    whole = test_round_trips.test_a_map_comes_back_whole
    words = test_round_trips.test_what_a_format_says_it_keeps_is_in_its_own_words
    for name in test_round_trips.CARRIERS:
        print(f"{name:<16}comes back whole           {counted(whole, name, count)}", flush=True)
    for name in [*test_round_trips.CARRIERS, "aif"]:
        print(f"{name:<16}keeps what it says it keeps{counted(words, name, count)}", flush=True)


def counted(check: Any, name: str, count: int) -> str:
    bare, ran = check.hypothesis.inner_test, []

    def once(made: ArgumentMap) -> None:
        bare(name=name, made=made)
        ran.append(name)

    options = settings(
        max_examples=count, deadline=None, database=None, phases=(Phase.generate,),
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    try:
        options(given(made=maps())(once))()
    except AssertionError as error:
        return f"{len(ran):>5}, then: {' '.join(str(error).split())[:200] or 'not the same'}"
    return f"{len(ran):>5}, all"


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--components", type=int, default=5_000)
    parser.add_argument("--maps", type=int, default=500)
    chosen = parser.parse_args()
    if chosen.components:
        timings(large(chosen.components))
    if chosen.maps:
        round_trips(chosen.maps)


if __name__ == "__main__":
    main()
