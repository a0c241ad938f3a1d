"""Resolving an issue because its page has been seen corrected: no editor's decision, and taken back like one."""

from datetime import datetime

from sqlalchemy.orm import Session

from service.domain.events import Happening
from service.domain.workflow import Decision, decide
from service.issues.triage import record, state_of
from service.models import Activity, Issue


def resolve_as_seen(session: Session, issue: Issue, found: str, *, now: datetime) -> Activity:
    """Resolve the issue, which the caller has locked, and write into its history what stands on the page now.

    The site learns nothing from it: what an editor accepted has taught the correction already. Raises Conflict where
    the status forbids it.
    """
    status, _ = decide(issue.status, Decision.RESOLVE)
    before = state_of(issue)
    issue.status = status
    issue.decided_at, issue.decided_by_id = now, None
    issue.reports_at_decision = issue.report_count
    return record(session, issue, Happening.SEEN_CORRECTED, found, account_id=None, now=now, before=before)
