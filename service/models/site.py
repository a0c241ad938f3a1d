"""Sites: the publications that readers report from."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, String, text, true
from sqlalchemy.orm import Mapped, mapped_column

from service.models.base import Base, Id


class Site(Base):
    """One publication."""

    __tablename__ = "site"

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    key: Mapped[str] = mapped_column(String(40), unique=True)
    """Public; stands in the address of the widget's script."""
    former_key: Mapped[str | None] = mapped_column(String(40), unique=True, index=True)
    """The key before, which works as the key does until `former_key_until`; later its members' old links lead here."""
    former_key_until: Mapped[datetime | None]
    name: Mapped[str] = mapped_column(String(100))
    origins: Mapped[list[str]] = mapped_column(JSON)
    """The origins whose pages may post, as `domain.origins` writes them."""
    languages: Mapped[list[str]] = mapped_column(JSON)
    """BCP 47 tags, the main one first."""
    widget_options: Mapped[dict[str, Any]] = mapped_column(JSON)
    """What the widget is to do at this site, as `sites.settings` reads it; its own options stand there as they are."""
    page_rules: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    """Which pages may be reported from and which are one page: `allowed`, `ignored`, `parameters`."""
    time_zone: Mapped[str] = mapped_column(String(64), default="", server_default=text("''"))
    """Whose days the site keeps; empty for UTC."""
    spelling_region: Mapped[str] = mapped_column(String(2), default="", server_default=text("''"))
    """`GB` or `US` where English is to be spelled as there; empty where both are right."""
    looks: Mapped[bool] = mapped_column(default=True, server_default=true())
    """Whether the service looks at the site's pages by itself."""
    created_at: Mapped[datetime]
