"""Invitations: a link with which one person becomes a member of one site."""

from datetime import datetime

from sqlalchemy import ForeignKey, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from service.domain.roles import Role
from service.models.base import Base, Id, word


class Invitation(Base):
    """One invitation that is neither accepted nor withdrawn. The link holds a random token, this row only its hash."""

    __tablename__ = "invitation"
    __table_args__ = (UniqueConstraint("site_id", "email"),)

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    token_hash: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    site_id: Mapped[int] = mapped_column(ForeignKey("site.id", ondelete="CASCADE"))
    email: Mapped[str] = mapped_column(String(254))
    """In lower case; only an account with this address can accept."""
    role: Mapped[Role] = mapped_column(word(Role))
    invited_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))
    created_at: Mapped[datetime]
    ends_at: Mapped[datetime]
