"""Hosts of pages: who may ask them next, and when. All workers share it."""

from datetime import datetime, timedelta
from enum import Enum, auto
from typing import Self

from sqlalchemy import String, delete
from sqlalchemy.orm import Mapped, Session, mapped_column

from service.models.base import Base
from service.models.upsert import dialect_of, insert_into

_FORGOTTEN = timedelta(days=1)


class Haste(Enum):
    """How long a page may wait for its host."""

    NONE = auto()
    FIXING = auto()
    """Something on it is being fixed."""
    ASKED = auto()
    """Somebody waits for the look: they go before all others, and nobody may ask for many."""


class PageHost(Base):
    """One host: no two requests at a time, a pause between them, and no crowd of those that wait."""

    __tablename__ = "page_host"

    host: Mapped[str] = mapped_column(String(255), primary_key=True)
    busy_until: Mapped[datetime]
    """Until then nobody asks it: somebody does, or did just now, or it wished to be left alone for so long."""
    next_at: Mapped[datetime]
    """The first turn that nobody waits for yet."""
    fixing_at: Mapped[datetime]
    """The same among pages on which something is being fixed: they do not wait for the others."""

    @classmethod
    def locked(cls, session: Session, host: str, *, now: datetime) -> Self:
        """The host's row, made if it is new, and locked until the end of the transaction."""
        row = insert_into(cls, dialect_of(session)).values(host=host, busy_until=now, next_at=now, fixing_at=now)
        session.execute(row.on_conflict_do_nothing())
        return session.get_one(cls, host, with_for_update=True, populate_existing=True)

    def take_turn(
        self, haste: Haste, slot_at: datetime | None, *, now: datetime, until: datetime, pause: timedelta
    ) -> datetime | None:
        """Begin a request that is over by `until`, or say when to come back.

        `slot_at` is the turn that was given before. Each page that has to wait is given a turn of its own: if all came
        back when the host is free again, one would be served and all others put off, again and again.
        """
        free_at = {Haste.NONE: self.next_at, Haste.FIXING: self.fixing_at, Haste.ASKED: now}[haste]
        due = slot_at <= now if slot_at is not None else free_at <= now
        if due and self.busy_until <= now:
            self.busy_until = until
            self._reserve(haste, now + pause)
            return None
        turn = max(self.busy_until, free_at, now)
        if slot_at is not None and now < slot_at <= turn:
            return slot_at  # it came early, by a new report: its turn stands, and takes no second one from others
        self._reserve(haste, turn + pause)
        return turn

    def _reserve(self, haste: Haste, until: datetime) -> None:
        if haste is Haste.NONE:
            self.next_at = max(self.next_at, until)
        elif haste is Haste.FIXING:
            self.fixing_at = max(self.fixing_at, until)

    def leave(self, *, at: datetime) -> None:
        """End a request, and let the host alone until then."""
        self.busy_until = at


def forget_idle_hosts(session: Session, *, now: datetime) -> None:
    """Delete the rows of hosts that nobody waits for."""
    past = now - _FORGOTTEN
    waited_for = (PageHost.busy_until, PageHost.next_at, PageHost.fixing_at)
    session.execute(delete(PageHost).where(*(moment < past for moment in waited_for)))
