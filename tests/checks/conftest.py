"""A newspaper whose pages the service may look at: a real server on this machine, and an editor at the desk."""

from collections.abc import Iterator

import pytest

from service.database import Database
from service.settings import Settings
from tests.checks.paper import Paper, Press
from tests.client import TestClient
from tests.conftest import Clock
from tests.factories import MadeSite, make_site
from tests.outbound.server import serving


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """This machine may be asked, without a pause."""
    return settings.model_copy(update={"reachable_networks": ("127.0.0.1/32",), "page_pause_seconds": 0.0})


@pytest.fixture
def press() -> Iterator[Press]:
    """The newspaper's server."""
    made = Press()
    with serving(made.answer) as made.server:
        yield made


@pytest.fixture
def site(database: Database, press: Press) -> MadeSite:
    """The newspaper's site."""
    return make_site(database, origins=[f"http://127.0.0.1:{press.port}"])


@pytest.fixture
def paper(database: Database, client: TestClient, clock: Clock, press: Press, site: MadeSite) -> Paper:
    """The newspaper, its readers and its editor."""
    return Paper(database, client, clock, press, site)
