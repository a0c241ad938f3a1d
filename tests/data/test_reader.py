"""One reader's data: found, handed over, and erased so that no trace of it is left."""

import logging
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import MetaData, func, select

from service.data.readers.erase import AT_ONCE, erase, erase_all
from service.data.readers.find import Reader, reader_of, reports_of
from service.data.readers.tell import told
from service.database import Database
from service.domain.events import Happening
from service.domain.rhythm import Rhythm
from service.domain.workflow import Decision
from service.errors import InvalidInput
from service.issues import discuss, queue
from service.issues.present import proposal_of
from service.issues.triage import apply
from service.issues.view import Scope, View
from service.models import Activity, ChannelKind, Delivery, Issue, KnownPair, Purge, Report, SuggestionRow
from service.models.purge import INSTALLATION
from service.notifications.channels import Wishes, open_channel
from service.worker import Worker
from tests.conftest import Clock
from tests.data.conftest import Readers
from tests.factories import EPOCH, MadeSite
from tests.notifications.receiver import Receiver, Reply

TOKEN = "Qwxzyvulturine"
"""A word that nobody else says, as every text of the reader holds it."""
EMAIL = f"{TOKEN}@example.org"


def _everything(database: Database) -> str:
    """All rows of all tables, those of full-text search among them, as text."""
    tables = MetaData()
    tables.reflect(database.reader)
    with database.read() as session:
        rows = [str(row) for table in tables.sorted_tables for row in session.execute(select(table))]
        if database.is_sqlite:
            found = "SELECT * FROM issue_search WHERE issue_search MATCH ?"
            rows += map(str, session.connection().exec_driver_sql(found, (TOKEN.casefold(),)))
        else:
            rows += map(str, session.connection().exec_driver_sql("SELECT issue_search FROM issue"))
    return "\n".join(rows).casefold()


def _files(database: Database) -> bytes:
    """SQLite's file and what lies beside it."""
    file = Path(str(database.url.database))
    return b"".join(part.read_bytes() for part in sorted(file.parent.glob(f"{file.name}*"))).lower()


def _numbers(database: Database, asked: str, *sites: MadeSite) -> list[int]:
    with database.read() as session:
        return list(reports_of(session, reader_of(asked), [site.id for site in sites]))


def _erase(database: Database, numbers: list[int], clock: Clock, account_id: int | None = None) -> int:
    with database.write() as session:
        return erase(session, numbers, account_id=account_id, now=clock())


def test_a_reader_is_found_by_receipt_and_by_address(readers: Readers, neighbours: Readers, database: Database) -> None:
    first = readers.report(email="Éva@Example.org")
    second = readers.report(comment="write to éva@example.org, please")
    readers.report(email="xéva@example.org", comment="éva@example.org.uk is another, and so is an-éva@example.org")
    third = neighbours.report(email="éva@example.org")
    assert len(_numbers(database, first, readers.site)) == len(_numbers(database, third, neighbours.site)) == 1
    assert _numbers(database, third, readers.site) == []
    assert len(_numbers(database, " ÉVA@example.ORG ", readers.site)) == 2
    assert len(_numbers(database, "éva@example.org", readers.site, neighbours.site)) == 3
    assert len(_numbers(database, second, readers.site)) == 1
    assert _numbers(database, "nobody@example.org", readers.site, neighbours.site) == []
    assert reader_of(first) == Reader(receipt=first)


