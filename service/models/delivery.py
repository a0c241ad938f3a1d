"""Deliveries: one message each on its way to one channel, and the issues that it tells of."""

from enum import StrEnum

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from service.domain.events import Happening
from service.models.base import Base, Id, word
from service.models.channel import Channel
from service.models.issue import Issue
from service.models.message import Message

GATHERING = text("purpose = 'news' AND attempts = 0 AND due_at IS NOT NULL")


class Purpose(StrEnum):
    """What a delivery is for. The values are stored."""

    NEWS = "news"
    TEST = "test"


class Delivery(Message, Base):
    """One message to one channel. Until a worker first takes it, it gathers what there is to tell."""

    __tablename__ = "delivery"
    __table_args__ = (
        Message.due_index("delivery"),
        Index("ix_delivery_channel_id", "channel_id", "id"),
        # A channel gathers in one message at a time, so that a thousand reports are one message.
        Index(
            "uq_delivery_gathering",
            *("channel_id", "held_back"),
            unique=True,
            postgresql_where=GATHERING,
            sqlite_where=GATHERING,
        ),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    channel_id: Mapped[int] = mapped_column(ForeignKey("channel.id", ondelete="CASCADE"))
    purpose: Mapped[Purpose] = mapped_column(word(Purpose))
    held_back: Mapped[bool] = mapped_column(default=False)
    """Whether it tells of pages whose authors were told first."""
    told: Mapped[int] = mapped_column(default=0)
    """How many issues the message that left told of."""

    channel: Mapped[Channel] = relationship()


class News(Base):
    """One issue that a delivery tells of. What the message says of it is read when it leaves."""

    __tablename__ = "news"

    delivery_id: Mapped[int] = mapped_column(ForeignKey("delivery.id", ondelete="CASCADE"), primary_key=True)
    issue_id: Mapped[int] = mapped_column(ForeignKey("issue.id", ondelete="CASCADE"), primary_key=True, index=True)
    happening: Mapped[Happening] = mapped_column(word(Happening))
    """Why it is told: readers reported it, or it came back."""

    issue: Mapped[Issue] = relationship()


class Call(Base):
    """One comment that names a person, or one assignment to them, of which a delivery to their own channel tells."""

    __tablename__ = "call"

    delivery_id: Mapped[int] = mapped_column(ForeignKey("delivery.id", ondelete="CASCADE"), primary_key=True)
    activity_id: Mapped[int] = mapped_column(
        ForeignKey("activity.id", ondelete="CASCADE"), primary_key=True, index=True
    )
