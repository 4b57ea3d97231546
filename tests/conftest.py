"""What several tests share: the folder of real sources, found or said to be missing."""

import os
from pathlib import Path

import pytest
from hypothesis import settings

# Slow machines are no failures, and a run of CI finds what the next one finds.
settings.register_profile("argmap", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.load_profile("argmap")


# What one run remembers must not hide what another would do; tests of the cache name a folder of their own.
os.environ["ARGMAP_CACHE"] = "off"


@pytest.fixture(scope="session")
def data() -> Path:
    """Return the folder that ARGMAP_DATA names, or skip; fail where ARGMAP_REQUIRE asks for it."""
    named = os.environ.get("ARGMAP_DATA")
    if named and Path(named).is_dir():
        return Path(named)
    if "data" in os.environ.get("ARGMAP_REQUIRE", ""):
        pytest.fail("ARGMAP_REQUIRE asks for data, and ARGMAP_DATA names no folder")
    pytest.skip("ARGMAP_DATA names no folder with real sources")
