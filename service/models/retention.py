"""For how long sites keep what they hold."""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from service.domain.retention import Kind
from service.models.base import Base, word


class Retention(Base):
    """One period that a site's owner has chosen; without a row the default counts (`domain.retention.DAYS`)."""

    __tablename__ = "retention"

    site_id: Mapped[int] = mapped_column(ForeignKey("site.id", ondelete="CASCADE"), primary_key=True)
    kind: Mapped[Kind] = mapped_column(word(Kind), primary_key=True)
    days: Mapped[int]
    """0: as long as the site is there."""
