"""Sites: the publications that readers report from."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, String
from sqlalchemy.orm import Mapped, mapped_column

from service.models.base import Base, Id


class Site(Base):
    """One publication."""

    __tablename__ = "site"

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    key: Mapped[str] = mapped_column(String(40), unique=True)
    """Public; stands in the address of the widget's script."""
    name: Mapped[str] = mapped_column(String(100))
    origins: Mapped[list[str]] = mapped_column(JSON)
    """The origins whose pages may post, as `domain.origins` writes them."""
    languages: Mapped[list[str]] = mapped_column(JSON)
    """BCP 47 tags, the main one first."""
    widget_options: Mapped[dict[str, Any]] = mapped_column(JSON)
    """Options of the widget for this site; widget/README.md names them."""
    created_at: Mapped[datetime]
