"""Periods and the purge: what is too old goes, what else there is stays right, and an owner sees what was done."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import func, select, update

from service.data.retention import steps, work
from service.data.retention.periods import periods_of, set_periods
from service.data.retention.prepare import FIRST_AFTER, hasten, prepare
from service.database import Database
from service.domain.retention import DAYS, Kind
from service.domain.workflow import Decision
from service.issues import queue
from service.issues.triage import apply
from service.issues.view import Scope, View
from service.models import (
    Activity,
    ChannelKind,
    Delivery,
    Issue,
    KnownPair,
    Letter,
    LetterKind,
    Login,
    Page,
    Purge,
    Purpose,
    Report,
    Retention,
    SuggestionRow,
)
from service.notifications.channels import Wishes, open_channel
from service.resources import TEMPLATES
from service.worker import Worker
from tests.conftest import Clock
from tests.data.conftest import Readers


def _found(readers: Readers, text: str) -> int:
    with readers.database.read() as session:
        return queue.count(session, View(q=text), Scope((readers.site.id,), 0, readers.clock()))


def _decide(readers: Readers, number: int, decision: Decision = Decision.RESOLVE, **fields: object) -> None:
    with readers.database.write() as session:
        issue = session.get_one(Issue, number)
        fields = {"correction": "received"} if decision is Decision.RESOLVE else fields
        apply(session, issue, decision, account_id=readers.site.owner_id, now=readers.clock(), **fields)  # type: ignore[arg-type]


def _count(database: Database, kind: type) -> int:
    with database.read() as session:
        return session.scalar(select(func.count()).select_from(kind)) or 0


def _purge(worker: Worker, readers: Readers, **later: float) -> dict[str, int]:
    """Let time pass and the worker work; what the site's purge removed by its own account."""
    readers.clock.advance(**later)
    with readers.database.write() as session:
        hasten(session, readers.site.id, now=readers.clock())
    worker.run_once()
    with readers.database.read() as session:
        row = session.get_one(Purge, readers.site.id)
        assert row.finished_at == readers.clock() and row.due_at is not None and row.due_at > readers.clock()
        assert row.progress == {} and row.worker is None and row.failure is None
        return {name: number for name, number in row.removed.items() if number}


def test_each_kind_goes_in_its_time_and_counters_and_search_stay_right(readers: Readers, worker: Worker) -> None:
    readers.report(path="a", comment="a bluebottle buzzes", email="reader@example.org", correction="recyved")
    readers.report(path="a", comment="")
    number = readers.last_issue()
    assert _found(readers, "bluebottle") == _found(readers, "recyved") == 1
    assert _purge(worker, readers, days=80) == {}
    assert _purge(worker, readers, days=11) == {"emails": 1}
    assert _purge(worker, readers, days=275) == {"comments": 1}
    assert _found(readers, "bluebottle") == 0 and _found(readers, "recyved") == _found(readers, "recieved") == 1
    readers.report(path="a", correction="received")
    assert _purge(worker, readers, days=365)["reports"] == 2
    assert _found(readers, "recyved") == 0 and _found(readers, "recieved harbour") == 1
    with readers.database.read() as session:
        issue = session.get_one(Issue, number)
        assert (issue.report_count, issue.proposed, issue.exact) == (3, "received", "recieved")
    _decide(readers, number)
    assert "issues" not in _purge(worker, readers, days=1094)
    assert _purge(worker, readers, days=3) == {"issues": 1, "pages": 1}
    for kind in (Issue, Report, Page, Activity, SuggestionRow):
        assert _count(readers.database, kind) == 0
    assert _found(readers, "recieved") == 0
    assert _purge(worker, readers, days=1) == {}


def test_what_is_open_stays_and_so_do_other_sites(readers: Readers, neighbours: Readers, worker: Worker) -> None:
    readers.report(comment="old")
    neighbours.report(comment="old")
    with readers.database.write() as session:
        set_periods(session, neighbours.site.id, dict.fromkeys(Kind, ""))
    assert _purge(worker, readers, days=5000) == {"comments": 1, "reports": 1, "history": 1}
    assert _count(readers.database, Issue) == 2 and _count(readers.database, Report) == 1
    assert _purge(worker, neighbours, days=1) == {}


