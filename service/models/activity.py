"""The history of issues."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from service.domain.events import Happening
from service.models.account import Account
from service.models.base import Base, Id, word


class Activity(Base):
    """One entry of an issue's history: what happened, when, by whom. Only ever added."""

    __tablename__ = "activity"
    __table_args__ = (Index("ix_activity_account_id", "account_id", "id"),)

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    issue_id: Mapped[int] = mapped_column(ForeignKey("issue.id", ondelete="CASCADE"), index=True)
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))
    """None where readers or the service did it."""
    happening: Mapped[Happening] = mapped_column(word(Happening))
    text: Mapped[str] = mapped_column(Text)
    """What belongs to it: a correction, a comment, the number of the other issue."""
    at: Mapped[datetime]
    batch_id: Mapped[int | None] = mapped_column(ForeignKey("batch.id", ondelete="SET NULL"), index=True)
    """What was done to many issues at once; None for a single decision."""
    before: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    """What the issue was before a decision, so that it can be undone; None for what cannot."""
    version: Mapped[int | None]
    """The issue's version after a decision: undone can be only what nobody has built upon."""
    undoes_id: Mapped[int | None] = mapped_column(ForeignKey("activity.id", ondelete="CASCADE"), unique=True)
    """The decision that this entry took back."""

    account: Mapped[Account | None] = relationship()
