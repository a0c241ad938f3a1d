"""A newsroom in each language of the desk."""

import pytest

from service.database import Database
from service.web.catalogues import languages
from service.worker import Worker
from tests.client import TestClient
from tests.web.newsroom import Newsroom, make_newsroom

OTHERS = [language for language in languages() if language != "en"]


@pytest.fixture(params=OTHERS)
def language(request: pytest.FixtureRequest) -> str:
    """Each language of the desk but English."""
    spoken: str = request.param
    return spoken


@pytest.fixture
def newsroom(client: TestClient, database: Database, worker: Worker, language: str) -> Newsroom:
    """A newsroom whose owner has chosen the language."""
    return make_newsroom(client, database, worker, language)