@pytest.mark.parametrize("text", ["", "a", "a@b@c", "x" * 23, "two words@example.org", "%", "a@" + "b" * 200])
def test_what_is_neither_is_refused(text: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        reader_of(text)
    assert refused.value.field == "reader"


def test_a_reader_is_told_all_that_was_sent(readers: Readers, database: Database, clock: Clock) -> None:
    receipt = readers.report(
        email=EMAIL, comment="why?", correction="received", client={"version": "9"}, words=["Kyiv"]
    )
    with database.read() as session:
        document = told(session, _numbers(database, EMAIL, readers.site), now=clock())
    (sent,) = document["reports"]
    assert {name: sent[name] for name in ("receipt", "email", "comment", "correction", "client", "words", "site")} == {
        "receipt": receipt,
        "email": EMAIL,
        "comment": "why?",
        "correction": "received",
        "client": {"version": "9"},
        "words": ["Kyiv"],
        "site": "The Courier",
    }
    assert sent["quote"]["exact"] == "recieved" and sent["status"] == "open" and sent["answer"] == "received"


def _listen(readers: Readers, worker: Worker, hooks: Receiver) -> None:
    """A channel that is told at once, and one that is told in the evening."""
    with readers.database.write() as session:
        for wishes in (Wishes("Hook"), Wishes("Evening", rhythm=Rhythm.DAILY, minute=22 * 60)):
            config = {"url": hooks.url()}
            owner = {"site_id": readers.site.id}
            open_channel(session, ChannelKind.WEBHOOK, wishes, config, worker.settings, **owner, now=readers.clock())


def _spread(readers: Readers, worker: Worker, hooks: Receiver) -> int:
    """A reader's words in every place that they can get to; the issue's number."""
    _listen(readers, worker, hooks)
    with_client: dict[str, Any] = {"client": {"name": TOKEN}}
    readers.report(path="a", comment=f"see {TOKEN} there", email=EMAIL, correction=TOKEN, **with_client)
    number = readers.last_issue()
    hooks.replies.append(Reply(body=f"Took “{TOKEN}”, thanks.".encode()))
    readers.clock.advance(minutes=1)
    worker.run_once()
    assert len(hooks.posted) == 1
    readers.report(path="a", correction="received")
    worker.run_once()
    owner = readers.site.owner_id
    with readers.database.write() as session:
        issue = session.get_one(Issue, number)
        discuss.comment(session, issue, f"Says “See {TOKEN} there”: {EMAIL}", account_id=owner, now=readers.clock())
        apply(session, issue, Decision.ACCEPT, account_id=owner, now=readers.clock(), correction=TOKEN)
        apply(session, issue, Decision.REOPEN, account_id=owner, now=readers.clock())
        apply(session, issue, Decision.RESOLVE, account_id=owner, now=readers.clock(), correction=TOKEN)
        session.add(
            KnownPair(site_id=issue.site_id, wrong="recieved", folded="recieved", correction=TOKEN, origin="learned",
                      issue_id=number, created_at=EPOCH)
        ) if not session.scalars(select(KnownPair)).first() else None  # fmt: skip
    readers.report(path="b")  # which the engine corrects as it has learned
    worker.run_once()
    hooks.replies.append(Reply(body=f"Took “{TOKEN}” as well.".encode()))
    readers.clock.advance(minutes=15)
    worker.run_once()
    assert TOKEN in hooks.posted[1].body.decode()
    return number


def test_no_trace_is_left(
    readers: Readers,
    worker: Worker,
    hooks: Receiver,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    caplog.set_level(logging.DEBUG)
    number = _spread(readers, worker, hooks)
    database = readers.database
    before = _everything(database)
    assert before.count(f"Took “{TOKEN}”".casefold()) == 2
    assert before.count(TOKEN.casefold()) > 8
    with database.read() as session:
        assert TOKEN in session.scalars(select(SuggestionRow.replacement).where(SuggestionRow.issue_id != number)).all()
    assert not database.is_sqlite or b"vulturine" in _files(database)
    (receipt,) = {report.receipt for report in _reports(database) if report.email}
    numbers = _numbers(database, EMAIL, readers.site)
    assert _erase(database, numbers, readers.clock, readers.site.owner_id) == 1
    worker.run_once()
    left = _everything(database)
    assert TOKEN.casefold() not in left and receipt.casefold() not in left
    if database.is_sqlite:
        written = _files(database)
        assert len(written) > 100_000
        for trace in (TOKEN.lower().encode(), b"vulturine", b"wxzyvult"):
            assert trace not in written
    logged = caplog.text + "".join(capfd.readouterr())
    assert "request" in logged and TOKEN not in logged and receipt not in logged
    with database.read() as session:
        issue = session.get_one(Issue, number)
        assert (issue.report_count, issue.correction, issue.proposed) == (2, None, "received")
        erased = [report for report in _reports(database) if report.erased_at]
        assert len(erased) == 1 and erased[0].exact == "recieved" and len(erased[0].receipt) == 22
        history = session.scalars(select(Activity).where(Activity.issue_id == number).order_by(Activity.id)).all()
        assert "Says “[…]”: […]" in [entry.text for entry in history]
        stub = next(entry for entry in history if entry.happening is Happening.ERASED)
        assert (stub.account_id, stub.text) == (readers.site.owner_id, "")
        again = session.scalars(select(SuggestionRow.replacement).where(SuggestionRow.rank == 0)).all()
        assert again == ["received", "received"]
    _what_waited_leaves_without(readers, worker, hooks)


def _what_waited_leaves_without(readers: Readers, worker: Worker, hooks: Receiver) -> None:
    """Messages hold no text before they leave."""
    with readers.database.read() as session:
        assert session.scalars(select(func.count()).where(Delivery.due_at.is_not(None))).one() == 1
    hooks.posted.clear()
    readers.clock.advance(days=1)
    worker.run_once()
    (posted,) = hooks.posted
    assert [each["correction"] for each in posted.json["data"]["issues"]] == ["received"]
    assert TOKEN.casefold() not in posted.body.decode().casefold()


@pytest.mark.parametrize("spread", [False, True], ids=["its own issue", "one that was corrected alike"])
def test_a_message_on_its_way_keeps_no_answer(
    readers: Readers, worker: Worker, hooks: Receiver, clock: Clock, *, spread: bool
) -> None:
    database, owner = readers.database, readers.site.owner_id
    if not spread:
        _listen(readers, worker, hooks)
    readers.report(path="a", correction=TOKEN, email=EMAIL)
    with database.write() as session:
        issue = session.get_one(Issue, readers.last_issue())
        apply(session, issue, Decision.ACCEPT, account_id=owner, now=clock(), correction=TOKEN)
        if spread:
            learned = {"wrong": "recieved", "folded": "recieved", "correction": TOKEN, "origin": "learned"}
            session.add(KnownPair(site_id=issue.site_id, issue_id=issue.id, created_at=EPOCH, **learned))
        else:
            apply(session, issue, Decision.REOPEN, account_id=owner, now=clock())
    if spread:
        _listen(readers, worker, hooks)
        readers.report(path="b")
        worker.run_once()  # the engine says what was learned
    hooks.replies += [Reply(410, body=f"Took “{TOKEN}”.".encode())]
    hooks.meanwhile.append(lambda: _erase_found(database, readers, clock))
    clock.advance(minutes=2)
    worker.run_once()
    assert TOKEN in hooks.posted[0].body.decode() and not hooks.meanwhile
    assert TOKEN.casefold() not in _everything(database)
    with database.read() as session:
        first = session.scalars(select(Delivery).order_by(Delivery.id)).first()
        assert first is not None and (first.answer, first.failure) == ("", "gone")


def _erase_found(database: Database, readers: Readers, clock: Clock) -> None:
    _erase(database, _numbers(database, EMAIL, readers.site), clock)


def test_whoever_reads_meanwhile_only_puts_it_off(readers: Readers, worker: Worker, clock: Clock) -> None:
    database = readers.database
    readers.report(comment=TOKEN, email=EMAIL)
    with database.read() as reading:
        assert len(reading.scalars(select(Report)).all()) == 1  # and its picture of the database is held
        _erase(database, _numbers(database, EMAIL, readers.site), clock)
        worker.run_once()
        assert not database.is_sqlite or b"vulturine" in _files(database)
        assert _wipes(database) == database.is_sqlite
    clock.advance(minutes=1)
    worker.run_once()
    assert not database.is_sqlite or b"vulturine" not in _files(database)
    assert not _wipes(database)


def _wipes(database: Database) -> bool:
    with database.read() as session:
        return session.get_one(Purge, INSTALLATION).wipes


def _reports(database: Database) -> list[Report]:
    with database.read() as session:
        return list(session.scalars(select(Report).order_by(Report.id)))


def test_what_others_say_as_well_stays(readers: Readers, worker: Worker) -> None:
    receipt = readers.report(path="a", correction="received", comment="ie is ei")
    readers.report(path="a", correction="received", comment="a typo")
    number = readers.last_issue()
    worker.run_once()
    with readers.database.write() as session:
        issue = session.get_one(Issue, number)
        now, owner = readers.clock(), readers.site.owner_id
        apply(session, issue, Decision.RESOLVE, account_id=owner, now=now, correction="received")
        version = issue.version
    assert _erase(readers.database, _numbers(readers.database, receipt, readers.site), readers.clock) == 1
    with readers.database.read() as session:
        issue = session.get_one(Issue, number)
        assert (issue.correction, issue.proposed, issue.version) == ("received", "received", version + 1)
        scope = Scope((issue.site_id,), 0, readers.clock())
        for text, count in (("ie is", 0), ("typo", 1), ("received", 1), ("harbour", 1)):
            assert queue.count(session, View(q=text, status=issue.status), scope) == count, text
        assert [proposal_of(issue, report) for report in _reports(readers.database)] == [None, "received"]
    answer = readers.client.get("/api/v1/receipts", params={"id": receipt})
    assert answer.json()["receipts"] == {receipt: "unknown"}


def test_erasing_twice_changes_nothing_and_other_sites_stay(
    readers: Readers, neighbours: Readers, database: Database, worker: Worker, clock: Clock
) -> None:
    readers.report(email=EMAIL)
    neighbours.report(email=EMAIL, comment=TOKEN)
    numbers = _numbers(database, EMAIL, readers.site)
    assert erase_all(database, numbers, clock=clock) == 1
    assert _numbers(database, EMAIL, readers.site) == [] and erase_all(database, [], clock=clock) == 0
    assert [report.comment for report in _reports(database)] == ["", TOKEN]


def test_very_many_are_erased_in_several_transactions(readers: Readers, database: Database, clock: Clock) -> None:
    readers.report(path="a", email=EMAIL)
    with database.write() as session:
        (one,) = session.scalars(select(Report)).all()
        columns = {c.key: getattr(one, c.key) for c in Report.__mapper__.column_attrs if c.key != "id"}
        session.add_all(Report(**columns | {"receipt": f"{index:022}"}) for index in range(AT_ONCE))
    numbers = _numbers(database, EMAIL, readers.site)
    assert len(numbers) == AT_ONCE + 1
    assert _erase(database, numbers, clock) == AT_ONCE
    assert erase_all(database, _numbers(database, EMAIL, readers.site), clock=clock) == 1
    assert not any(report.email for report in _reports(database))
