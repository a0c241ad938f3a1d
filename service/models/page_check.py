"""Looks at the live pages: one row a page that waits for a look, or waited once."""

from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import JSON, ForeignKey, String, Text, bindparam, case, text
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship
from sqlalchemy.sql.dml import Insert

from service.models.base import Base
from service.models.lease import Leased
from service.models.page import Page
from service.models.upsert import dialect_of, insert_into


class PageCheck(Leased, Base):
    """What the looks at one page have brought, and when the next one is due."""

    __tablename__ = "page_check"
    __table_args__ = (Leased.due_index("page_check"),)

    page_id: Mapped[int] = mapped_column(ForeignKey("page.id", ondelete="CASCADE"), primary_key=True)
    begun_at: Mapped[datetime]
    """When something last happened that is to be seen on the page: the looks are spread over the time from then."""
    asked_at: Mapped[datetime | None]
    """When somebody asked for a look that has not been taken yet."""
    slot_at: Mapped[datetime | None]
    """The turn that it waits for, where others of its host came first."""
    tried_at: Mapped[datetime | None]
    """When the page was last asked for."""
    looked_at: Mapped[datetime | None]
    """When the page was last read, or was told to be as it had been."""
    problem: Mapped[str] = mapped_column(String(20), default="", server_default=text("''"))
    """Why the last look read nothing (`checks.problems`); empty where it did."""
    about: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    """What the problem's words name: a status, a host."""
    failures: Mapped[int] = mapped_column(default=0, server_default=text("0"))
    """Looks in a row that read nothing."""
    etag: Mapped[str] = mapped_column(Text, default="", server_default=text("''"))
    modified: Mapped[str] = mapped_column(Text, default="", server_default=text("''"))
    """The page's own `ETag` and `Last-Modified`, for asking whether it has changed."""
    words: Mapped[dict[str, int] | None] = mapped_column(JSON(none_as_null=True))
    """Words of the page and how often it has them, for suggestions; None before it was read."""

    page: Mapped[Page] = relationship()


def want_look(session: Session, page_id: int, *, at: datetime, now: datetime) -> None:
    """Have the page looked at by then at the latest, and more looks follow as after something new."""
    want_looks(session, {page_id: at}, now=now)


def want_looks(session: Session, at: Mapping[int, datetime], *, now: datetime) -> None:
    """As `want_look`, for several pages by their numbers: in one order, so that two who do so do not deadlock."""
    rows = [{"page_id": page_id, "due_at": at[page_id], "begun_at": now} for page_id in sorted(at)]
    if rows:
        session.connection().execute(_wanting(dialect_of(session)), rows)


@lru_cache(maxsize=2)
def _wanting(dialect: str) -> Insert:
    """Built once: building it takes longer than running it."""
    row = insert_into(PageCheck, dialect).values(
        page_id=bindparam("page_id"), due_at=bindparam("due_at"), begun_at=bindparam("begun_at"), attempts=0
    )
    sooner = case((PageCheck.due_at < row.excluded.due_at, PageCheck.due_at), else_=row.excluded.due_at)
    later = case((PageCheck.begun_at > row.excluded.begun_at, PageCheck.begun_at), else_=row.excluded.begun_at)
    attempts = case((PageCheck.due_at.is_(None), 0), else_=PageCheck.attempts)  # what was given up is tried anew
    newer = {"due_at": sooner, "begun_at": later, "failures": 0, "attempts": attempts}
    return row.on_conflict_do_update(index_elements=[PageCheck.page_id], set_=newer)
