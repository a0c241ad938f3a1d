"""Who may do what for which site."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from service.models.base import Base, word


class Role(StrEnum):
    """What a member may do: viewers see, editors decide, owners set up as well."""

    OWNER = "owner"
    EDITOR = "editor"
    VIEWER = "viewer"


class Membership(Base):
    """One account's role for one site."""

    __tablename__ = "membership"

    account_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), primary_key=True)
    site_id: Mapped[int] = mapped_column(ForeignKey("site.id", ondelete="CASCADE"), primary_key=True, index=True)
    role: Mapped[Role] = mapped_column(word(Role))
    created_at: Mapped[datetime]
