"""Log-ins: sessions of the desk, kept here and not in a cookie, so that logging out ends them for certain."""

from datetime import datetime

from sqlalchemy import ForeignKey, LargeBinary, String, text
from sqlalchemy.orm import Mapped, mapped_column

from service.models.base import Base, Id


class Login(Base):
    """One log-in of one account. The cookie holds a random token, this row only its hash."""

    __tablename__ = "login"

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    token_hash: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), index=True)
    browser: Mapped[str] = mapped_column(String(40), default="", server_default=text("''"))
    """Which browser on which system, in two or three words; all that is kept of the device."""
    created_at: Mapped[datetime]
    last_seen_at: Mapped[datetime]
    ends_at: Mapped[datetime]
