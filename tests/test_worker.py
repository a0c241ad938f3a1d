"""The worker: whatever happens to it, nothing that waits is lost, done twice or in the way of the rest."""

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from sqlalchemy import func, select, update

from service.database import Database
from service.domain import retry
from service.domain.events import Happening
from service.errors import Unavailable
from service.models import Activity, Rate, SuggestionRow, SuggestionTask
from service.settings import Settings
from service.spelling import Query, Suggestion
from service.spelling import suggest as engine
from service.suggestions import work as work_module
from service.worker import Worker
from tests.checkout import ROOT
from tests.conftest import Clock
from tests.queue import make_tasks


def _waiting(database: Database) -> int:
    with database.read() as session:
        return session.scalar(select(func.count()).where(SuggestionTask.due_at.is_not(None))) or 0


def _suggested(database: Database) -> list[int]:
    with database.read() as session:
        kind = Activity.happening == Happening.SUGGESTED
        return sorted(session.scalars(select(Activity.issue_id).where(kind)))


def test_once_does_all_that_is_due_and_no_more(worker: Worker, database: Database, clock: Clock) -> None:
    made = make_tasks(database, 45, now=clock())
    assert worker.run_once() == 45
    assert worker.run_once() == 0
    assert _waiting(database) == 0 and _suggested(database) == made
    with database.read() as session:
        best = session.scalars(select(SuggestionRow.replacement).where(SuggestionRow.rank == 0)).all()
    assert best == ["received"] * 45


def test_poison_dies_after_its_last_attempt_and_the_others_flow(
    worker: Worker, database: Database, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    (poison,) = make_tasks(database, 1, now=clock(), exact="poison")
    others = make_tasks(database, 3, now=clock(), key="other")

    def suggest(query: Query) -> list[Suggestion]:
        if query.exact == "poison":
            raise RecursionError("what the reader wrote")
        return engine(query)

    monkeypatch.setattr(work_module, "suggest", suggest)
    assert worker.run_once() == 4
    assert _suggested(database) == others
    for _ in range(retry.ATTEMPTS + 2):
        clock.advance(hours=1)
        worker.run_once()
    with database.read() as session:
        dead = session.get_one(SuggestionTask, poison)
        assert (dead.due_at, dead.attempts, dead.failure) == (None, retry.ATTEMPTS, "RecursionError in the engine")


def test_what_cannot_be_read_or_stored_is_a_failure_of_its_own_row(
    worker: Worker, database: Database, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second, third = make_tasks(database, 3, now=clock())
    read, store = work_module.query_for, work_module.store

    def query_for(session, issue_id):  # type: ignore[no-untyped-def]
        return read(session, 10**9 if issue_id == first else issue_id)

    def fail_to_store(session, issue_id, suggestions, *, now):  # type: ignore[no-untyped-def]
        if issue_id == second:
            raise ValueError("nowhere to put it")
        store(session, issue_id, suggestions, now=now)

    monkeypatch.setattr(work_module, "query_for", query_for)
    monkeypatch.setattr(work_module, "store", fail_to_store)
    assert worker.run_once() == 3
    assert _suggested(database) == [third] and _waiting(database) == 2
    with database.read() as session:
        reasons = dict(session.execute(select(SuggestionTask.issue_id, SuggestionTask.failure)).all())
    assert reasons == {first: "NoResultFound in the engine", second: "ValueError in the engine", third: None}


def test_a_result_that_comes_too_late_is_not_stored(
    worker: Worker, database: Database, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_tasks(database, 1, now=clock())

    def taken_over(query: Query) -> list[Suggestion]:
        with database.write() as session:
            session.execute(update(SuggestionTask).values(worker="another", attempts=2))
        return [Suggestion(0, 8, "received", 0.9, "spelling")]

    monkeypatch.setattr(work_module, "suggest", taken_over)
    assert worker.run_once() == 1
    assert _suggested(database) == [] and _waiting(database) == 1


def test_without_a_database_it_says_so_and_waits_ever_longer(
    worker: Worker, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    pauses: list[float] = []

    def wait(pause: float) -> bool:
        pauses.append(pause)
        if len(pauses) == 9:
            worker.stopping.set()
        return True

    def away(*_args: object, **_kwargs: object) -> int:
        raise Unavailable("away")

    monkeypatch.setattr("service.worker.suggest", away)
    with pytest.raises(Unavailable):
        worker.run_once()
    monkeypatch.setattr(worker.stopping, "wait", wait)
    worker.loop(worker.run_once)
    assert pauses == [1, 2, 4, 8, 16, 30, 30, 30, 30]


def test_a_task_is_not_blamed_for_a_database_that_went_away(
    worker: Worker, database: Database, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    (task,) = make_tasks(database, 1, now=clock())

    def away(query: Query) -> list[Suggestion]:
        raise Unavailable("away")

    monkeypatch.setattr(work_module, "suggest", away)
    with pytest.raises(Unavailable):
        worker.run_once()
    with database.read() as session:
        assert session.get_one(SuggestionTask, task).failure is None
    assert _waiting(database) == 1


def test_what_rate_limits_remember_is_cleared_away(worker: Worker, database: Database, clock: Clock) -> None:
    moment = clock().timestamp()
    with database.write() as session:
        session.add_all(Rate(key_hash=bytes([n]), used_until=moment + seconds) for n, seconds in ((1, -600), (2, 600)))
    worker.run_once()
    with database.read() as session:
        assert session.scalars(select(Rate.key_hash)).all() == [bytes([2])]


def test_two_workers_share_the_work(settings: Settings, database: Database, clock: Clock) -> None:
    made = make_tasks(database, 70, now=clock())
    workers = [Worker(settings, database, clock) for _ in range(2)]
    done = [0, 0]
    start = threading.Barrier(2)

    def run(index: int) -> None:
        start.wait()
        done[index] = workers[index].run_once()

    threads = [threading.Thread(target=run, args=(index,)) for index in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(done) == 70 and _suggested(database) == made


_STUCK = """
import sys, threading
from service.suggestions import work
from service.cli import main
def stuck(query):
    print("at work", flush=True)
    threading.Event().wait()
work.suggest = stuck
sys.argv = ["bluepencil", "worker"]
main()
"""


def test_kill_9_in_the_middle_of_the_work_loses_nothing(tmp_path: Path, sqlite_template: Path, clock: Clock) -> None:
    url = f"sqlite:///{tmp_path / 'killed.sqlite3'}"
    (tmp_path / "killed.sqlite3").write_bytes(sqlite_template.read_bytes())
    database = Database(url)
    made = make_tasks(database, 3, now=clock())
    environment = {"PATH": os.defpath, "BLUEPENCIL_DATABASE_URL": url, "BLUEPENCIL_DATA_DIR": str(tmp_path)}
    command = [sys.executable, "-c", _STUCK]
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"at work\n"
        os.kill(process.pid, signal.SIGKILL)
        assert process.wait() == -signal.SIGKILL
    with database.read() as session:
        leases = session.scalars(select(SuggestionTask.due_at)).all()
        assert len(leases) == 3 and None not in leases
        clock.now = max(moment for moment in leases if moment)
        survivor = Worker(Settings(database_url=url, data_dir=tmp_path), database, clock)
        assert survivor.run_once() == 3
    assert _suggested(database) == made and _waiting(database) == 0
    database.dispose()
