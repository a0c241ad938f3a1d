"""Deciding an issue: what an editor does, recorded with who and when, and with what it was before."""

from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.accounts.permissions import role_at
from service.dictionary.taught import learn_from
from service.domain.characters import clean
from service.domain.events import Happening
from service.domain.search_words import search_words
from service.domain.workflow import Decision, decide
from service.errors import Conflict, InvalidInput
from service.issues.watch import watch_pages
from service.models import Account, Activity, Issue
from service.notifications.personal import call

LONGEST_CORRECTION = 1000
LONGEST_REASON = 300
_STATE = (
    "status",
    "correction",
    "duplicate_of_id",
    "decided_at",
    "decided_by_id",
    "reports_at_decision",
    "assignee_id",
)


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
    reason: str = "",
    batch_id: int | None = None,
) -> Activity:
    """Carry out a decision, write it into the history and let the site learn from it.

    `correction` is what should stand instead of the whole quote, for accepting and resolving; `original` is the issue
    that this one is a duplicate of; `reason` says why it is no error. Raises Conflict where the status forbids it,
    InvalidInput naming the field.
    """
    status, happening = decide(issue.status, decision)
    before = state_of(issue)
    text = ""
    if decision in (Decision.ACCEPT, Decision.RESOLVE):
        text = _limited(correction, LONGEST_CORRECTION, "correction")
        _correct(issue, text)
    elif decision is Decision.REJECT:
        text = _limited(reason, LONGEST_REASON, "reason")
    if decision is Decision.DUPLICATE:
        text = str(_original(issue, original).id)
        issue.duplicate_of_id = int(text)
    elif decision is Decision.REOPEN:
        issue.duplicate_of_id = None
    issue.status = status
    issue.decided_at, issue.decided_by_id = now, account_id
    issue.reports_at_decision = issue.report_count
    learn_from(session, issue, decision, account_id=account_id, now=now)
    if batch_id is None:  # a batch does it once, for all of its pages
        watch_pages(session, [issue], now=now)
    return record(session, issue, happening, text, account_id=account_id, now=now, before=before, batch_id=batch_id)


def assign(
    session: Session,
    issue: Issue,
    assignee_id: int | None,
    *,
    account_id: int,
    now: datetime,
    batch_id: int | None = None,
) -> Activity:
    """Make somebody responsible for the issue, and tell them, or nobody. The caller knows that they may decide."""
    before = state_of(issue)
    issue.assignee_id = assignee_id
    happening = Happening.RELEASED if assignee_id is None else Happening.ASSIGNED
    text = "" if assignee_id is None else str(assignee_id)
    done = record(session, issue, happening, text, account_id=account_id, now=now, before=before, batch_id=batch_id)
    if assignee_id is not None:
        call(session, assignee_id, done)
    return done


def record(
    session: Session,
    issue: Issue,
    happening: Happening,
    text: str,
    *,
    account_id: int | None,
    now: datetime,
    before: dict[str, Any] | None = None,
    batch_id: int | None = None,
    undoes_id: int | None = None,
) -> Activity:
    """Write into the history, and count the issue's version up where it was changed."""
    issue.version += 1
    activity = Activity(
        issue_id=issue.id,
        account_id=account_id,
        happening=happening,
        text=text,
        at=now,
        before=before,
        version=issue.version,
        batch_id=batch_id,
        undoes_id=undoes_id,
    )
    session.add(activity)
    session.flush()
    return activity


def state_of(issue: Issue) -> dict[str, Any]:
    """What a decision may change, for taking it back."""
    state = {name: getattr(issue, name) for name in _STATE}
    return state | {"decided_at": issue.decided_at.isoformat() if issue.decided_at else None}


def restore(session: Session, issue: Issue, state: dict[str, Any]) -> None:
    """Make the issue what it was, as `state_of` told it, but for who has left and what has been removed since."""
    for name in _STATE:
        setattr(issue, name, state[name])
    issue.decided_at = datetime.fromisoformat(state["decided_at"]) if state["decided_at"] else None
    with session.no_autoflush:
        if issue.assignee_id is not None and role_at(session, issue.assignee_id, issue.site_id) is None:
            issue.assignee_id = None
        for name, kind in (("decided_by_id", Account), ("duplicate_of_id", Issue)):
            number = state[name]
            if number is not None and session.scalar(select(kind.id).where(kind.id == number)) is None:
                setattr(issue, name, None)


def _correct(issue: Issue, text: str) -> None:
    if text:
        issue.correction = text
        issue.search_text = " ".join((issue.search_text, *search_words(text)))


def _limited(text: str, most: int, field: str) -> str:
    cleaned = clean(text, joiners=True)
    if len(cleaned) > most:
        raise InvalidInput("This has more than %(most)s characters.", field=field, most=most)
    return cleaned


def _original(issue: Issue, original: Issue | None) -> Issue:
    if original is None or original.id == issue.id or original.site_id != issue.site_id:
        raise InvalidInput("An issue is a duplicate of another issue of the same site.", field="original")
    if original.duplicate_of_id == issue.id:
        raise InvalidInput("That issue is marked as a duplicate of this one.", field="original")
    return original
