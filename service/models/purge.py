"""Taking away what was kept long enough: one row a site that is due again and again, and what the last run removed."""

from datetime import datetime

from sqlalchemy import JSON, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from service.models.base import Base, Id
from service.models.lease import Leased

INSTALLATION = 0
"""The number of the one row that belongs to no site: log-ins and the like."""


class Purge(Leased, Base):
    """The purge of one site; its number is the site's. `failure` names the step that it came to, if any."""

    __tablename__ = "purge"
    __table_args__ = (Leased.due_index("purge"),)

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    site_id: Mapped[int | None] = mapped_column(ForeignKey("site.id", ondelete="CASCADE"), unique=True)
    progress: Mapped[dict[str, int]] = mapped_column(JSON, default=dict)
    """What the run that is going on has removed up to now, by kind."""
    removed: Mapped[dict[str, int]] = mapped_column(JSON, default=dict)
    """What the last whole run removed, by kind."""
    finished_at: Mapped[datetime | None]
    wipes: Mapped[bool] = mapped_column(default=False)
    """Whether what was deleted is still to be taken out of the database's file."""
