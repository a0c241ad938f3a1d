"""Clearing away: what was sent, or will never be, is kept for a while and no longer."""

from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from service.models import Delivery, Letter

KEPT = timedelta(days=30)
"""How long the office can look at messages that have left, or are dead."""
_AT_ONCE = 500


def purge_messages(session: Session, *, now: datetime) -> None:
    """Take away some of the messages that are older than that and wait for nothing."""
    for kind in (Delivery, Letter):
        old = select(kind.id).where(kind.created_at < now - KEPT, kind.due_at.is_(None)).limit(_AT_ONCE)
        session.execute(delete(kind).where(kind.id.in_(old)))
