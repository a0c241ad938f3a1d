"""Views of the queue that an editor keeps by name."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from service.models.base import Base, Id


class SavedView(Base):
    """One view with its name: the filters and the order of the queue, as its address has them."""

    __tablename__ = "saved_view"
    __table_args__ = (UniqueConstraint("account_id", "name"),)

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"))
    name: Mapped[str] = mapped_column(String(60))
    query: Mapped[str] = mapped_column(Text)
    place: Mapped[int] = mapped_column(default=0, server_default=text("0"))
    """Where it stands among the editor's others, ascending; those of the same place by name."""
    created_at: Mapped[datetime]
