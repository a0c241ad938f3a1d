"""Issues: what editors decide on."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, LargeBinary, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from service.domain.quote import Position, Quote
from service.domain.workflow import Status
from service.models.account import Account
from service.models.base import Base, Id, word
from service.models.page import Page
from service.models.site import Site

_ASSIGNED = text("assignee_id IS NOT NULL")
_DUPLICATE = text("duplicate_of_id IS NOT NULL")


class Issue(Base):
    """One distinct suspected error at one place on one page."""

    __tablename__ = "issue"
    __table_args__ = (
        # The orders of the queue, for one site and across sites; what is filtered by most stands in the index too, so
        # that a rare kind of issue is found among a million without reading them.
        Index(
            "ix_issue_queue",
            *("site_id", "status", "last_reported_at", "id"),
            *("language", "kind", "report_count", "confidence", "assignee_id", "page_id"),
        ),
        Index("ix_issue_readers", "site_id", "status", "report_count", "id"),
        Index("ix_issue_pages", "site_id", "status", "page_id", "id"),
        Index(
            "ix_issue_all_queue",
            *("status", "last_reported_at", "id", "site_id"),
            *("language", "kind", "report_count", "confidence", "assignee_id", "page_id"),
        ),
        Index(
            "ix_issue_all_kinds",
            *("language", "kind", "status", "last_reported_at", "id"),
            *("site_id", "report_count", "confidence", "assignee_id"),
        ),
        Index("ix_issue_all_readers", "status", "report_count", "id", "site_id"),
        Index("ix_issue_all_pages", "status", "page_id", "id", "site_id"),
        Index("ix_issue_place", "page_id", "place_hash"),
        Index("ix_issue_word", "site_id", "word_key"),
        Index("ix_issue_first_reported", "site_id", "first_reported_at"),
        Index("ix_issue_assignee_id", "assignee_id", "status", postgresql_where=_ASSIGNED, sqlite_where=_ASSIGNED),
        Index("ix_issue_duplicate_of_id", "duplicate_of_id", postgresql_where=_DUPLICATE, sqlite_where=_DUPLICATE),
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
    word_key: Mapped[str] = mapped_column(String(100), default="")
    """`domain.dictionary.word_key` of the quote: empty unless it can be an entry of the house dictionary."""
    search_text: Mapped[str] = mapped_column(Text)
    """The words that search finds the issue by (`issues.search`)."""

    kind: Mapped[str] = mapped_column(String(20))
    language: Mapped[str] = mapped_column(String(8), default="")
    """The page's language without its region, or empty."""
    confidence: Mapped[float | None]
    """Of the best suggestion; None without one."""
    report_count: Mapped[int]
    reports_at_decision: Mapped[int]
    """`report_count` when the last decision fell: how many readers came since?"""
    proposed: Mapped[str | None] = mapped_column(Text)
    """What the last reader who proposed something would have instead of `exact`."""
    correction: Mapped[str | None] = mapped_column(Text)
    """What should stand instead of `exact`, as the editors decided."""
    duplicate_of_id: Mapped[int | None] = mapped_column(ForeignKey("issue.id", ondelete="SET NULL"))
    assignee_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))
    decided_at: Mapped[datetime | None]
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))
    first_reported_at: Mapped[datetime]
    last_reported_at: Mapped[datetime]

    site: Mapped[Site] = relationship()
    page: Mapped[Page] = relationship()
    decided_by: Mapped[Account | None] = relationship(foreign_keys=[decided_by_id])
    assignee: Mapped[Account | None] = relationship(foreign_keys=[assignee_id])

    @property
    def quote(self) -> Quote:
        return Quote(self.exact, self.prefix, self.suffix)

    @property
    def position(self) -> Position | None:
        if self.position_start is None or self.position_end is None:
            return None
        return Position(self.position_start, self.position_end, self.position_length)
