"""What messages have in common that leave the service: a stable name, and what the other side said to them."""

import secrets
from datetime import datetime

from sqlalchemy import String, Text
from sqlalchemy.orm import Mapped, Session, mapped_column

from service.models.lease import Leased


def fresh_key() -> str:
    """A new message's name: 128 random bits, fit for a header."""
    return f"msg_{secrets.token_hex(16)}"


class Message(Leased):
    """Columns and steps of a table whose rows are messages on their way.

    A row with `due_at` waits; with `sent_at` the other side has taken it; with neither it is dead, and `failure` says
    why.
    """

    key: Mapped[str] = mapped_column(String(40), unique=True, default=fresh_key)
    """The same at every attempt, so that whoever gets a message twice can tell."""
    created_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]
    answer: Mapped[str] = mapped_column(Text, default="")
    """What the other side said last, in its own words."""

    @property
    def is_dead(self) -> bool:
        return self.due_at is None and self.sent_at is None

    def deliver(self, session: Session, answer: str, *, now: datetime) -> bool:
        """Note that the other side took it. False as in `finish`."""
        return self._set(session, due_at=None, worker=None, failure=None, answer=answer, sent_at=now)

    def give_up(self, session: Session, reason: str, answer: str = "") -> bool:
        """Leave it as dead: trying again would change nothing. False as in `finish`."""
        return self._set(session, due_at=None, worker=None, failure=reason, answer=answer)

    def put_off(self, session: Session, reason: str, answer: str, *, until: datetime | None) -> bool:
        """Give it back for a try at that time, or leave it as dead where there is none. False as in `finish`."""
        return self._set(session, due_at=until, worker=None, failure=reason, answer=answer)

    def send_again(self, now: datetime) -> None:
        """Let a dead one be tried anew, under the same name."""
        self.due_at, self.worker, self.attempts = now, None, 1
