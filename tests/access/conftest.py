"""One world for all of the matrix, on each engine."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import SecretStr
from starlette.testclient import TestClient

from service.app import create_app
from service.settings import Settings
from tests.access.world import World, build
from tests.conftest import BASE_URL, ENGINES, Clock
from tests.postgres import Server

TOGETHER = [pytest.param(engine, marks=pytest.mark.xdist_group(f"access-{engine}")) for engine in ENGINES]


@pytest.fixture(scope="session", params=TOGETHER)
def world(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """Two sites with one of everything. Its clock stands still, and nothing that is asked of it lasts."""
    folder: Path = tmp_path_factory.mktemp("access")
    if request.param == "sqlite":
        shutil.copy(request.getfixturevalue("sqlite_template"), folder / "access.sqlite3")
        url = f"sqlite:///{folder}/access.sqlite3"
    else:
        server: Server = request.getfixturevalue("postgres_server")
        url = server.create_database("access", template="template")
    settings = Settings(
        base_url=BASE_URL,
        data_dir=folder,
        database_url=url,
        secret_key=SecretStr("a secret for tests, 32 letters or more"),
        reports_per_minute=1000,
        logins_per_quarter_hour=1000,
    )
    app = create_app(settings, clock=Clock())
    app.state.live.closed = True  # a stream of news ends at once
    with TestClient(app, base_url=BASE_URL, follow_redirects=False, raise_server_exceptions=False) as client:
        yield build(app, client)
    app.state.context.database.dispose()
    if request.param == "postgresql":
        server.drop_database("access")
