"""The target that the rows of all tables share, on either engine, and real servers where it takes them."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import SecretStr

from service.app import create_app
from service.settings import Settings
from tests.client import TestClient
from tests.conftest import BASE_URL, ENGINES, Clock
from tests.factories import make_site
from tests.hostile.servers import Fleet, fleet
from tests.hostile.target import Target
from tests.postgres import Server

SECRET = "a secret for tests, 32 letters or more"
TOGETHER = [pytest.param(engine, marks=pytest.mark.xdist_group(f"hostile-{engine}")) for engine in ENGINES]
"""Each engine's rows run in one process, so that what they share is made once."""


@pytest.fixture(scope="session", params=TOGETHER)
def hostile_database(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of one database for the whole session, on each engine in turn."""
    if request.param == "sqlite":
        file = tmp_path_factory.mktemp("hostile") / "hostile.sqlite3"
        shutil.copy(request.getfixturevalue("sqlite_template"), file)
        yield f"sqlite:///{file}"
        return
    server: Server = request.getfixturevalue("postgres_server")
    yield server.create_database("hostile", template="template")
    server.drop_database("hostile")


@pytest.fixture(scope="session")
def shared_target(hostile_database: str) -> Iterator[Target]:
    """The application on that database, with two sites of two owners. Its clock stands still."""
    settings = Settings(
        base_url=BASE_URL,
        database_url=hostile_database,
        secret_key=SecretStr(SECRET),
        reports_per_minute=100_000,
        site_reports_per_minute=100_000,
        logins_per_quarter_hour=1000,
    )
    app = create_app(settings, clock=Clock())
    app.state.live.closed = True  # a stream of news ends at once, so that whoever visits every page comes to an end
    database = app.state.context.database
    site = make_site(database)
    other = make_site(database, "other", name="The Other", origins=["https://other.example"])
    with TestClient(app, base_url=BASE_URL, follow_redirects=False, raise_server_exceptions=False) as client:
        yield Target(app, client, database, site, other)


@pytest.fixture
def target(
    shared_target: Target, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> Iterator[Target]:
    """The shared target with this test's eyes on its logs."""

    def read_logs() -> str:
        printed = capfd.readouterr()
        logged = caplog.text
        caplog.clear()
        return printed.out + printed.err + logged

    shared_target.read_logs = read_logs
    shared_target.client.cookies.clear()
    yield shared_target
    shared_target.client.cookies.clear()


@pytest.fixture(scope="session")
def servers(hostile_database: str, shared_target: Target, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Fleet]:
    """Two real server processes on the target's database."""
    folder: Path = tmp_path_factory.mktemp("servers")
    with fleet(2, folder, hostile_database, SECRET) as running:
        yield running
