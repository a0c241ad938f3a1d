"""Two sites with reports of their readers, and a receiver of what channels are told."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from sqlalchemy import select

from service.database import Database
from service.models import Issue
from service.settings import Settings
from tests.client import TestClient
from tests.conftest import Clock
from tests.factories import MadeSite, make_site, post, report
from tests.notifications.receiver import Receiver, receiver


@pytest.fixture(scope="session")
def _web_server() -> Iterator[Receiver]:
    with receiver() as server:
        yield server


@pytest.fixture
def hooks(_web_server: Receiver) -> Receiver:
    """A receiver of webhooks to which nothing was sent yet."""
    _web_server.posted.clear()
    _web_server.replies.clear()
    _web_server.meanwhile.clear()
    return _web_server


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """Settings that let it be reached."""
    return settings.model_copy(update={"reachable_networks": ("127.0.0.1/32",)})


@dataclass
class Readers:
    """Readers of one site."""

    client: TestClient
    database: Database
    clock: Clock
    site: MadeSite
    origin: str

    def report(self, exact: str = "recieved", *, path: str = "", **fields: Any) -> str:
        """A report, a minute after the one before; its receipt. Without a path it is on a page of its own."""
        self.clock.advance(minutes=1)
        url = f"{self.origin}/{path or self.clock.now.strftime('%d-%H-%M')}"
        body = report(exact, site=self.site.key, page={"url": url, "lang": "en", "title": "The harbour"}, **fields)
        answer = post(self.client, body, self.origin)
        assert answer.status_code == 202, answer.text
        return str(body["id"])

    def last_issue(self) -> int:
        """The number of the newest issue."""
        with self.database.read() as session:
            return session.scalars(select(Issue.id).order_by(Issue.id.desc()).limit(1)).one()


@pytest.fixture
def readers(client: TestClient, database: Database, clock: Clock) -> Readers:
    """Of the Courier."""
    return Readers(client, database, clock, make_site(database), "https://news.example")


@pytest.fixture
def neighbours(client: TestClient, database: Database, clock: Clock) -> Readers:
    """Of the Gazette."""
    origin = "https://gazette.example"
    return Readers(client, database, clock, make_site(database, "gazette", origins=[origin]), origin)
