"""Two newsrooms on one database."""

import pytest

from service.database import Database
from service.worker import Worker
from tests.client import TestClient
from tests.conftest import Clock
from tests.dictionary.newsroom import Newsroom
from tests.factories import ORIGIN, make_site


@pytest.fixture
def newsroom(client: TestClient, database: Database, worker: Worker, clock: Clock) -> Newsroom:
    """A site in English."""
    return Newsroom(client, database, worker, clock, make_site(database, languages=["en", "uk", "ar", "de"]), ORIGIN)


@pytest.fixture
def neighbour(client: TestClient, database: Database, worker: Worker, clock: Clock) -> Newsroom:
    """Another site of the same service."""
    origin = "https://gazette.example"
    site = make_site(database, "gazette", name="The Gazette", origins=[origin])
    return Newsroom(client, database, worker, clock, site, origin)
