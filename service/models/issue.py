"""Issues: what editors decide on."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from service.domain.quote import Position, Quote
from service.domain.workflow import Status
from service.models.account import Account
from service.models.base import Base, Id, word
from service.models.page import Page
from service.models.site import Site


class Issue(Base):
    """One distinct suspected error at one place on one page."""

    __tablename__ = "issue"
    __table_args__ = (
        Index("ix_issue_queue", "site_id", "status", "last_reported_at", "id"),
        Index("ix_issue_place", "page_id", "place_hash"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    site_id: Mapped[int] = mapped_column(ForeignKey("site.id", ondelete="CASCADE"))
    page_id: Mapped[int] = mapped_column(ForeignKey("page.id", ondelete="CASCADE"))
    status: Mapped[Status] = mapped_column(word(Status))
    version: Mapped[int]
    """Counts the changes that editors see, so that nobody decides on an old picture."""

    exact: Mapped[str] = mapped_column(Text)
    """The quote in whole words; the reports keep what each reader selected."""
    prefix: Mapped[str] = mapped_column(Text)
    suffix: Mapped[str] = mapped_column(Text)
    sentence: Mapped[str] = mapped_column(Text)
    position_start: Mapped[int | None]
    position_end: Mapped[int | None]
    position_length: Mapped[int | None]
    place_hash: Mapped[bytes] = mapped_column(LargeBinary(32))
    """SHA-256 of `domain.grouping.place_key`."""
    search_text: Mapped[str] = mapped_column(Text)
    """What the queue's search looks through, folded."""

    kind: Mapped[str] = mapped_column(String(20))
    report_count: Mapped[int]
    reports_at_decision: Mapped[int]
    """`report_count` when the last decision fell: how many readers came since?"""
    proposed: Mapped[str | None] = mapped_column(Text)
    """What the last reader who proposed something would have instead of `exact`."""
    correction: Mapped[str | None] = mapped_column(Text)
    """What should stand instead of `exact`, as the editors decided."""
    duplicate_of_id: Mapped[int | None] = mapped_column(ForeignKey("issue.id", ondelete="SET NULL"))
    decided_at: Mapped[datetime | None]
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))
    first_reported_at: Mapped[datetime]
    last_reported_at: Mapped[datetime]

    site: Mapped[Site] = relationship()
    page: Mapped[Page] = relationship()
    decided_by: Mapped[Account | None] = relationship()

    @property
    def quote(self) -> Quote:
        return Quote(self.exact, self.prefix, self.suffix)

    @property
    def position(self) -> Position | None:
        if self.position_start is None or self.position_end is None:
            return None
        return Position(self.position_start, self.position_end, self.position_length)
