"""How letters do, for those to whom what they are about belongs."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from service.models import Letter


def latest_letter(session: Session, about: str, *, since: datetime) -> Letter | None:
    """The last letter about this that was written since then; before, the number may have been another's."""
    return latest_letters(session, [about], since=since).get(about)


def latest_letters(session: Session, about: Iterable[str], *, since: datetime) -> dict[str, Letter]:
    """The last letter about each of these."""
    theirs = select(Letter).where(Letter.about.in_(list(about)), Letter.created_at >= since)
    return {letter.about: letter for letter in session.scalars(theirs.order_by(Letter.id))}


def undelivered_to(session: Session, email: str, *, most: int = 20) -> Sequence[Letter]:
    """The dead letters to this address, newest first."""
    return session.scalars(_dead().where(Letter.email == email).limit(most)).all()


def undelivered(session: Session, *, most: int = 1000) -> Sequence[Letter]:
    """The dead letters of the whole installation, newest first."""
    return session.scalars(_dead().limit(most)).all()


def _dead() -> Select[Letter]:
    return select(Letter).where(Letter.due_at.is_(None), Letter.sent_at.is_(None)).order_by(Letter.id.desc())
