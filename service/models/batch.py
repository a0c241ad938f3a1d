"""Decisions on many issues at once: what was asked for, and how far it is."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from service.models.account import Account
from service.models.base import Base, Id
from service.models.lease import Leased


class Batch(Leased, Base):
    """One decision on many issues, done by the worker in steps, or at once where they are few."""

    __tablename__ = "batch"
    __table_args__ = (Leased.due_index("batch"),)

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), index=True)
    action: Mapped[str] = mapped_column(String(20))
    """A decision, `assign`, `dictionary` or `undo`."""
    text: Mapped[str] = mapped_column(Text, default="")
    """What belongs to the action: a word, an account's number."""
    selection: Mapped[dict[str, Any]] = mapped_column(JSON)
    """Which issues: their numbers, or the view that they are in and the highest number then."""
    cursor: Mapped[int] = mapped_column(Id, default=0)
    """The number of the last issue that was looked at."""
    total: Mapped[int]
    done: Mapped[int] = mapped_column(default=0)
    skipped: Mapped[int] = mapped_column(default=0)
    """Issues left alone, since a colleague had changed them."""
    undoes_id: Mapped[int | None] = mapped_column(ForeignKey("batch.id", ondelete="CASCADE"), unique=True)
    created_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]

    account: Mapped[Account] = relationship()
