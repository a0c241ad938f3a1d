"""The tables come to be by the migrations, from nothing, on both engines, whatever happens in between."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Engine, MetaData, create_engine, inspect, select, text
from sqlalchemy.orm import Session

from service import schema
from service.database import Database
from service.domain.search_words import site_token
from service.errors import Conflict, Unavailable
from service.issues import queue
from service.issues.view import Scope, View
from service.models import Activity, Base, Channel, Issue, PageCheck, Report, Site, SuggestionRow
from tests.checkout import ROOT
from tests.conftest import ENGINES
from tests.postgres import Server

_numbers = count(1)
_OPTIONS = {"compare_type": True, "compare_server_default": True, "include_object": schema.is_modelled}


@pytest.fixture(params=ENGINES)
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A database with nothing in it, on each engine in turn."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'new' / 'empty.sqlite3'}"
        return
    server: Server = request.getfixturevalue("postgres_server")
    name = f"empty_{next(_numbers)}"
    yield server.create_database(name)
    server.drop_database(name)


@pytest.fixture
def engine(empty_url: str) -> Iterator[Engine]:
    """A look into that database, by nobody's rules."""
    Path(empty_url.removeprefix("sqlite:///")).parent.mkdir(parents=True, exist_ok=True)
    opened = create_engine(empty_url)
    yield opened
    opened.dispose()


_THEN = datetime(2026, 1, 1, tzinfo=UTC)
_QUOTE = {"exact": "“Recieved”", "prefix": "He ", "suffix": " it.", "sentence": "", "kind": "spelling"}
_OLD_ROWS: list[tuple[str, dict[str, object]]] = [
    ("account", {"id": 1, "email": "a@b.example", "name": "A", "password_hash": "x", "created_at": _THEN}),
    (
        "site",
        {
            "id": 1,
            "key": "k",
            "name": "S",
            "origins": [],
            "languages": ["en"],
            "widget_options": {},
            "created_at": _THEN,
        },
    ),
    (
        "page",
        {"id": 1, "site_id": 1, "key_hash": b"k", "url": "https://s.example/", "title": "", "language": "en-GB"}
        | {"section": "", "author": "", "modified": "", "first_seen_at": _THEN, "last_seen_at": _THEN},
    ),
    (
        "issue",
        {"id": 1, "site_id": 1, "page_id": 1, "status": "open", "version": 1, "place_hash": b"h", "report_count": 1}
        | {"search_text": "“recieved” in the café", "reports_at_decision": 0}
        | {"first_reported_at": _THEN, "last_reported_at": _THEN}
        | _QUOTE,
    ),
    (
        "report",
        {"id": 1, "receipt": "r" * 22, "site_id": 1, "issue_id": 1, "outcome": "received", "url": "https://s.example/"}
        | {"words": [], "comment": "one t too many", "email": "", "client": {}, "created_at": _THEN}
        | _QUOTE,
    ),
    ("activity", {"id": 1, "issue_id": 1, "account_id": 1, "happening": "commented", "text": "hello", "at": _THEN}),
    (
        "suggestion",
        {"id": 1, "issue_id": 1, "rank": 0, "start": 1, "end": 9, "replacement": "received", "confidence": 0.97}
        | {"rule": "spelling"},
    ),
]


def _tables(engine: Engine) -> set[str]:
    """Without those that SQLite's full-text search keeps for itself."""
    return {name for name in inspect(engine).get_table_names() if not name.startswith("issue_search")}


def _differences(engine: Engine) -> list[object]:
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts=_OPTIONS)
        return list(compare_metadata(context, Base.metadata))


def _is_current(url: str) -> bool:
    database = Database(url)
    try:
        return schema.is_current(database)
    finally:
        database.dispose()


def test_from_nothing_they_make_just_what_the_models_say(empty_url: str, engine: Engine) -> None:
    assert not _is_current(empty_url) and _tables(engine) == set()
    schema.upgrade(empty_url)
    assert _is_current(empty_url)
    assert _tables(engine) == set(Base.metadata.tables) | {"alembic_version"}
    assert _differences(engine) == []
    schema.upgrade(empty_url)
    assert _is_current(empty_url)


