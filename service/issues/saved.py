"""Saved views: what an editor comes back to, by name."""

from datetime import datetime

from pydantic import ValidationError
from sqlalchemy import Select, delete, func, select, update
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
    after_all = func.coalesce(func.max(SavedView.place) + 1, 0)
    kept, place = session.execute(select(func.count(), after_all).where(SavedView.account_id == account_id)).one()
    if kept >= MOST:
        raise Conflict("You keep %(most)s views already. Please remove one first.", most=MOST)
    saved = SavedView(account_id=account_id, name=said, query=view.model_dump_json(), place=place, created_at=now)
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


def move_view(session: Session, account_id: int, number: int, *, down: bool) -> None:
    """Let the view change places with the one before it, or after it; nothing happens where there is none of these."""
    views = list(session.scalars(_in_order(account_id)))
    numbers = [view.id for view in views]
    if number not in numbers:
        return
    at = numbers.index(number)
    views.insert(max(0, at + (1 if down else -1)), views.pop(at))
    for place, view in enumerate(views):
        view.place = place


def _in_order(account_id: int) -> Select[SavedView]:
    mine = select(SavedView).where(SavedView.account_id == account_id)
    return mine.order_by(SavedView.place, SavedView.name)


def remove_view(session: Session, account_id: int, number: int) -> None:
    """Keep this view no longer; nothing happens where it is not the editor's."""
    session.execute(delete(SavedView).where(SavedView.id == number, SavedView.account_id == account_id))


def tabs(session: Session, frame: Frame) -> list[Tab]:
    """The editor's saved views with their counts, in the editor's order.

    One whose site is gone shows nothing any more and is left out.
    """
    found = []
    for saved in session.scalars(_in_order(frame.scope.account_id)):
        try:
            view = View.model_validate_json(saved.query)
            scope = frame.through(view).scope
        except (ValidationError, BluepencilError):
            continue
        found.append(Tab(saved, view, queue.count(session, view, scope, most=queue.FEW)))
    return found
