"""Taking a decision back: the issue becomes what it was, and the history says so."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from service.dictionary.learn import forget
from service.domain.events import Happening
from service.errors import Conflict, NotFound
from service.issues.find import history_of
from service.issues.triage import record, restore
from service.issues.watch import watch_pages
from service.models import Activity, Batch, Issue

_undoing = aliased(Activity)
_BUILT_UPON = (Happening.REGRESSED, Happening.DOUBTED)
"""Readers who saw the error again: what stood before is no longer so."""
_TEACHING = (Happening.ACCEPTED, Happening.RESOLVED, Happening.REJECTED)


def last_decision(session: Session, account_id: int) -> Activity | None:
    """The last thing that this editor did and can still take back, whatever page they are on; a batch by its last."""
    query = (
        select(Activity)
        .outerjoin(_undoing, _undoing.undoes_id == Activity.id)
        .where(Activity.account_id == account_id, Activity.before.is_not(None), _undoing.id.is_(None))
    )
    return session.scalar(query.order_by(Activity.id.desc()).limit(1))


def decision_of(session: Session, activity_id: int, account_id: int) -> Activity:
    """This editor's decision with this number, or the page check's, which is everybody's. Raises NotFound."""
    activity = session.get(Activity, activity_id)
    if activity is None or activity.before is None or not is_of(activity, account_id):
        raise NotFound("There is no such decision of yours.")
    return activity


def is_of(activity: Activity, account_id: int) -> bool:
    """Whether the decision is for this editor to take back, as far as it is about who made it."""
    return activity.account_id == account_id or activity.happening is Happening.SEEN_CORRECTED


def undo(
    session: Session, issue: Issue, activity: Activity, *, account_id: int, now: datetime, in_batch: bool = False
) -> Activity:
    """Take this decision on the issue back. What the site learned from it is forgotten.

    `in_batch` is whether the caller has the pages looked at, of all that it takes back. Raises Conflict where it was
    taken back already, or where somebody has decided since: that would be overwritten.
    """
    if is_undone(session, activity):
        raise Conflict("This was taken back already.")
    if activity.before is None or undoable(history_of(session, issue)) is not activity:
        raise Conflict(
            "This issue has changed since your decision, so it was not taken back. Here it is as it stands now."
        )
    restore(session, issue, activity.before)
    if activity.happening in _TEACHING:
        forget(session, issue.id)
    if not in_batch:
        watch_pages(session, [issue], now=now)
    return record(
        session,
        issue,
        Happening.UNDONE,
        activity.happening.value,
        account_id=account_id,
        now=now,
        undoes_id=activity.id,
    )


def undoable(history: Sequence[Activity]) -> Activity | None:
    """The last decision of a history that nobody has taken back, if nothing was built upon it; else None."""
    undone = {entry.undoes_id for entry in history}
    for entry in reversed(history):
        if entry.happening in _BUILT_UPON:
            return None
        if entry.before is not None and entry.id not in undone:
            return entry
    return None


def is_undone(session: Session, activity: Activity) -> bool:
    """Whether the decision was taken back."""
    return session.scalar(select(Activity.id).where(Activity.undoes_id == activity.id)) is not None


def batch_of(session: Session, activity: Activity) -> Batch | None:
    """The batch that the decision was part of."""
    return session.get(Batch, activity.batch_id) if activity.batch_id is not None else None
