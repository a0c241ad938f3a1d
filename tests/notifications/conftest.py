"""A newsroom with channels, and the servers that they lead to."""

from collections.abc import Iterator

import pytest
from pydantic import SecretStr

from service.database import Database
from service.settings import Settings
from service.worker import Worker
from tests.client import TestClient
from tests.conftest import Clock
from tests.factories import MadeSite, make_site
from tests.notifications.mailbox import Mailbox, mailbox
from tests.notifications.newsroom import Newsroom
from tests.notifications.receiver import Receiver, receiver


@pytest.fixture(scope="session")
def _mail_server() -> Iterator[Mailbox]:
    with mailbox(Mailbox()) as server:
        yield server


@pytest.fixture
def mails(_mail_server: Mailbox) -> Mailbox:
    """A mail server in which nothing is yet."""
    for kept in (_mail_server.arrived, _mail_server.recipients, _mail_server.contents):
        kept.clear()
    return _mail_server


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
    _web_server.came.clear()
    return _web_server


@pytest.fixture
def settings(settings: Settings, mails: Mailbox, hooks: Receiver) -> Settings:
    """Settings that lead to those servers, and let this machine be reached."""
    return settings.model_copy(
        update={
            "smtp_url": SecretStr(mails.url),
            "mail_from": "Bluepencil <pencil@desk.test>",
            "telegram_api": hooks.url(""),
            "reachable_networks": ("127.0.0.1/32",),
        }
    )


@pytest.fixture
def site(database: Database) -> MadeSite:
    """A site with its owner."""
    return make_site(database)


@pytest.fixture
def newsroom(client: TestClient, database: Database, worker: Worker, clock: Clock, site: MadeSite) -> Newsroom:
    """Readers who report, channels that are told."""
    return Newsroom(client, database, worker, clock, site)
