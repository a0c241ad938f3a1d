"""Authors: which person a name on a site's pages stands for."""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from service.models.account import Account
from service.models.base import Base


class Author(Base):
    """One name, as pages give it in `<meta name="author">`, and the person who is told first of its pages' errors."""

    __tablename__ = "author"

    site_id: Mapped[int] = mapped_column(ForeignKey("site.id", ondelete="CASCADE"), primary_key=True)
    folded: Mapped[str] = mapped_column(String(300), primary_key=True)
    """The name as `domain.characters.fold` makes it."""
    name: Mapped[str] = mapped_column(String(300))
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), index=True)
    created_at: Mapped[datetime]

    account: Mapped[Account] = relationship()
