"""Codes for those who have lost the app that gives them codes."""

from sqlalchemy import ForeignKey, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from service.models.base import Base


class RecoveryCode(Base):
    """One code that has not been used."""

    __tablename__ = "recovery_code"

    account_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), primary_key=True)
    code_hash: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    """A keyed hash: a code is short enough to be read aloud, and so to be guessed from a plain one."""
