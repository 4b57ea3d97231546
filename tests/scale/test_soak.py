"""`make soak`, in short: runs over a dump are watched and killed, and nothing is lost."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("pyarrow")
pytest.importorskip("duckdb")
SOAK = Path(__file__).parents[2] / "benchmarks" / "soak.py"


@pytest.mark.skipif(not SOAK.exists(), reason="an installation has no benchmarks")
def test_a_short_soak_loses_nothing():
    done = subprocess.run(
        [sys.executable, str(SOAK), "--threads", "150", "--rules", "--kills", "3", "--dump", "60"],
        env={**os.environ, "PYTHONPATH": str(SOAK.parents[1])},
        capture_output=True,
        check=False,
        text=True,
        timeout=300,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    memory, kills = (json.loads(line) for line in done.stdout.splitlines())
    assert memory["memory"]["lost"] == memory["memory"]["twice"] == 0
    assert kills["kills"]["killed"] == 3
    assert kills["kills"]["lost"] == kills["kills"]["twice"] == kills["kills"]["posts too many or few"] == 0
