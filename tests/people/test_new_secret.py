"""`bluepencil secret rotate`: channels and codes work on by another secret, whatever comes between."""

import json
from contextlib import ExitStack
from pathlib import Path

import pyotp
import pytest
from pydantic import SecretStr
from sqlalchemy import select
from typer.testing import CliRunner, Result

from service.accounts import two_factor
from service.cli import app
from service.database import Database
from service.errors import BluepencilError, Conflict
from service.models import Account, Channel, ChannelKind, Letter, LetterKind, RecoveryCode
from service.notifications.channels import Wishes, open_channel
from service.notifications.letters import link_in, values_to_keep
from service.notifications.secrets import opened
from service.secret_file import next_secret
from service.settings import Settings
from tests.conftest import Clock
from tests.factories import MadeSite

URL = "https://hooks.example/T0/secret"
LINK = "https://desk.test/reset?token=T"
APP = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
GIVEN, NEW = "the secret that was given, of 32 letters", "another secret, of 32 letters or more"


@pytest.fixture
def installation(monkeypatch: pytest.MonkeyPatch, database_url: str, tmp_path: Path) -> Settings:
    """One that keeps its secret in a file."""
    monkeypatch.setenv("BLUEPENCIL_DATABASE_URL", database_url)
    monkeypatch.setenv("BLUEPENCIL_DATA_DIR", str(tmp_path))
    return Settings()


def _furnish(database: Database, settings: Settings, site: MadeSite, clock: Clock) -> None:
    with database.write() as session:
        wishes, leads = Wishes("Chat"), {"url": URL}
        open_channel(session, ChannelKind.SLACK, wishes, leads, settings, site_id=site.id, now=clock())
        values = values_to_keep(settings, {"name": "Olena", "minutes": "60", "link": LINK}, email="a@b.example")
        Letter.queue(session, LetterKind.PASSWORD_RESET, email="a@b.example", values=values, now=clock())
        two_factor.turn_on(session, settings, session.get_one(Account, site.owner_id), APP, 0)
    database.dispose()  # the command is to be alone


def _run(*arguments: str, given: str = "") -> Result:
    return CliRunner().invoke(app, ["secret", "rotate", *arguments], input=given)


def _works(database: Database, settings: Settings, clock: Clock) -> bool:
    with database.write() as session:
        channel, account = session.scalars(select(Channel)).one(), session.scalars(select(Account)).one()
        code = pyotp.TOTP(APP).at(clock())
        led = opened(settings, channel).get("url") == URL
        if led:
            assert link_in(settings, session.scalars(select(Letter)).one()) == LINK
        worked = led and two_factor.take_code(session, settings, account, code, now=clock())
        session.rollback()
    database.dispose()
    return worked


def test_everything_works_on_by_the_new_secret(
    installation: Settings, database: Database, site: MadeSite, clock: Clock
) -> None:
    before = installation.with_secret()
    _furnish(database, before, site, clock)
    told = json.loads(_run("--json").stdout)
    assert told == {"channels": 1, "people": [site.owner_email], "lost": 0}
    after = Settings().with_secret()
    assert after.secret() != before.secret() and _works(database, after, clock)
    assert not _works(database, before, clock), "a copy of the former secret opens nothing any more"
    with database.read() as session:
        assert session.scalars(select(RecoveryCode)).all() == [], "they were hashed by the former one"
    assert [file.name for file in after.data_dir.iterdir() if "secret" in file.name] == ["secret.key"]
    assert (after.data_dir / "secret.key").stat().st_mode & 0o077 == 0


