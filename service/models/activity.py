"""The history of issues."""

from datetime import datetime

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from service.domain.events import Happening
from service.models.account import Account
from service.models.base import Base, Id, word


class Activity(Base):
    """One entry of an issue's history: what happened, when, by whom. Only ever added."""

    __tablename__ = "activity"

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    issue_id: Mapped[int] = mapped_column(ForeignKey("issue.id", ondelete="CASCADE"), index=True)
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))
    """None where readers or the service did it."""
    happening: Mapped[Happening] = mapped_column(word(Happening))
    text: Mapped[str] = mapped_column(Text)
    """What belongs to it: a correction, a comment, the number of the other issue."""
    at: Mapped[datetime]

    account: Mapped[Account | None] = relationship()
