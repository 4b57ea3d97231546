"""A real Chromium for tests: found, started once, and watched for anything that a page must not do."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

NAMES = ("chromium", "chromium-browser", "google-chrome")


def executable() -> str | None:
    """Return the Chromium of ARGMAP_CHROMIUM, or the first one on the path."""
    named = os.environ.get("ARGMAP_CHROMIUM")
    return named or next((found for name in NAMES if (found := shutil.which(name))), None)


def missing(reason: str) -> None:
    """Skip the test, or fail it where ARGMAP_REQUIRE asks for the browser."""
    if "browser" in os.environ.get("ARGMAP_REQUIRE", ""):
        pytest.fail(f"{reason}, and ARGMAP_REQUIRE asks for the browser")
    pytest.skip(reason)


@contextmanager
def chromium() -> Iterator[Any]:
    """Start Chromium, or skip with the reason why it cannot be started."""
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        missing("playwright is not installed")
    path = executable()
    if path is None:
        missing(f"no {', '.join(NAMES)} on the path and ARGMAP_CHROMIUM is not set")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield started
        started.close()


class Opened:
    """A page from disk, without a network, and what it complained about or asked for."""

    def __init__(self, browser: Any, path: Path, **options: Any) -> None:
        self.context = browser.new_context(offline=True, **options)
        self.page = self.context.new_page()
        self.said: list[str] = []
        self.asked: list[str] = []
        self.page.on("console", lambda message: self.said.append(message.text))
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        self.page.on("dialog", lambda dialog: (self.said.append(dialog.message), dialog.dismiss()))
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.goto(path.as_uri())
        self.file = path.as_uri()

    def quiet(self) -> bool:
        """Tell whether nothing was logged, thrown or asked for but the file itself."""
        return not self.said and set(self.asked) == {self.file}
