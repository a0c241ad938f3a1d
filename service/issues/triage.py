"""What editors do with issues. Each step records who did it and when, and refuses to act on an old picture."""

from datetime import datetime

from sqlalchemy.orm import Session

from service.domain.characters import clean
from service.domain.events import Happening
from service.domain.workflow import Decision, decide
from service.errors import Conflict, InvalidInput
from service.models import Activity, Issue

LONGEST_CORRECTION = 1000
LONGEST_COMMENT = 2000


def require_version(issue: Issue, version: int) -> None:
    """Raise Conflict where the issue has changed since the editor saw it."""
    if issue.version != version:
        raise Conflict("This issue has changed since you opened it. Nothing was done; here it is as it stands now.")


def apply(
    session: Session,
    issue: Issue,
    decision: Decision,
    *,
    account_id: int,
    now: datetime,
    correction: str = "",
    original: Issue | None = None,
) -> Activity:
    """Carry out a decision and write it into the history.

    `correction` is what should stand instead of the whole quote, for accepting and resolving; `original` is the issue
    that this one is a duplicate of. Raises Conflict where the status forbids it, InvalidInput naming the field.
    """
    status, happening = decide(issue.status, decision)
    text = ""
    if decision in (Decision.ACCEPT, Decision.RESOLVE):
        text = _correction(correction)
        issue.correction = text or issue.correction
    if decision is Decision.DUPLICATE:
        text = str(_original(issue, original).id)
        issue.duplicate_of_id = int(text)
    elif decision is Decision.REOPEN:
        issue.duplicate_of_id = None
    issue.status = status
    issue.version += 1
    issue.decided_at, issue.decided_by_id = now, account_id
    issue.reports_at_decision = issue.report_count
    return _record(session, issue, happening, text, account_id, now)


def comment(session: Session, issue: Issue, text: str, *, account_id: int, now: datetime) -> Activity:
    """Add an editor's comment to the history. Raises InvalidInput for an empty or too long one."""
    said = clean(text, joiners=True)
    if not 1 <= len(said) <= LONGEST_COMMENT:
        raise InvalidInput(f"A comment has 1 to {LONGEST_COMMENT:,} characters.", field="comment")
    return _record(session, issue, Happening.COMMENTED, said, account_id, now)


def _correction(text: str) -> str:
    corrected = clean(text, joiners=True)
    if len(corrected) > LONGEST_CORRECTION:
        raise InvalidInput(f"A correction has at most {LONGEST_CORRECTION:,} characters.", field="correction")
    return corrected


def _original(issue: Issue, original: Issue | None) -> Issue:
    if original is None or original.id == issue.id or original.site_id != issue.site_id:
        raise InvalidInput("An issue is a duplicate of another issue of the same site.", field="original")
    if original.duplicate_of_id == issue.id:
        raise InvalidInput("That issue is marked as a duplicate of this one.", field="original")
    return original


def _record(
    session: Session, issue: Issue, happening: Happening, text: str, account_id: int, now: datetime
) -> Activity:
    activity = Activity(issue_id=issue.id, account_id=account_id, happening=happening, text=text, at=now)
    session.add(activity)
    session.flush()
    return activity
