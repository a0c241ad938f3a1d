"""Counts for rate limits, shared by all processes."""

from sqlalchemy import LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from service.models.base import Base, Id


class Rate(Base):
    """How often something was done in one window of time. Old windows are purged by the worker."""

    __tablename__ = "rate"

    key_hash: Mapped[bytes] = mapped_column(LargeBinary(16), primary_key=True)
    """A keyed hash with a salt of the day, so that no address of a reader is kept."""
    window: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False, index=True)
    """The window's end, in seconds since 1970."""
    count: Mapped[int]
