"""Letters: e-mails to one address about an account, such as an invitation or the way to a new password."""

from datetime import datetime
from enum import StrEnum
from typing import Any, Self

from sqlalchemy import JSON, String, text
from sqlalchemy.orm import Mapped, Session, mapped_column

from service.models.base import Base, Id, word
from service.models.message import Message


class LetterKind(StrEnum):
    """What a letter is about. The values are stored; `notifications/letters.py` has the words and names the values."""

    INVITATION = "invitation"
    PASSWORD_RESET = "password_reset"  # noqa: S105 (the kind of a letter)
    PASSWORD_CHANGED = "password_changed"  # noqa: S105
    EMAIL_CHANGED = "email_changed"
    NEW_EMAIL = "new_email"
    """To a new address of an account, which is to confirm it."""
    MAILBOX = "mailbox"
    """To the mailbox of a channel, which is to agree to it."""


class Letter(Message, Base):
    """One e-mail on its way to one address, or sent."""

    __tablename__ = "letter"
    __table_args__ = (Message.due_index("letter"),)

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    email: Mapped[str] = mapped_column(String(254), index=True)
    kind: Mapped[LetterKind] = mapped_column(word(LetterKind))
    values: Mapped[dict[str, Any]] = mapped_column(JSON)
    """What fills the text in; `notifications/letters.py` seals a link in it. Emptied once the letter has left."""
    language: Mapped[str] = mapped_column(String(10), default="")
    about: Mapped[str] = mapped_column(String(40), default="", server_default=text("''"), index=True)
    """What it belongs to, such as `invitation 5`: whoever sees to that is shown how the letter does."""

    @classmethod
    def queue(
        cls,
        session: Session,
        kind: LetterKind,
        *,
        email: str,
        values: dict[str, str],
        language: str = "",
        about: str = "",
        now: datetime,
    ) -> Self:
        """Have a letter sent once the caller's transaction is committed; never when it is rolled back."""
        letter = cls(kind=kind, email=email, values=values, language=language, about=about, created_at=now, due_at=now)
        session.add(letter)
        return letter
