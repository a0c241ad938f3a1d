"""Hosts of pages: who may ask them next, and when. All workers share it."""

from datetime import datetime, timedelta
from typing import Self

from sqlalchemy import String, delete, or_
from sqlalchemy.orm import Mapped, Session, mapped_column

from service.models.base import Base
from service.models.upsert import dialect_of, insert_into

_FORGOTTEN = timedelta(days=1)


class PageHost(Base):
    """One host: no two requests at a time, a pause between them, and no crowd of those that wait."""

    __tablename__ = "page_host"

    host: Mapped[str] = mapped_column(String(255), primary_key=True)
    busy_until: Mapped[datetime]
    """Until then nobody asks it: somebody does, or did just now, or it wished to be left alone for so long."""
    next_at: Mapped[datetime]
    """The first turn that nobody waits for yet."""

    @classmethod
    def locked(cls, session: Session, host: str, *, now: datetime) -> Self:
        """The host's row, made if it is new, and locked until the end of the transaction."""
        row = insert_into(cls, dialect_of(session)).values(host=host, busy_until=now, next_at=now)
        session.execute(row.on_conflict_do_nothing())
        return session.get_one(cls, host, with_for_update=True, populate_existing=True)

    def take_turn(
        self, slot_at: datetime | None, *, urgent: bool, now: datetime, until: datetime, pause: timedelta
    ) -> datetime | None:
        """Begin a request that is over by `until`, or say when to come back: at once urgent ones, in turn all others.

        `slot_at` is the turn that was given before.
        """
        due = urgent or (slot_at is not None and slot_at <= now) or (slot_at is None and self.next_at <= now)
        if due and self.busy_until <= now:
            self.busy_until = until
            self.next_at = max(self.next_at, now + pause)
            return None
        if urgent:
            return max(self.busy_until, now)
        turn = max(self.busy_until, self.next_at, now)
        self.next_at = turn + pause
        return turn

    def leave(self, *, at: datetime) -> None:
        """End a request, and let the host alone until then."""
        self.busy_until = at
        self.next_at = max(self.next_at, at)


def forget_idle_hosts(session: Session, *, now: datetime) -> None:
    """Delete the rows of hosts that nobody waits for."""
    past = now - _FORGOTTEN
    session.execute(delete(PageHost).where(~or_(PageHost.busy_until > past, PageHost.next_at > past)))
