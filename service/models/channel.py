"""Channels: where a site, or a person, is told of what readers found."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, LargeBinary, String, false, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from service.domain.rhythm import Rhythm
from service.models.account import Account
from service.models.base import Base, Id, word
from service.models.site import Site


class ChannelKind(StrEnum):
    """By what means. The values are stored."""

    EMAIL = "email"
    SLACK = "slack"
    TELEGRAM = "telegram"
    MATTERMOST = "mattermost"
    DISCORD = "discord"
    WEBHOOK = "webhook"
    FEED = "feed"


class Off(StrEnum):
    """Why a channel is switched off. The values are stored."""

    SWITCHED_OFF = "switched_off"
    UNSUBSCRIBED = "unsubscribed"
    GONE = "gone"
    """The other side said that nothing will ever be there again."""


PERSONAL = text("personal")
"""The condition of the index by which a person has one such channel."""


class Channel(Base):
    """One way to one reader of messages: of a site, or of a person, who is told of all the sites they belong to."""

    __tablename__ = "channel"
    __table_args__ = (
        CheckConstraint("(site_id IS NULL) <> (account_id IS NULL)", name="belongs_to_one"),
        Index("uq_channel_personal", "account_id", unique=True, postgresql_where=PERSONAL, sqlite_where=PERSONAL),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    site_id: Mapped[int | None] = mapped_column(ForeignKey("site.id", ondelete="CASCADE"), index=True)
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), index=True)
    kind: Mapped[ChannelKind] = mapped_column(word(ChannelKind))
    name: Mapped[str] = mapped_column(String(100))
    config: Mapped[dict[str, Any]] = mapped_column(JSON)
    """Where it leads, without what opens it. `notifications/addresses.py` says what is in it."""
    sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    """What opens it, never shown again; None where nothing does. `notifications/secrets.py` seals and opens it."""
    token_hash: Mapped[bytes | None] = mapped_column(LargeBinary(32), unique=True)
    """Of a feed's secret address."""
    language: Mapped[str] = mapped_column(String(10), default="")
    """In which it is written; empty: English."""

    rhythm: Mapped[Rhythm] = mapped_column(word(Rhythm))
    minute: Mapped[int] = mapped_column(default=0)
    """Of the day, in `time_zone`: when a daily digest leaves."""
    time_zone: Mapped[str] = mapped_column(String(64), default="")
    """Of the tz database; empty: UTC."""

    kinds: Mapped[list[str]] = mapped_column(JSON)
    """Only issues of these kinds; an empty list is all of them, here and in the other lists."""
    sections: Mapped[list[str]] = mapped_column(JSON)
    languages: Mapped[list[str]] = mapped_column(JSON)
    readers: Mapped[int] = mapped_column(default=1)
    """Not before so many readers have reported it."""
    own_only: Mapped[bool] = mapped_column(default=False)
    """Of a person: only what is on pages of their own, as a site's rules for authors have it."""
    personal: Mapped[bool] = mapped_column(default=False, server_default=false())
    """Of a person: only what calls for them by name, that is mentions and assignments, and nothing that readers do."""

    created_at: Mapped[datetime]
    confirmed_at: Mapped[datetime | None]
    """Of a mailbox: when it agreed to be written to, or was known to be the person's or a member's own."""
    told_at: Mapped[datetime | None]
    """When its last message left."""
    off_at: Mapped[datetime | None]
    off_why: Mapped[Off | None] = mapped_column(word(Off))

    site: Mapped[Site | None] = relationship()
    account: Mapped[Account | None] = relationship()

    @property
    def waits(self) -> bool:
        """Whether it is a mailbox that has not agreed yet: nothing but the question is sent to it."""
        return self.kind is ChannelKind.EMAIL and self.confirmed_at is None
