"""Looks at a site's own pages: whether the widget is there, and could work."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from service.models.base import Base
from service.models.lease import Leased


class InstallationCheck(Leased, Base):
    """The latest look at a page of one site: asked for by an owner, taken by the worker."""

    __tablename__ = "installation_check"
    __table_args__ = (Leased.due_index("installation_check"),)

    site_id: Mapped[int] = mapped_column(ForeignKey("site.id", ondelete="CASCADE"), primary_key=True)
    url: Mapped[str] = mapped_column(Text)
    asked_at: Mapped[datetime]
    checked_at: Mapped[datetime | None]
    """NULL until the page has been looked at."""
    findings: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    """As `sites.check.findings` writes them."""
