"""What every test can ask for: a database made by the migrations, on either engine; the app on it; a clock to set."""

import gc
import logging
import os
import shutil
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import hypothesis
import pytest
import structlog
from _pytest.nodeid import NodeId
from fastapi import FastAPI
from playwright.sync_api import Browser, sync_playwright
from pydantic import SecretStr

from service import schema
from service.accounts import passwords
from service.app import create_app
from service.database import Database
from service.settings import Settings
from service.spelling import Engine
from service.worker import Worker
from tests.browser import launch
from tests.client import TestClient, one_event_loop
from tests.languages import spelling_folder
from tests.opened import Opened
from tests.postgres import Server, postgres

# Machines that run tests are busy with other tests; how long an example takes says nothing.
hypothesis.settings.register_profile("tests", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow])
hypothesis.settings.load_profile("tests")

ENGINES = ("sqlite", "postgresql")
BASE_URL = "http://desk.test"


class Clock:
    """A clock that stands still until a test moves it."""

    def __init__(self) -> None:
        self.now = datetime(2026, 3, 2, 14, 20, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def advance(self, **duration: float) -> None:
        """Move on by a timedelta's arguments."""
        self.now += timedelta(**duration)


@pytest.hookimpl(tryfirst=True, specname="pytest_collection_modifyitems")
def pytest_ask_one_engine(items: list[pytest.Item]) -> None:
    """Let one process expand the languages and ask all that is asked of them: two would each take a minute for it."""
    for item in items:
        if item.path.match("spelling/*") or item.path.name == "test_questioned.py":
            item.add_marker(pytest.mark.xdist_group("languages"))


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Make groups work: pytest-xdist 3.8 writes them into an attribute that pytest 9.2 does not read."""
    for item in items:
        grouped = getattr(item, "_nodeid", item.nodeid)
        if grouped != item.nodeid:
            item._id = NodeId.parse(grouped)


def pytest_collection_finish() -> None:
    """Leave what has been imported to itself: looking through it for garbage takes a quarter of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


@pytest.fixture(scope="session", autouse=True)
def cheap_hashes() -> Iterator[None]:
    """Passwords are hashed in no time, as nowhere else."""
    with pytest.MonkeyPatch.context() as patch:
        cheap = passwords.hasher(time_cost=1, memory_cost=8)
        patch.setattr(passwords, "_hasher", cheap)
        patch.setattr(passwords, "_nobody", cheap.hash("nobody's"))
        yield


@pytest.fixture(scope="session", autouse=True)
def _event_loop() -> Iterator[None]:
    """The loop of all clients."""
    with one_event_loop():
        yield


@pytest.fixture(autouse=True)
def _logs_as_before() -> Iterator[None]:
    """Commands that a test runs in this process have its logs go their way; the next test's do not."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    if root.handlers != handlers:
        root.handlers[:] = handlers
        root.setLevel(level)
        structlog.reset_defaults()


@pytest.fixture
def clock() -> Clock:
    """The time of the test."""
    return Clock()


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[Server]:
    """A real PostgreSQL with a migrated database to copy."""
    with postgres() as server:
        schema.upgrade(server.create_database("template"))
        yield server


@pytest.fixture(scope="session")
def postgres_database(postgres_server: Server) -> str:
    """The address of the one database of all tests that ask for a fresh one: emptied after each of them."""
    return postgres_server.create_database("test", template="template")


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite file to copy."""
    file = tmp_path_factory.mktemp("template") / "template.sqlite3"
    schema.upgrade(f"sqlite:///{file}")
    return file


@pytest.fixture(scope="session")
def sqlite_file() -> Iterator[Path]:
    """Where each test that asks for a fresh database gets a new file: one address keeps what SQLAlchemy compiled.

    In memory where the system has a folder for that, for every commit waits for a disk.
    """
    memory = Path("/dev/shm")
    with tempfile.TemporaryDirectory(prefix="bluepencil-", dir=memory if os.access(memory, os.W_OK) else None) as fresh:
        yield Path(fresh) / "test.sqlite3"


@pytest.fixture(params=ENGINES)
def database_url(request: pytest.FixtureRequest, opened: Opened) -> Iterator[str]:
    """A fresh database on each engine in turn, as the migrations make it."""
    if request.param == "sqlite":
        file: Path = request.getfixturevalue("sqlite_file")
        for former in file.parent.glob(f"{file.name}*"):  # with its log, if it has been left behind
            former.unlink()
        shutil.copy(request.getfixturevalue("sqlite_template"), file)
        url = f"sqlite:///{file}"
        yield url
        opened.disconnect(url)  # from a file that will be gone
        return
    server: Server = request.getfixturevalue("postgres_server")
    url = request.getfixturevalue("postgres_database")
    yield url
    server.empty_database("test", spared=opened.backends(url))


@pytest.fixture
def settings(database_url: str, tmp_path: Path) -> Settings:
    """Settings for the fresh database, with limits that tests do not reach by accident."""
    return Settings(
        base_url=BASE_URL,
        data_dir=tmp_path,
        database_url=database_url,
        secret_key=SecretStr("a secret for tests, 32 letters or more"),
        reports_per_minute=1000,
        site_reports_per_minute=1000,
    )


@pytest.fixture(scope="session")
def opened() -> Iterator[Opened]:
    """The databases that this process has open."""
    databases = Opened()
    yield databases
    databases.disconnect_all()


@pytest.fixture
def database(settings: Settings, opened: Opened) -> Database:
    """The fresh database."""
    return opened.open(settings.database)


@pytest.fixture
def app(settings: Settings, database: Database, clock: Clock) -> FastAPI:
    """The application on the fresh database."""
    return create_app(settings, clock=clock, database=database)


@pytest.fixture
def client(app: FastAPI) -> TestClient:
    """Somebody without a log-in."""
    return TestClient(app, base_url=BASE_URL, follow_redirects=False)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A real headless Chromium. One a process: Playwright cannot be started twice in a thread."""
    with sync_playwright() as playwright:
        opened = launch(playwright)
        yield opened
        opened.close()


@pytest.fixture
def worker(settings: Settings, database: Database, clock: Clock) -> Worker:
    """A worker on the fresh database, to be run once at a time. It looks no names up: tests name addresses."""
    made = Worker(settings, database, clock)
    made.client.resolve = resolve_addresses
    return made


def resolve_addresses(host: str, _port: int) -> list[str]:
    """What is an address stands for itself, and there is nothing else."""
    return [host] if host.replace(".", "").isdigit() else []


@pytest.fixture(scope="session", autouse=True)
def languages() -> Iterator[Path]:
    """Where languages are expanded: the folder is the same in every process, and in the services that tests start."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("service.spelling.engine.default_folder", spelling_folder)
        yield spelling_folder()


@pytest.fixture(scope="session")
def engine(languages: Path) -> Engine:
    """One suggestion engine for all tests of a run."""
    return Engine(languages)
