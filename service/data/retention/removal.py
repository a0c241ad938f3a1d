"""Taking rows away, with what was made of them elsewhere."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, delete, select, update
from sqlalchemy.orm import InstrumentedAttribute, Session

from service.data.retell import retell
from service.models import Activity, Batch, Issue, Login, Page, Report

Due = Select[int]
_BLINDLY = {"synchronize_session": False}


def clear_emails(session: Session, numbers: Sequence[int], due: Due) -> int:
    """Forget readers' addresses."""
    rows = update(Report).where(Report.id.in_(_still(Report.id, numbers, due))).values(email="").returning(Report.id)
    return len(session.scalars(rows.execution_options(**_BLINDLY)).all())


def clear_comments(session: Session, numbers: Sequence[int], due: Due) -> int:
    """Forget readers' comments; search finds the issues by them no more."""
    issues = _locked_issues(session, numbers)
    rows = update(Report).where(Report.id.in_(_still(Report.id, numbers, due))).values(comment="").returning(Report.id)
    gone = session.scalars(rows.execution_options(**_BLINDLY)).all()
    retell(session, issues)
    return len(gone)


def delete_reports(session: Session, numbers: Sequence[int], due: Due) -> int:
    """Delete reports. Their issues keep the quote and the number of readers, and nothing that was typed."""
    issues = _locked_issues(session, numbers)
    gone = _delete(session, Report.id, _still(Report.id, numbers, due))
    retell(session, issues)
    return gone


def delete_history(session: Session, numbers: Sequence[int], due: Due) -> int:
    """Delete entries of histories."""
    return _delete(session, Activity.id, _still(Activity.id, numbers, due))


def delete_issues(session: Session, numbers: Sequence[int], due: Due) -> int:
    """Delete issues with their reports, suggestions and histories; words that they taught stay in the dictionary."""
    return _delete_locked(session, Issue.id, numbers, due)


def delete_pages(session: Session, numbers: Sequence[int], due: Due) -> int:
    """Delete pages without issues. A report that comes to one just now waits for it, and makes it anew."""
    return _delete_locked(session, Page.id, numbers, due)


def delete_logins(session: Session, numbers: Sequence[int], due: Due) -> int:
    """Delete log-ins that have ended."""
    return _delete(session, Login.id, _still(Login.id, numbers, due))


def delete_batches(session: Session, numbers: Sequence[int], due: Due) -> int:
    """Delete decisions on many issues that were carried out; the issues' histories tell them still."""
    return _delete(session, Batch.id, _still(Batch.id, numbers, due))


def _still(column: InstrumentedAttribute[int], numbers: Sequence[int], due: Due) -> Due:
    return due.where(column.in_(numbers))


def _locked_issues(session: Session, numbers: Sequence[int]) -> list[int]:
    """The issues of these reports, kept from new reports until the end of the transaction."""
    theirs = select(Report.issue_id).where(Report.id.in_(numbers))
    return list(session.scalars(select(Issue.id).where(Issue.id.in_(theirs)).order_by(Issue.id).with_for_update()))


def _delete(session: Session, column: InstrumentedAttribute[int], numbers: Due | Sequence[int]) -> int:
    rows: Any = delete(column.class_).where(column.in_(numbers)).returning(column)
    return len(session.scalars(rows.execution_options(**_BLINDLY)).all())


def _delete_locked(session: Session, column: InstrumentedAttribute[int], numbers: Sequence[int], due: Due) -> int:
    """Lock first, then look again: PostgreSQL would not see a row that came to refer to them while it waited."""
    rows = select(column).where(column.in_(numbers)).order_by(column).with_for_update(skip_locked=True)
    locked = session.scalars(rows).all()
    still = session.scalars(_still(column, locked, due)).all()
    return _delete(session, column, still)
