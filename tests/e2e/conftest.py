"""A running service for the browser tests, on each database."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext

from tests.conftest import ENGINES
from tests.e2e.live import Live, running
from tests.postgres import Server

_TOGETHER = [pytest.param(engine, marks=pytest.mark.xdist_group(f"live-{engine}")) for engine in ENGINES]
ONE_ENGINE = _TOGETHER[:1]
"""For `live`, where a test shows nothing that could depend on the database."""


@pytest.fixture(scope="module", params=_TOGETHER)
def live(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Live]:
    """The service with its demo and its worker."""
    data: Path = tmp_path_factory.mktemp("live")
    if request.param == "sqlite":
        with running(data) as service:
            yield service
        return
    server: Server = request.getfixturevalue("postgres_server")
    with running(data, server.create_database("live")) as service:
        yield service
    server.drop_database("live")


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A browser that knows nobody."""
    opened = browser.new_context(viewport={"width": 1280, "height": 860}, locale="en-GB", timezone_id="UTC")
    opened.set_default_timeout(10_000)
    yield opened
    opened.close()
