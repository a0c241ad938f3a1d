"""Saved views: what an editor comes back to, by name."""

from datetime import datetime

from pydantic import ValidationError
from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from service.domain.characters import clean_line
from service.errors import BluepencilError, Conflict, InvalidInput
from service.issues import queue
from service.issues.frame import Frame, Tab
from service.issues.view import View
from service.models import SavedView

MOST = 20
"""Views that one editor can keep."""
LONGEST_NAME = 60


def save_view(session: Session, account_id: int, name: str, view: View, *, now: datetime) -> SavedView:
    """Keep the view by this name. Raises InvalidInput for a name that is none, Conflict where it is taken or enough."""
    said = _free_name(session, account_id, name)
    kept = session.scalars(select(func.count()).where(SavedView.account_id == account_id)).one()
    if kept >= MOST:
        raise Conflict("You keep %(most)s views already. Please remove one first.", most=MOST)
    saved = SavedView(account_id=account_id, name=said, query=view.model_dump_json(), created_at=now)
    session.add(saved)
    session.flush()
    return saved


def rename_view(session: Session, account_id: int, number: int, name: str) -> None:
    """Give the view another name; nothing happens where it is not the editor's. Raises as `save_view` does."""
    said = _free_name(session, account_id, name, but=number)
    mine = (SavedView.id == number, SavedView.account_id == account_id)
    session.execute(update(SavedView).where(*mine).values(name=said))


def _free_name(session: Session, account_id: int, name: str, *, but: int = 0) -> str:
    said = clean_line(name)
    if not 1 <= len(said) <= LONGEST_NAME:
        raise InvalidInput("A name has 1 to %(most)s characters.", field="name", most=LONGEST_NAME)
    taken = select(SavedView.id).where(SavedView.account_id == account_id, SavedView.name == said, SavedView.id != but)
    if session.scalar(taken):
        raise Conflict("You have a view of this name already.")
    return said


def remove_view(session: Session, account_id: int, number: int) -> None:
    """Keep this view no longer; nothing happens where it is not the editor's."""
    session.execute(delete(SavedView).where(SavedView.id == number, SavedView.account_id == account_id))


def tabs(session: Session, frame: Frame) -> list[Tab]:
    """The editor's saved views with their counts. One whose site is gone shows nothing any more and is left out."""
    mine = select(SavedView).where(SavedView.account_id == frame.scope.account_id).order_by(SavedView.name)
    found = []
    for saved in session.scalars(mine):
        try:
            view = View.model_validate_json(saved.query)
            scope = frame.through(view).scope
        except (ValidationError, BluepencilError):
            continue
        found.append(Tab(saved, view, queue.count(session, view, scope, most=queue.FEW)))
    return found
