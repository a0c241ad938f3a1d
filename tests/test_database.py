"""Sessions: readers cannot write, writers queue up, and what is answered as accepted is committed."""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import nullcontext
from datetime import UTC, datetime
from typing import Any

import psycopg
import pytest
from fastapi import FastAPI
from sqlalchemy import func, select, text
from sqlalchemy.exc import InternalError, OperationalError, StatementError

from service.database import Database
from service.errors import Conflict
from service.models import Account, Activity, Issue, Login, Page, Report
from tests.client import TestClient
from tests.conftest import BASE_URL
from tests.desk import Desk
from tests.factories import EPOCH, ORIGIN, log_in, make_site, post, report


def _account(name: str, created_at: datetime = EPOCH) -> Account:
    return Account(email=f"{name}@courier.example", name=name, password_hash="", created_at=created_at)


def _rows(database: Database) -> int:
    with database.read() as session:
        return sum(session.scalar(select(func.count()).select_from(table)) or 0 for table in (Page, Issue, Report))


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO alembic_version VALUES ('x')",
        "DELETE FROM site",
        "UPDATE account SET name = 'x'",
        "CREATE TABLE more (x INTEGER)",
    ],
)
def test_a_reader_cannot_write(database: Database, statement: str) -> None:
    with database.read() as session, pytest.raises((OperationalError, InternalError), match=r"read-?only"):
        session.execute(text(statement))
    with database.read() as session:
        assert session.scalar(text("SELECT count(*) FROM alembic_version")) == 1


def test_a_reader_sees_one_state_or_what_was_committed(database: Database) -> None:
    with database.write() as session:
        session.add(_account("Ann"))
        session.flush()
        with database.read() as reading:
            assert reading.scalars(select(Account.name)).all() == []
    with database.read() as reading:
        assert reading.scalars(select(Account.name)).all() == ["Ann"]


def test_of_two_who_make_the_same_at_once_one_is_told_to_look_again(database: Database) -> None:
    """As PostgreSQL lets them: each has looked before the other one was done."""
    for name in ("Ann", "Ann"):
        with pytest.raises(Conflict) if _rows_of(database) else nullcontext(), database.write() as session:
            session.add(_account(name))
    assert _rows_of(database) == 1


def _rows_of(database: Database) -> int:
    with database.read() as session:
        return session.scalars(select(func.count()).select_from(Account)).one()


def _write_and_fail(database: Database) -> None:
    with database.write() as session:
        session.add(_account("Ann"))
        session.flush()
        raise ZeroDivisionError


def test_an_exception_rolls_all_of_it_back(database: Database) -> None:
    with pytest.raises(ZeroDivisionError):
        _write_and_fail(database)
    with database.read() as reading:
        assert reading.scalars(select(Account.name)).all() == []


def test_sqlite_is_set_up_to_lose_nothing(database: Database) -> None:
    if not database.is_sqlite:
        with database.write() as session:
            assert session.scalar(text("SHOW synchronous_commit")) == "on"
            assert session.scalar(text("SHOW timezone")) == "UTC"
        return
    with database.write() as session:
        for pragma, value in (("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1), ("query_only", 0)):
            assert session.scalar(text(f"PRAGMA {pragma}")) == value


def _full(_connection: Any) -> None:
    # The transaction stays open, as SQLite leaves it after some failures.
    raise sqlite3.OperationalError("database or disk is full")


def _gone(connection: Any) -> None:
    connection.rollback()  # as the server does with whoever is gone
    raise psycopg.OperationalError("the connection is lost")


def _surprise(connection: Any) -> None:
    connection.rollback()
    raise ZeroDivisionError("what the reader wrote")


def _let_commits_fail(monkeypatch: pytest.MonkeyPatch, app: FastAPI) -> None:
    """Let every COMMIT of the application's writers fail as the engine's driver would tell it."""
    written = app.state.context.database
    monkeypatch.setattr(written.writer.dialect, "do_commit", _full if written.is_sqlite else _gone)


@pytest.fixture
def served(app: FastAPI) -> Iterator[TestClient]:
    """A client that sees answers, not exceptions, of an application whose commits can be made to fail."""
    with TestClient(app, base_url=BASE_URL, follow_redirects=False, raise_server_exceptions=False) as somebody:
        yield somebody


def test_a_report_whose_commit_fails_is_not_accepted(
    app: FastAPI, served: TestClient, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_site(database)
    sent = report()
    with monkeypatch.context() as failing:
        _let_commits_fail(failing, app)
        answer = post(served, sent)
    assert answer.status_code == 503 and answer.json()["code"] == "unavailable"
    assert int(answer.headers["retry-after"]) > 0
    assert answer.headers["access-control-allow-origin"] == ORIGIN
    assert _rows(database) == 0
    assert post(served, sent).json() == {"id": sent["id"], "outcome": "received"}
    assert _rows(database) == 3


def test_nor_where_it_fails_in_a_way_that_nobody_expected(
    app: FastAPI, served: TestClient, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_site(database)
    with monkeypatch.context() as failing:
        failing.setattr(app.state.context.database.writer.dialect, "do_commit", _surprise)
        answer = post(served, report())
    assert (answer.status_code, answer.json()["code"]) == (500, "internal")
    assert answer.headers["access-control-allow-origin"] == ORIGIN and "reader wrote" not in answer.text
    assert _rows(database) == 0


def test_no_log_in_and_no_decision_without_its_commit(
    app: FastAPI, served: TestClient, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = make_site(database)
    post(served, report())
    desk = Desk(served, site.owner_email)
    with monkeypatch.context() as failing:
        _let_commits_fail(failing, app)
        assert desk.send("/decision", decision="reject").status_code == 503
        served.cookies.clear()
        answer = log_in(served, site.owner_email)
    assert answer.status_code == 503 and "set-cookie" not in answer.headers
    with database.read() as session:
        assert session.scalars(select(Issue.status)).all() == ["open"]
        assert session.scalar(select(func.count()).select_from(Activity)) == 1
        assert session.scalar(select(func.count()).select_from(Login)) == 1


def test_writers_of_a_process_queue_up(database: Database) -> None:
    with database.write() as session:
        session.add(_account("0"))
    start = threading.Barrier(16)
    failures: list[BaseException] = []

    def count_up() -> None:
        start.wait()
        try:
            for _ in range(10):
                with database.write() as session:
                    row = session.scalars(select(Account).with_for_update()).one()
                    row.name = str(int(row.name) + 1)
        except BaseException as error:  # noqa: BLE001 (told to the test's thread)
            failures.append(error)

    threads = [threading.Thread(target=count_up) for _ in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    with database.read() as session:
        assert session.scalars(select(Account.name)).all() == ["160"]


def test_a_naive_moment_is_refused_and_moments_come_back_in_utc(database: Database) -> None:
    with database.read() as session, pytest.raises(StatementError, match="without a time zone"):
        session.scalar(select(Account.id).where(Account.created_at == datetime(2026, 3, 2)))  # noqa: DTZ001
    moment = datetime(2026, 3, 2, 14, 20, tzinfo=UTC)
    with database.write() as session:
        session.add(_account("Ann", moment))
    with database.read() as session:
        assert session.scalars(select(Account.created_at)).one() == moment


def test_whoever_writes_in_many_steps_gives_way_for_longer_than_sqlite_lets_the_others_sleep(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    pauses: list[float] = []
    monkeypatch.setattr("service.database.time.sleep", pauses.append)
    database.give_way()
    assert [each > 0.1 for each in pauses] == ([True] if database.is_sqlite else [])
