"""Rows as the queue: who gets a row, for how long, how often. On both engines."""

import threading
from collections.abc import Sequence
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select, text

from service.database import Database
from service.domain import retry
from service.models import SuggestionTask
from service.models.lease import LEASE
from tests.conftest import Clock
from tests.queue import make_tasks


def _claim(database: Database, worker: str, now: datetime, most: int = 10) -> Sequence[SuggestionTask]:
    with database.write() as session:
        return SuggestionTask.claim(session, worker=worker, now=now, most=most)


def _finish(database: Database, task: SuggestionTask) -> bool:
    with database.write() as session:
        return task.finish(session)


def _fail(database: Database, task: SuggestionTask, now: datetime, reason: str = "broken") -> bool:
    with database.write() as session:
        return task.fail(session, reason, now=now, jitter=0)


def _stored(database: Database, task: SuggestionTask) -> SuggestionTask:
    with database.read() as session:
        return session.get_one(SuggestionTask, task.issue_id)


def test_nobody_else_gets_a_leased_row(database: Database, clock: Clock) -> None:
    make_tasks(database, 3, now=clock())
    assert len(_claim(database, "first", clock())) == 3
    clock.now += LEASE - timedelta(milliseconds=1)
    assert not _claim(database, "second", clock())


def test_no_more_rows_are_claimed_than_asked_for_however_the_query_is_planned(database: Database, clock: Clock) -> None:
    make_tasks(database, 20, now=clock())
    with database.write() as session:
        if not database.is_sqlite:
            for plan in ("hashjoin", "mergejoin", "hashagg", "sort", "material", "indexscan", "bitmapscan"):
                session.execute(text(f"SET LOCAL enable_{plan} = off"))
        assert len(SuggestionTask.claim(session, worker="first", now=clock(), most=3)) == 3


def test_rows_that_waited_longest_come_first_and_rows_of_the_future_do_not(database: Database, clock: Clock) -> None:
    late, soon = make_tasks(database, 2, now=clock())
    with database.write() as session:
        session.get_one(SuggestionTask, late).due_at = clock() + timedelta(seconds=9)
        assert SuggestionTask.any_due(session, clock())
    assert [task.issue_id for task in _claim(database, "first", clock())] == [soon]
    with database.read() as session:
        assert not SuggestionTask.any_due(session, clock())
        assert SuggestionTask.any_due(session, clock() + timedelta(seconds=9))
    clock.advance(seconds=61)
    assert [task.issue_id for task in _claim(database, "first", clock(), most=1)] == [late]


def test_an_expired_lease_is_taken_over_and_the_former_worker_is_fenced(database: Database, clock: Clock) -> None:
    make_tasks(database, 1, now=clock())
    (former,) = _claim(database, "first", clock())
    clock.now += LEASE
    (taken,) = _claim(database, "second", clock())
    assert (taken.worker, taken.attempts) == ("second", 2)
    assert not _finish(database, former) and not _fail(database, former, clock())
    assert _stored(database, taken).worker == "second" and _stored(database, taken).failure is None
    assert _finish(database, taken)
    assert _stored(database, taken).due_at is None


def test_the_same_worker_is_fenced_from_its_own_former_lease(database: Database, clock: Clock) -> None:
    make_tasks(database, 1, now=clock())
    (former,) = _claim(database, "first", clock())
    clock.now += LEASE
    (again,) = _claim(database, "first", clock())
    assert not _finish(database, former) and _finish(database, again) and not _finish(database, again)


def test_a_failure_is_kept_and_tried_again_later(database: Database, clock: Clock) -> None:
    make_tasks(database, 1, now=clock())
    (task,) = _claim(database, "first", clock())
    assert _fail(database, task, clock(), "x" * 5000)
    stored = _stored(database, task)
    assert (stored.due_at, stored.failure, stored.worker) == (clock() + timedelta(seconds=2), "x" * 2000, None)
    assert not _claim(database, "first", clock())
    clock.advance(seconds=2)
    (task,) = _claim(database, "first", clock())
    assert task.attempts == 2
    assert _finish(database, task)
    assert _stored(database, task).failure is None


def test_a_row_that_always_fails_dies_after_its_last_attempt(database: Database, clock: Clock) -> None:
    make_tasks(database, 1, now=clock())
    attempts = 0
    while claimed := _claim(database, "first", clock()):
        attempts += 1
        assert _fail(database, claimed[0], clock())
        clock.advance(hours=1)
    assert attempts == retry.ATTEMPTS
    with database.read() as session:
        (dead,) = session.scalars(select(SuggestionTask))
        assert (dead.due_at, dead.failure, dead.attempts) == (None, "broken", retry.ATTEMPTS)


def test_a_row_that_kills_its_worker_dies_and_the_others_flow(database: Database, clock: Clock) -> None:
    poison, *_ = make_tasks(database, 1, now=clock())
    for _ in range(retry.ATTEMPTS):
        assert [task.issue_id for task in _claim(database, "killed", clock())] == [poison]
        clock.now += LEASE
    (other,) = make_tasks(database, 1, now=clock(), key="other")
    assert [task.issue_id for task in _claim(database, "next", clock())] == [other]
    with database.read() as session:
        dead = session.get_one(SuggestionTask, poison)
        assert dead.due_at is None and dead.failure == "The worker died at every attempt."


@pytest.mark.parametrize("most", [1, 7])
def test_workers_at_once_share_the_rows_without_doubles(database: Database, clock: Clock, most: int) -> None:
    made = make_tasks(database, 60, now=clock())
    start = threading.Barrier(4)
    taken: dict[str, list[int]] = {name: [] for name in "abcd"}

    def work(name: str) -> None:
        start.wait()
        while tasks := _claim(database, name, clock(), most):
            taken[name] += [task.issue_id for task in tasks]
            assert all(_finish(database, task) for task in tasks)

    threads = [threading.Thread(target=work, args=name) for name in taken]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(number for numbers in taken.values() for number in numbers) == sorted(made)
