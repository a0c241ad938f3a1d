"""New e-mail addresses of accounts that wait to be confirmed from their mailbox."""

from datetime import datetime

from sqlalchemy import ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from service.models.base import Base


class EmailChange(Base):
    """The address that one account is to have. The link holds a random token, this row only its hash."""

    __tablename__ = "email_change"

    account_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), primary_key=True)
    token_hash: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    email: Mapped[str] = mapped_column(String(254))
    """In lower case."""
    created_at: Mapped[datetime]
    ends_at: Mapped[datetime]