def test_the_original_of_duplicates_goes_after_them_and_what_was_learned_stays(
    readers: Readers, worker: Worker
) -> None:
    readers.report(path="a")
    original = readers.last_issue()
    worker.run_once()
    _decide(readers, original)
    readers.report("teh", path="b")
    with readers.database.read() as session:
        first = session.get_one(Issue, original)
    _decide(readers, readers.last_issue(), Decision.DUPLICATE, original=first)
    assert _count(readers.database, KnownPair) == 1
    assert _purge(worker, readers, days=2000)["issues"] == 2
    with readers.database.read() as session:
        pair = session.scalars(select(KnownPair)).one()
        assert (pair.wrong, pair.issue_id, pair.origin) == ("recieved", None, "learned")


def test_a_decided_issue_that_readers_still_report_stays(readers: Readers, worker: Worker) -> None:
    readers.report(path="a")
    number = readers.last_issue()
    _decide(readers, number, Decision.REJECT)
    readers.clock.advance(days=1094)
    readers.report(path="a")
    assert "issues" not in _purge(worker, readers, days=5)
    with readers.database.read() as session:
        assert session.get_one(Issue, number).report_count == 2


def test_it_goes_in_small_steps_that_another_worker_can_take_over(
    readers: Readers, worker: Worker, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(7):
        readers.report(email="a@example.org")
    monkeypatch.setattr(work, "STEP", 2)
    given: list[int] = []
    monkeypatch.setattr(Database, "give_way", lambda _: given.append(1))
    sizes: list[int] = []
    remove = steps.OF_SITES[0].remove

    def dying(session, numbers, due):  # type: ignore[no-untyped-def]
        sizes.append(len(numbers))
        if len(sizes) == 3:
            raise RuntimeError("what a reader wrote")
        return remove(session, numbers, due)

    first = steps.Step("emails", Kind.EMAILS, steps.OF_SITES[0].due, dying)
    monkeypatch.setattr(work, "OF_SITES", (first, *steps.OF_SITES[1:]))
    readers.clock.advance(days=100)
    with readers.database.write() as session:
        hasten(session, readers.site.id, now=readers.clock())
    worker.run_once()
    with readers.database.read() as session:
        row = session.get_one(Purge, readers.site.id)
        assert (row.progress, row.failure, row.attempts) == ({"emails": 4}, "emails", 1)
    readers.clock.advance(minutes=5)
    worker.run_once()
    with readers.database.read() as session:
        row = session.get_one(Purge, readers.site.id)
        assert (row.removed["emails"], row.failure, row.attempts) == (7, None, 0)
        assert session.scalar(select(func.count()).where(Report.email != "")) == 0
    assert sizes == [2, 2, 2, 2, 1] and len(given) >= 3  # readers' reports get in between


def test_whoever_has_lost_the_lease_takes_nothing_away(readers: Readers, database: Database) -> None:
    readers.report(email="a@example.org")
    with database.write() as session:
        prepare(session, now=readers.clock())
        session.execute(update(Purge).values(worker="slow", attempts=1))
    with database.read() as session:
        purge = session.get_one(Purge, readers.site.id)
    with database.write() as session:
        session.execute(update(Purge).values(worker="quick", attempts=2))
    readers.clock.advance(days=100)
    with database.read() as session:
        ((step, moment), *_) = work.steps_of(session, readers.site.id, now=readers.clock())
    assert work._advance(database, purge, step, moment, readers.clock) is False
    with database.read() as session:
        assert session.scalars(select(Report.email)).one() == "a@example.org"


def test_a_site_is_purged_a_week_after_it_was_first_seen_and_then_daily(
    readers: Readers, worker: Worker, clock: Clock
) -> None:
    worker.run_once()
    with readers.database.read() as session:
        assert session.get_one(Purge, readers.site.id).due_at == clock() + FIRST_AFTER
    clock.advance(days=7)
    assert worker.run_once() >= 1
    with readers.database.read() as session:
        assert session.get_one(Purge, readers.site.id).due_at == clock() + work.EVERY
    with readers.database.write() as session:  # given up after its last attempt: a day later it is tried again
        session.execute(update(Purge).values(due_at=None, failure="x"))
    clock.advance(minutes=6)
    worker.run_once()
    with readers.database.read() as session:
        assert session.get_one(Purge, readers.site.id).due_at == clock() + work.EVERY


def test_ended_log_ins_are_cleared_away(readers: Readers, worker: Worker, clock: Clock) -> None:
    with readers.database.write() as session:
        for days in (1, 20):
            moments = {"created_at": clock(), "last_seen_at": clock(), "ends_at": clock.now.replace(day=2 + days)}
            session.add(Login(token_hash=bytes([days]) * 32, account_id=readers.site.owner_id, **moments))
    worker.run_once()
    clock.advance(days=3)
    worker.run_once()
    with readers.database.read() as session:
        assert session.scalars(select(Login.token_hash)).all() == [bytes([20]) * 32]


def test_messages_go_in_their_time_and_what_waits_stays(
    readers: Readers, neighbours: Readers, worker: Worker, clock: Clock
) -> None:
    """Those of a site by its owner's word; those of people, and letters, after thirty days."""
    wanted = [{"site_id": readers.site.id}, {"site_id": neighbours.site.id}, {"account_id": readers.site.owner_id}]
    with readers.database.write() as session:
        for owner in wanted:
            config = {"url": "https://x.example"}
            channel, _ = open_channel(
                session, ChannelKind.SLACK, Wishes("A"), config, worker.settings, **owner, now=clock()
            )
            for key, due_at in (("gone", None), ("waits", clock.now + timedelta(days=100))):
                stable = f"{key}-{owner}"[:40]
                session.add(
                    Delivery(key=stable, channel_id=channel.id, purpose=Purpose.NEWS, created_at=clock(), due_at=due_at)
                )
        session.add(Letter(email="a@b.example", kind=LetterKind.PASSWORD_RESET, values={}, created_at=clock()))
        Letter.queue(
            session, LetterKind.PASSWORD_RESET, email="b@b.example", values={}, now=clock.now + timedelta(days=100)
        )
        set_periods(session, readers.site.id, {Kind.DELIVERIES: "7"})
    assert _purge(worker, readers, days=6) == {} == _purge(worker, neighbours, days=1)
    assert _purge(worker, readers, hours=1) == {"deliveries": 1}
    assert _purge(worker, neighbours, days=22) == {} and _count(readers.database, Delivery) == 5
    assert _purge(worker, neighbours, days=2) == {"deliveries": 1}
    assert _count(readers.database, Delivery) == 3 and _count(readers.database, Letter) == 1


def test_periods_are_kept_by_site(readers: Readers, database: Database) -> None:
    with database.write() as session:
        assert periods_of(session, readers.site.id) == DAYS
        set_periods(session, readers.site.id, {Kind.EMAILS: " 14 ", Kind.ISSUES: ""})
        set_periods(session, readers.site.id, {Kind.EMAILS: "15"})
    with database.read() as session:
        assert periods_of(session, readers.site.id) == DAYS | {Kind.EMAILS: 15, Kind.ISSUES: 0}
        assert session.scalar(select(func.count()).select_from(Retention)) == 2


def test_every_kind_has_a_period_a_step_and_a_name() -> None:
    names = (TEMPLATES / "data" / "_names.html").read_text()
    assert set(DAYS) == set(Kind) == {step.kind for step in steps.OF_SITES}
    assert set(re.findall(r'"(\w+)": _\(', names)) == set(Kind)
    told = (TEMPLATES / "data" / "_last_run.html").read_text()
    assert all(f'name == "{step.name}"' in told for step in steps.OF_SITES)