def test_the_comparison_sees_what_is_missing(empty_url: str, engine: Engine) -> None:
    schema.upgrade(empty_url)
    with engine.begin() as connection:
        connection.execute(text("DROP INDEX ix_issue_place"))
        connection.execute(text("ALTER TABLE site ADD COLUMN more TEXT"))
    kinds = {difference[0] for difference in _differences(engine) if isinstance(difference, tuple)}
    assert kinds == {"add_index", "remove_column"}


def test_down_to_nothing_and_up_again(empty_url: str, engine: Engine) -> None:
    schema.upgrade(empty_url)
    command.downgrade(schema.alembic_config(empty_url), "base")
    assert _tables(engine) == {"alembic_version"} and not _is_current(empty_url)
    schema.upgrade(empty_url)
    assert _differences(engine) == [] and _is_current(empty_url)


@pytest.mark.parametrize("versions", [["9999_of_the_future"], []])
def test_tables_of_another_version_are_not_current(empty_url: str, engine: Engine, versions: list[str]) -> None:
    schema.upgrade(empty_url)
    with engine.begin() as connection:
        connection.execute(text("DELETE FROM alembic_version"))
        for version in versions:
            connection.execute(text("INSERT INTO alembic_version VALUES (:version)"), {"version": version})
    assert not _is_current(empty_url)


def test_without_a_database_nothing_is_claimed(postgres_server: Server) -> None:
    gone = Database(postgres_server.url("never_made"))
    with pytest.raises(Unavailable):
        schema.is_current(gone)
    gone.dispose()


_UPGRADE = """
import sys
from service import schema
sys.stdin.readline()
schema.upgrade(sys.argv[1])
"""
_UPGRADE_STUCK = """
import sys, threading
from sqlalchemy import Engine, event
from service import schema
@event.listens_for(Engine, "after_cursor_execute")
def stuck(connection, cursor, statement, *_):
    if statement.strip().startswith("CREATE TABLE report"):
        print("in the middle", flush=True)
        threading.Event().wait()
schema.upgrade(sys.argv[1])
"""


