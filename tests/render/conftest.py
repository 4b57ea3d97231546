import pytest

from argmap.render.document import render_html
from tests.browser import Opened, chromium


@pytest.fixture(scope="session")
def browser():
    with chromium() as started:
        yield started


@pytest.fixture
def opened(browser, tmp_path):
    """Open the page of a map; afterwards it must have been quiet."""
    made = []

    def open_map(argument_map, **options):
        path = tmp_path / f"map{len(made)}.html"
        path.write_text(render_html(argument_map), encoding="utf-8")
        options = {"viewport": {"width": 1440, "height": 900}, **options}
        made.append(Opened(browser, path, **options))
        return made[-1].page

    yield open_map
    for one in made:
        assert one.quiet(), (one.said, one.asked)
        one.context.close()
