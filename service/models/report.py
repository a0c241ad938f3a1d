"""Reports: what readers sent, kept as evidence and never changed, but for what is erased."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from service.domain.workflow import Outcome
from service.models.base import Base, Id, word
from service.models.issue import Issue

HAS_EMAIL, HAS_COMMENT = text("email != ''"), text("comment != ''")
"""As conditions of queries just so, for the partial indexes to serve them."""


class Report(Base):
    """What one reader sent once."""

    __tablename__ = "report"
    __table_args__ = (
        UniqueConstraint("site_id", "receipt"),
        Index("ix_report_created", "site_id", "created_at"),
        Index("ix_report_email", "site_id", "created_at", postgresql_where=HAS_EMAIL, sqlite_where=HAS_EMAIL),
        Index("ix_report_comment", "site_id", "created_at", postgresql_where=HAS_COMMENT, sqlite_where=HAS_COMMENT),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    receipt: Mapped[str] = mapped_column(String(22), index=True)
    """Random, made by the widget: idempotency key, and the reader's way to ask what became of it."""
    site_id: Mapped[int] = mapped_column(ForeignKey("site.id", ondelete="CASCADE"))
    issue_id: Mapped[int] = mapped_column(ForeignKey("issue.id", ondelete="CASCADE"), index=True)
    outcome: Mapped[Outcome] = mapped_column(word(Outcome))
    """The answer that the reader got, so that the same report gets the same answer again."""

    url: Mapped[str] = mapped_column(Text)
    exact: Mapped[str] = mapped_column(Text)
    prefix: Mapped[str] = mapped_column(Text)
    suffix: Mapped[str] = mapped_column(Text)
    position_start: Mapped[int | None]
    position_end: Mapped[int | None]
    position_length: Mapped[int | None]
    sentence: Mapped[str] = mapped_column(Text)
    words: Mapped[list[str]] = mapped_column(JSON)
    """Words of the page, for the suggestion."""
    correction: Mapped[str | None] = mapped_column(Text)
    """What the reader would have instead of `exact`; None where nothing was proposed."""
    comment: Mapped[str] = mapped_column(Text)
    kind: Mapped[str] = mapped_column(String(20))
    email: Mapped[str] = mapped_column(String(254))
    client: Mapped[dict[str, Any]] = mapped_column(JSON)
    """What the widget says of itself, such as its version."""
    written_at: Mapped[datetime | None]
    """When the reader wrote it, by the reader's clock: it may have waited for a connection."""
    created_at: Mapped[datetime]
    erased_at: Mapped[datetime | None]
    """When what the reader had written was erased at their wish; the receipt is another one since."""

    issue: Mapped[Issue] = relationship()
