"""What several tests share: the folder of real sources, found or said to be missing, and which skips are failures."""

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


# What the pins of `make test` do not bring, and what a user or system lacks.
MAY_LACK = ("torch", "transformers", "ray", "root", "/dev/full", "ARGMAP_", "Chromium")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport():
    """Fail a test that was skipped for want of something that the pins bring, where ARGMAP_REQUIRE asks for them."""
    return _refused((yield))


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report():
    """Fail a module that was skipped as a whole, on the same terms."""
    return _refused((yield))


def _refused(report):
    if report.skipped and not hasattr(report, "wasxfail") and "pins" in os.environ.get("ARGMAP_REQUIRE", ""):
        reason = str(report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr)
        if not any(name in reason for name in MAY_LACK):
            report.outcome = "failed"
            report.longrepr = f"ARGMAP_REQUIRE asks for what the pins bring, and this was skipped: {reason}"
    return report