def _start(program: str, url: str) -> "subprocess.Popen[bytes]":
    arguments = [sys.executable, "-c", program, url]
    return subprocess.Popen(arguments, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def test_upgrades_at_once_do_not_collide(empty_url: str, engine: Engine) -> None:
    processes = [_start(_UPGRADE, empty_url) for _ in range(3)]
    for process in processes:
        assert process.stdin is not None
        process.stdin.write(b"go\n")
        process.stdin.flush()
    said = [process.communicate()[1].decode() for process in processes]
    assert [process.returncode for process in processes] == [0, 0, 0], said
    assert _is_current(empty_url) and _differences(engine) == []


def test_kill_9_in_the_middle_leaves_nothing_half_made(empty_url: str, engine: Engine) -> None:
    with _start(_UPGRADE_STUCK, empty_url) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"in the middle\n"
        os.kill(process.pid, signal.SIGKILL)
    assert process.returncode == -signal.SIGKILL
    assert _tables(engine) == set() and not _is_current(empty_url)
    schema.upgrade(empty_url)
    assert _is_current(empty_url) and _differences(engine) == []


def test_an_error_in_the_middle_leaves_what_was_there(empty_url: str, engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE report (mine INTEGER)"))
    with pytest.raises(Conflict, match=r"The database says: .*\breport\b.* already exists\. They are not"):
        schema.upgrade(empty_url)
    assert _tables(engine) == {"report"} and not _is_current(empty_url)


def test_mailboxes_that_were_told_before_are_told_further_on(empty_url: str, engine: Engine) -> None:
    command.upgrade(schema.alembic_config(empty_url), "0009")
    metadata = MetaData()
    with engine.begin() as connection:
        metadata.reflect(connection)
        connection.execute(
            metadata.tables["account"].insert().values(_OLD_ROWS[0][1] | {"language": "", "time_zone": ""})
        )
        for number, kind in enumerate(("email", "slack"), 1):
            row = {"id": number, "account_id": 1, "kind": kind, "name": "C", "config": {"address": "a@b.example"}}
            row |= {"language": "", "rhythm": "at_once", "minute": 0, "time_zone": "", "kinds": [], "sections": []}
            row |= {"languages": [], "readers": 1, "own_only": False, "created_at": _THEN}
            connection.execute(metadata.tables["channel"].insert().values(row))
    schema.upgrade(empty_url)
    with Session(engine) as session:
        told, chat = session.scalars(select(Channel).order_by(Channel.id))
        assert (told.confirmed_at, chat.confirmed_at, told.personal, told.waits) == (_THEN, None, False, False)


def test_pages_on_which_something_is_to_be_seen_are_looked_at_within_a_day(empty_url: str, engine: Engine) -> None:
    command.upgrade(schema.alembic_config(empty_url), "0011")
    metadata, now = MetaData(), datetime.now(UTC)
    rows = {name: row for name, row in _OLD_ROWS if name in ("site", "page", "issue")}
    issue = rows["issue"] | {"word_key": "", "language": "en"}
    stand = [("accepted", 400), ("open", 13), ("open", 15), ("resolved", 1), ("rejected", 1), ("accepted", 1)]
    with engine.begin() as connection:
        metadata.reflect(connection)
        connection.execute(metadata.tables["site"].insert().values(rows["site"]))
        for number, (status, days) in enumerate(stand, 1):
            page = rows["page"] | {"id": number, "key_hash": str(number).encode()}
            connection.execute(metadata.tables["page"].insert().values(page))
            said = {"id": number, "page_id": number, "status": status, "last_reported_at": now - timedelta(days=days)}
            connection.execute(metadata.tables["issue"].insert().values(issue | said))
    schema.upgrade(empty_url)
    with Session(engine) as session:
        checks = session.scalars(select(PageCheck).order_by(PageCheck.page_id)).all()
        assert [check.page_id for check in checks] == [1, 2, 6]
        for check in checks:
            assert check.due_at is not None and now <= check.due_at + timedelta(minutes=1) < now + timedelta(days=1)
            assert abs(check.begun_at - now) < timedelta(minutes=1) and check.attempts == 0
        assert session.scalars(select(Site.looks)).all() == [True]


def test_what_an_older_version_stored_is_there_and_found_after_an_upgrade(empty_url: str, engine: Engine) -> None:
    command.upgrade(schema.alembic_config(empty_url), "0001")
    metadata = MetaData()
    with engine.begin() as connection:
        metadata.reflect(connection)
        for table, row in _OLD_ROWS:
            connection.execute(metadata.tables[table].insert().values(row))
    schema.upgrade(empty_url)
    database = Database(empty_url)
    with database.read() as session:
        issue = session.scalars(select(Issue)).one()
        assert (issue.exact, issue.word_key, issue.language, issue.confidence) == ("“Recieved”", "recieved", "en", 0.97)
        assert [report.comment for report in session.scalars(select(Report))] == ["one t too many"]
        assert [entry.text for entry in session.scalars(select(Activity))] == ["hello"]
        assert session.scalars(select(SuggestionRow.replacement)).all() == ["received"]
        scope = Scope((1,), 1, _THEN)
        for words, found in (("cafe", [1]), ("café RECIEVED", [1]), ("tea", [])):
            listed = queue.listing(session, View(q=words), scope)
            assert [each.id for each in listed.issues] == found
    with database.write() as session:  # the search follows what is written from now on
        session.get_one(Issue, 1).search_text = f"{site_token(1)} tea"
    with database.read() as session:
        assert len(queue.listing(session, View(q="tea"), scope).issues) == 1
        assert not queue.listing(session, View(q="cafe"), scope).issues
    database.dispose()
