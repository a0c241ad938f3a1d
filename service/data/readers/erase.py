"""Erasing what one reader wrote, wherever it has got to. That there was a report stays, and is counted."""

import secrets
from collections.abc import Callable, Sequence
from datetime import datetime
from itertools import groupby

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.data.readers.traces import erase_from_history, erase_from_issue, written_in
from service.data.retell import retell
from service.data.retention.prepare import hasten
from service.data.retention.wipe import wipe
from service.database import Database
from service.domain.events import Happening
from service.models import Activity, Issue, Report

AT_ONCE = 200
"""Reports of a transaction."""


def erase(session: Session, numbers: Sequence[int], *, account_id: int | None, now: datetime) -> int:
    """Erase the first AT_ONCE of these reports' comments, addresses, corrections and what the widget said of itself.

    Their copies go too: from search, the engine's suggestions, histories and comments of editors, and a decided
    correction that is this reader's alone, with what the site learned from it. The receipt becomes another, that
    nobody holds. How many were erased; the worker then takes it out of the database's file.
    """
    found = select(Report).where(Report.id.in_(numbers[:AT_ONCE])).order_by(Report.issue_id, Report.id)
    reports = session.scalars(found).all()
    issues = select(Issue).where(Issue.id.in_({report.issue_id for report in reports})).order_by(Issue.id)
    locked = {issue.id: issue for issue in session.scalars(issues.with_for_update(of=Issue))}
    for number, theirs in groupby(reports, key=lambda report: report.issue_id):
        _erase_of(session, locked[number], list(theirs), account_id=account_id, now=now)
    retell(session, sorted(locked))
    hasten(session, now=now, wipes=True)
    return len(reports)


def erase_all(database: Database, numbers: Sequence[int], *, clock: Callable[[], datetime]) -> int:
    """`erase` for all of these reports, a transaction after the other, and at once out of the database's file.

    How many were erased.
    """
    erased = 0
    for first in range(0, len(numbers), AT_ONCE):
        with database.write() as session:
            erased += erase(session, numbers[first : first + AT_ONCE], account_id=None, now=clock())
    wipe(database)
    return erased


def _erase_of(
    session: Session, issue: Issue, reports: Sequence[Report], *, account_id: int | None, now: datetime
) -> None:
    written = written_in(session, issue, reports)
    for report in reports:
        _empty(report, now)
    session.flush()
    erase_from_history(session, issue, written)
    erase_from_issue(session, issue, written, now=now)
    issue.version += 1
    session.add(Activity(issue_id=issue.id, account_id=account_id, happening=Happening.ERASED, text="", at=now))


def _empty(report: Report, now: datetime) -> None:
    report.comment = report.email = ""
    report.correction = report.written_at = None
    report.client = {}
    report.receipt = secrets.token_urlsafe(16)
    report.erased_at = now
