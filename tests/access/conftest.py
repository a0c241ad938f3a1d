"""One world for all of the matrix."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import SecretStr

from service.app import create_app
from service.settings import Settings
from tests.access.world import World, build
from tests.client import TestClient
from tests.conftest import BASE_URL, Clock


@pytest.fixture(scope="session")
def world(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """Two sites with one of everything. Its clock stands still, and nothing that is asked of it lasts.

    On SQLite alone: who may go where is decided by no engine.
    """
    folder: Path = tmp_path_factory.mktemp("access")
    shutil.copy(sqlite_template, folder / "access.sqlite3")
    settings = Settings(
        base_url=BASE_URL,
        data_dir=folder,
        database_url=f"sqlite:///{folder}/access.sqlite3",
        secret_key=SecretStr("a secret for tests, 32 letters or more"),
        reports_per_minute=1000,
        logins_per_quarter_hour=1000,
    )
    app = create_app(settings, clock=Clock())
    app.state.live.closed = True  # a stream of news ends at once
    with TestClient(app, base_url=BASE_URL, follow_redirects=False, raise_server_exceptions=False) as client:
        yield build(app, client)
    app.state.context.database.dispose()
