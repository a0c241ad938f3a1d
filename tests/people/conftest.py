"""Two sites, and people at browsers."""

from collections.abc import Callable

import pytest
from fastapi import FastAPI
from pydantic import SecretStr
from sqlalchemy import select

from service.database import Database
from service.models import Account, Letter
from service.notifications.letters import link_in
from service.settings import Settings
from tests.factories import MadeSite, make_site
from tests.people.person import Person


@pytest.fixture
def site(database: Database) -> MadeSite:
    """A site with an owner."""
    return make_site(database)


@pytest.fixture
def other(database: Database) -> MadeSite:
    """A site of somebody else."""
    return make_site(database, "gazette", name="The Gazette", origins=["https://gazette.example"])


@pytest.fixture
def owner(app: FastAPI, site: MadeSite) -> Person:
    """The site's owner, logged in."""
    return Person(app, site.owner_email)


@pytest.fixture
def administrator(app: FastAPI, database: Database, other: MadeSite) -> Person:
    """The owner of the other site, who administrates the installation, logged in."""
    with database.write() as session:
        session.get_one(Account, other.owner_id).is_administrator = True
    return Person(app, other.owner_email)


@pytest.fixture
def with_mail(settings: Settings, app: FastAPI) -> Settings:
    """The application's settings with a mail server, which nothing of these tests asks: letters wait as rows."""
    sending = settings.model_copy(update={"smtp_url": SecretStr("smtp://127.0.0.1:1025")})
    context = app.state.context
    object.__setattr__(context, "settings", sending)
    return sending


@pytest.fixture
def letters(database: Database, settings: Settings) -> Callable[[], list[Letter]]:
    """Every letter that waits, with its link opened."""

    def opened(letter: Letter) -> Letter:
        if "sealed" in letter.values:
            rest = {name: value for name, value in letter.values.items() if name != "sealed"}
            letter.values = rest | {"link": link_in(settings, letter)}
        return letter

    def waiting() -> list[Letter]:
        with database.read() as session:
            found = session.scalars(select(Letter).order_by(Letter.id)).all()
        return list(map(opened, found))

    return waiting
