"""Suggestions of the engine, and the rows that wait for them."""

from typing import Protocol

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from service.models.base import Base, Id
from service.models.issue import Issue
from service.models.lease import Leased


class SuggestionRow(Base):
    """One suggestion for an issue's quote; rank 0 is the best."""

    __tablename__ = "suggestion"
    __table_args__ = (UniqueConstraint("issue_id", "rank"),)

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    issue_id: Mapped[int] = mapped_column(ForeignKey("issue.id", ondelete="CASCADE"))
    rank: Mapped[int]
    start: Mapped[int]
    end: Mapped[int]
    replacement: Mapped[str] = mapped_column(Text)
    confidence: Mapped[float]
    rule: Mapped[str] = mapped_column(String(40))
    count: Mapped[int] = mapped_column(default=0, server_default=text("0"))
    """How often the page has the replacement, where the rule is about that and a look has counted; else 0."""

    def apply_to(self, exact: str) -> str:
        """The quote as it reads with the suggestion."""
        return exact[: self.start] + self.replacement + exact[self.end :]


class Corrected(Protocol):
    """An issue, or what a list shows of one."""

    @property
    def exact(self) -> str: ...
    @property
    def proposed(self) -> str | None: ...
    @property
    def correction(self) -> str | None: ...


class Suggested(Protocol):
    """A suggestion, or what a list reads of one."""

    def apply_to(self, exact: str) -> str:
        """The quote as it reads with the suggestion."""
        ...


def shown_correction(issue: Corrected, best: Suggested | None) -> str | None:
    """The correction that lists and messages show: the decided one, else the engine's, else a reader's."""
    return issue.correction or (best.apply_to(issue.exact) if best else issue.proposed)


class SuggestionTask(Leased, Base):
    """An issue that waits for the engine, or waited once; one row an issue."""

    __tablename__ = "suggestion_task"
    __table_args__ = (Leased.due_index("suggestion_task"),)

    issue_id: Mapped[int] = mapped_column(ForeignKey("issue.id", ondelete="CASCADE"), primary_key=True)

    issue: Mapped[Issue] = relationship()