def test_an_interruption_is_seen_and_mended_by_saying_it_again(
    installation: Settings, database: Database, site: MadeSite, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    _furnish(database, installation.with_secret(), site, clock)
    with monkeypatch.context() as power_cut:
        power_cut.setattr("service.commands.secret.take_next", lambda _: (_ for _ in ()).throw(KeyboardInterrupt))
        assert _run().exit_code == 130
    with pytest.raises(OSError, match="secret rotate` ends it"):
        Settings().with_secret()
    assert _run().exit_code == 0 and _works(database, Settings().with_secret(), clock)


def test_a_secret_that_is_given_is_replaced_by_one_that_is_given(
    installation: Settings, database: Database, site: MadeSite, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = installation.model_copy(update={"secret_key": SecretStr(GIVEN)})
    _furnish(database, given, site, clock)
    monkeypatch.setenv("BLUEPENCIL_SECRET_KEY", "a third secret that has sealed nothing here")
    wrong = _run("--stdin", given=NEW + "\n")
    assert isinstance(wrong.exception, Conflict) and "opens none of the 2 sealed entries" in wrong.exception.detail
    assert "set BLUEPENCIL_SECRET_KEY" not in wrong.stderr, "the new one would open nothing"
    assert _works(database, given, clock), "they stay as they are"
    with database.read() as session:
        assert session.scalars(select(RecoveryCode)).all(), "and so do the codes of those people"
    database.dispose()
    monkeypatch.setenv("BLUEPENCIL_SECRET_KEY", GIVEN)
    assert _run().exit_code == 2 and _run("--stdin", given="short\n").exit_code == 2
    assert _run("--stdin", given=GIVEN + "\n").exit_code == 2, "the same is no other"
    assert _works(database, given, clock)
    done = _run("--stdin", given=NEW + "\n")
    assert done.exit_code == 0 and "set BLUEPENCIL_SECRET_KEY" in done.stderr and NEW not in done.output
    assert _works(database, given.model_copy(update={"secret_key": SecretStr(NEW)}), clock)


def test_a_service_that_runs_is_not_left_with_the_former_secret(
    installation: Settings, database: Database, site: MadeSite, clock: Clock
) -> None:
    before = installation.with_secret()
    _furnish(database, before, site, clock)
    with database.read() as running:
        running.scalars(select(Account)).all()
        refused = _run()
    assert isinstance(refused.exception, BluepencilError) and "stop the service first" in str(refused.exception)
    assert Settings().with_secret().secret() == before.secret() and _works(database, before, clock)


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)  # SQLite's file is locked meanwhile
def test_a_service_that_starts_meanwhile_is_not_left_with_the_former_secret(
    installation: Settings, database: Database, site: MadeSite, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = installation.with_secret()
    _furnish(database, before, site, clock)
    with ExitStack() as started, monkeypatch.context() as meanwhile:

        def made_late(folder: Path) -> str:
            started.enter_context(database.read()).scalars(select(Account)).all()
            return next_secret(folder)

        meanwhile.setattr("service.commands.secret.next_secret", made_late)
        refused = _run()
    assert isinstance(refused.exception, Conflict) and "stop the service first" in refused.exception.detail
    assert _works(database, before, clock), "nothing was sealed anew"
    assert _run().exit_code == 0 and _works(database, Settings().with_secret(), clock), "said again, it is done"


def test_what_one_secret_opens_is_sealed_anew_and_the_rest_is_counted(
    installation: Settings, database: Database, site: MadeSite, clock: Clock
) -> None:
    _furnish(database, installation.with_secret(), site, clock)
    with database.write() as session:
        channel = session.scalars(select(Channel)).one()
        channel.sealed = b"sealed by nobody, long ago, and not readable"
    database.dispose()
    partly = _run()
    assert partly.exit_code == 0 and "1 could not be read" in partly.stderr
    assert f"recovery codes: {site.owner_email}" in partly.stdout


def test_where_there_is_none_there_is_nothing_to_change(installation: Settings, database: Database) -> None:
    refused = _run()
    assert isinstance(refused.exception, FileNotFoundError) and not list(installation.data_dir.glob("secret*"))
    assert _run("--stdin", given=NEW).exit_code == 2
