"""What comes of a look: the page's row, its issues, the engine's words, and when to look again."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.checks.fetch import Marks, Problem
from service.checks.store import store
from service.domain.locate import Located
from service.domain.look_times import Interest, first_look, next_look, next_try
from service.domain.page_check import Notice
from service.domain.page_problems import LASTING
from service.domain.workflow import Status
from service.models import Issue, IssueCheck, PageCheck
from service.suggestions.anew import ask_anew


@dataclass(frozen=True, slots=True)
class Read:
    """What a look has brought; `located` is None where the page is as it was."""

    marks: Marks
    located: dict[int, Located] | None
    words: dict[str, int] | None


def keep(
    session: Session,
    row: PageCheck,
    claimed: PageCheck,
    issues: Sequence[Issue],
    outcome: Read | Problem | None,
    *,
    now: datetime,
    jitter: float,
) -> None:
    """Keep the outcome of a look in the page's row, which is still leased to this worker, and give the row back.

    `claimed` is the row as it was claimed; the outcome is None where there was nothing to look for.
    """
    again = _again(row, claimed, now=now, jitter=jitter)
    if isinstance(outcome, Problem):
        row.problem, row.about, row.failures = outcome.code, dict(outcome.about), row.failures + 1
        lasting, is_known = outcome.code in LASTING, row.looked_at is not None
        following = next_try(row.failures, lasting=lasting, is_known=is_known, now=now, jitter=jitter)
        following = max(following, now + outcome.wait) if following else None
    else:
        if outcome is not None:
            _keep_read(session, row, issues, outcome, now=now)
        following = next_look(interest_in(session, issues), begun_at=row.begun_at, now=now, jitter=jitter)
    row.due_at = again or following
    row.attempts, row.worker, row.failure = 0, None, None


def _keep_read(session: Session, row: PageCheck, issues: Sequence[Issue], read: Read, *, now: datetime) -> None:
    row.problem, row.about, row.failures, row.looked_at = "", None, 0, now
    row.etag, row.modified = read.marks.etag, read.marks.modified
    if read.words is not None:
        row.words = read.words
    new = store(session, issues, read.located, now=now)
    ask_anew(session, [issue for issue in new if issue.status is Status.OPEN], now=now)


def _again(row: PageCheck, claimed: PageCheck, *, now: datetime, jitter: float) -> datetime | None:
    """The next look where something happened while this one was taken: asked for once more, or a report came."""
    asked, row.asked_at = row.asked_at, None
    if asked is not None and asked != claimed.asked_at:
        row.asked_at = asked
        return now
    return first_look(now, jitter=jitter) if row.begun_at != claimed.begun_at else None


def interest_in(session: Session, issues: Sequence[Issue]) -> Interest:
    """Why the page of these issues is to be looked at again."""
    if any(issue.status in (Status.ACCEPTED, Status.RESOLVED) for issue in issues):
        return Interest.FIXING
    waiting = {issue.id for issue in issues if issue.status is Status.OPEN}
    if not waiting:
        return Interest.NONE
    never = select(IssueCheck.issue_id).where(IssueCheck.issue_id.in_(waiting), IssueCheck.notice == Notice.NEVER)
    return Interest.UNSEEN if waiting == set(session.scalars(never)) else Interest.OPEN
