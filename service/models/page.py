"""Pages that reports came from."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from service.models.base import Base, Id


class Page(Base):
    """One page of a site, whatever addresses lead to it. What it says of itself is as the last report had it."""

    __tablename__ = "page"
    __table_args__ = (
        UniqueConstraint("site_id", "key_hash"),
        Index("ix_page_section", "section", "site_id"),
        Index("ix_page_author", "author", "site_id"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    site_id: Mapped[int] = mapped_column(ForeignKey("site.id", ondelete="CASCADE"))
    key_hash: Mapped[bytes] = mapped_column(LargeBinary(32))
    """SHA-256 of `domain.page_url.page_key`: addresses are too long for an index."""
    url: Mapped[str] = mapped_column(Text)
    title: Mapped[str] = mapped_column(String(300))
    language: Mapped[str] = mapped_column(String(35))
    section: Mapped[str] = mapped_column(String(300))
    author: Mapped[str] = mapped_column(String(300))
    modified: Mapped[str] = mapped_column(String(300))
    """As the page writes it; pages write all kinds of things."""
    first_seen_at: Mapped[datetime]
    last_seen_at: Mapped[datetime]
