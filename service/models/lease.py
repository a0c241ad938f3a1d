"""Rows as the queue: one `due_at` says when a row may be worked on, and is the lease of whoever works on it.

NULL means that nothing is to be done. A claim moves `due_at` to the end of the lease and counts the attempt, so that a
row whose worker died comes back by itself, and one that kills its worker is not tried for ever.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Self

from sqlalchemy import ColumnElement, Index, String, Text, inspect, select, text, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from service.domain import retry

LEASE = timedelta(seconds=60)
"""How long a worker has for a row before another one may take it."""


class Leased:
    """Columns and steps of a table whose rows wait for a worker."""

    due_at: Mapped[datetime | None]
    attempts: Mapped[int] = mapped_column(default=0)
    worker: Mapped[str | None] = mapped_column(String(80))
    failure: Mapped[str | None] = mapped_column(Text)

    @staticmethod
    def due_index(table: str) -> Index:
        """The partial index that finds rows that are due, however many are done."""
        waiting = text("due_at IS NOT NULL")
        return Index(f"ix_{table}_due_at", "due_at", postgresql_where=waiting, sqlite_where=waiting)

    @classmethod
    def any_due(cls, session: Session, now: datetime) -> bool:
        """Whether a row is due: a cheap read, so that idle workers take no write lock."""
        return session.scalar(select(cls.due_at).where(cls.due_at <= now).limit(1)) is not None

    @classmethod
    def claim(
        cls, session: Session, *, worker: str, now: datetime, most: int, only: ColumnElement[bool] | None = None
    ) -> Sequence[Self]:
        """Up to `most` rows that are due, leased to this worker; no other worker gets them before the lease ends.

        With `only`, no other rows than those are looked at.

        A row that is due again after its last attempt took its worker down every time: it is left alone, as dead.
        """
        spent = (cls.due_at <= now, cls.attempts >= retry.ATTEMPTS)
        session.execute(update(cls).where(*spent).values(due_at=None, failure="The worker died at every attempt."))
        key = inspect(cls).primary_key[0]
        due = select(key).where(cls.due_at <= now, *([] if only is None else [only])).order_by(cls.due_at).limit(most)
        if session.get_bind().dialect.name == "postgresql":
            due = due.with_for_update(skip_locked=True)
        chosen = due.cte("chosen")  # runs once; PostgreSQL may run a subquery again for each row, and pass the limit
        leased = {"due_at": now + LEASE, "worker": worker, "attempts": cls.attempts + 1}
        return session.scalars(
            update(cls).where(key.in_(select(chosen.c[key.name]))).values(leased).returning(cls)
        ).all()

    def held(self, session: Session) -> Self | None:
        """The row as it is now, locked, for work that leaves more with it than that it is done; None as in `finish`."""
        row = session.get(type(self), inspect(self).identity[0], with_for_update=True, populate_existing=True)
        mine = row is not None and (row.worker, row.attempts) == (self.worker, self.attempts)
        return row if mine else None

    def renew(self, session: Session, *, now: datetime) -> bool:
        """Have the lease begin anew, for work that is done in steps. False as in `finish`."""
        return self._set(session, due_at=now + LEASE)

    def finish(self, session: Session) -> bool:
        """Mark the row as done. False, and nothing changes, where the lease has gone to another worker."""
        return self._release(session, due_at=None, failure=None)

    def again(self, session: Session, *, at: datetime) -> bool:
        """Mark the row as done for now: it is due once more at that time. False as in `finish`."""
        return self._set(session, due_at=at, failure=None, worker=None, attempts=0)

    def fail(self, session: Session, reason: str, *, now: datetime, jitter: float) -> bool:
        """Give the row back for a later try, or leave it as dead after the last one. False as in `finish`."""
        pause = retry.delay(self.attempts, jitter=jitter)
        return self._release(session, due_at=None if pause is None else now + pause, failure=reason[:2000])

    def _release(self, session: Session, *, due_at: datetime | None, failure: str | None) -> bool:
        return self._set(session, due_at=due_at, failure=failure, worker=None)

    def _set(self, session: Session, **values: object) -> bool:
        cls = type(self)
        key = inspect(cls).primary_key[0]
        mine = (key == inspect(self).identity[0], cls.worker == self.worker, cls.attempts == self.attempts)
        change = update(cls).where(*mine).values(values).returning(key)
        return session.scalar(change.execution_options(synchronize_session=False)) is not None
