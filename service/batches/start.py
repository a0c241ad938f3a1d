"""Beginning a batch: on the issues that were picked, or on all of a view."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from service.batches.advance import advance
from service.errors import Conflict, InvalidInput
from service.issues.queue import count
from service.issues.view import Scope, View
from service.models import Batch, Issue

AT_ONCE = 100
"""Issues up to which a batch is done in the request that asks for it; larger ones are the worker's."""
ACTIONS = frozenset({"accept", "resolve", "reject", "spam", "reopen", "assign"})


def begin_picked(
    session: Session, picked: Mapping[int, int], action: str, text: str, scope: Scope, *, now: datetime
) -> Batch:
    """A batch on these issues, each as the editor saw it: by number, the version. Those that changed are left alone."""
    if not picked:
        raise InvalidInput("Please choose at least one issue.", field="issue")
    selection = {"issues": {str(number): version for number, version in sorted(picked.items())}}
    return _begin(session, selection, action, text, scope, total=len(picked), now=now)


def begin_view(
    session: Session, view: View, action: str, text: str, scope: Scope, *, expected: int, now: datetime
) -> Batch:
    """A batch on all issues of the view that are there now; what comes later stays.

    `expected` is the number that the editor confirmed. Raises Conflict where there are more meanwhile.
    """
    total = count(session, view, scope, most=None)
    if total > expected:
        raise Conflict("There are more issues now than you confirmed, so nothing was done. Please look again.")
    newest = session.scalar(select(func.max(Issue.id))) or 0
    selection = {"view": view.model_dump(mode="json"), "upto": newest}
    return _begin(session, selection, action, text, scope, total=total, now=now)


def begin_undo(session: Session, undone: Batch, scope: Scope, *, now: datetime) -> Batch:
    """A batch that takes another one back. Raises Conflict where that was done, or is still going on."""
    if undone.finished_at is None:
        raise Conflict("This is still going on. It can be taken back when it is finished.")
    if session.scalar(select(Batch.id).where(Batch.undoes_id == undone.id)) is not None:
        raise Conflict("This was taken back already.")
    return _begin(session, {}, "undo", "", scope, total=undone.done, now=now, undoes_id=undone.id)


def begin_dictionary(
    session: Session, word: str, caused: Mapping[int, int], scope: Scope, *, is_new: bool, now: datetime
) -> Batch:
    """A batch that closes the issues that a word has caused which is held correct from now on.

    Taking it back takes the word out as well, if it `is_new` in the dictionary.
    """
    numbers = {str(number): version for number, version in sorted(caused.items())}
    selection = {"issues": numbers, "is_new": is_new}
    return _begin(session, selection, "dictionary", word, scope, total=len(caused), now=now)


def _begin(
    session: Session,
    selection: Mapping[str, object],
    action: str,
    text: str,
    scope: Scope,
    *,
    total: int,
    now: datetime,
    undoes_id: int | None = None,
) -> Batch:
    batch = Batch(
        account_id=scope.account_id,
        action=action,
        text=text,
        selection={**selection, "sites": list(scope.site_ids)},
        total=total,
        undoes_id=undoes_id,
        created_at=now,
        due_at=now,
    )
    session.add(batch)
    session.flush()
    if total <= AT_ONCE:
        while not advance(session, batch, now=now, most=AT_ONCE):
            pass
        batch.due_at = None
    return batch
