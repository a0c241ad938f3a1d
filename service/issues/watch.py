"""What decisions have the page check do."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import update
from sqlalchemy.orm import Session

from service.domain.look_times import after_decision
from service.domain.workflow import Status
from service.models import Issue, IssueCheck
from service.models.issue_check import NOTICED
from service.models.page_check import want_looks

_SPREAD = 30
"""Pages that are decided on together are looked at one after another."""
_WAITING = frozenset({Status.OPEN, Status.ACCEPTED})
_WATCHED = _WAITING | {Status.RESOLVED}


def watch_pages(session: Session, issues: Iterable[Issue], *, now: datetime) -> None:
    """Have the pages looked at for what was decided of these issues. What was noticed of others is settled now."""
    issues = list(issues)
    settled = [issue.id for issue in issues if issue.status not in _WAITING]
    noticed = update(IssueCheck).where(IssueCheck.issue_id.in_(settled), NOTICED).values(notice=None)
    if settled:
        session.execute(noticed.execution_options(synchronize_session=False))
    watched = {issue.page_id for issue in issues if issue.status in _WATCHED}
    want_looks(session, {page: after_decision(now, jitter=page % _SPREAD / _SPREAD) for page in watched}, now=now)
