"""What the looks at its page have told of an issue."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from service.domain.locate import Located, Verdict
from service.domain.page_check import Notice
from service.models.base import Base, word

NOTICED = text("notice IS NOT NULL")
"""As a condition of queries just so, for the partial index to serve them."""


class IssueCheck(Base):
    """What the last look told of one issue, and what of earlier ones still matters."""

    __tablename__ = "issue_check"
    __table_args__ = (
        # The desk's filters: few issues have something to notice, and the look at a page changes only these entries.
        Index(
            "ix_issue_check_notice",
            *("site_id", "notice", "issue_id"),
            postgresql_where=NOTICED,
            sqlite_where=NOTICED,
        ),
    )

    issue_id: Mapped[int] = mapped_column(ForeignKey("issue.id", ondelete="CASCADE"), primary_key=True)
    site_id: Mapped[int] = mapped_column(ForeignKey("site.id", ondelete="CASCADE"))
    verdict: Mapped[Verdict] = mapped_column(word(Verdict))
    found: Mapped[str] = mapped_column(Text)
    """What stands there now, as far as it is kept."""
    confidence: Mapped[float]
    notice: Mapped[Notice | None] = mapped_column(word(Notice))
    """What there is to notice, as the issue stood at the look."""
    looked_at: Mapped[datetime]
    seen_present_at: Mapped[datetime | None]
    """When a look last saw the error on the page."""
    resolved_as: Mapped[str | None] = mapped_column(Text)
    """The words on which the check resolved the issue, unless the error has been seen on the page again since."""

    @property
    def located(self) -> Located:
        """The last look's result, without its range."""
        return Located(self.verdict, None, None, self.confidence, self.found)
