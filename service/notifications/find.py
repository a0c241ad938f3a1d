"""Finding channels and deliveries, for those to whom they belong."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session, joinedload

from service.errors import NotFound
from service.models import Channel, Delivery, Membership, Purpose, Role, Site

_LARGEST = 2**63 - 1
_SHOWN = 50


@dataclass(frozen=True, slots=True)
class Holder:
    """Whose channels: a site's, or a person's."""

    account_id: int
    """Who is asking."""
    site: Site | None = None
    role: Role | None = None
    """Theirs at the site; None for an administrator who is no member, and where there is no site."""

    @property
    def path(self) -> str:
        """Where the pages of these channels are."""
        return f"/office/{self.site.key}/channels" if self.site else "/desk/notifications"

    @property
    def mine(self) -> ColumnElement[bool]:
        """The condition on channels."""
        return Channel.site_id == self.site.id if self.site else Channel.account_id == self.account_id

    @property
    def owner(self) -> dict[str, int]:
        """As `open_channel` is told it."""
        return {"site_id": self.site.id} if self.site else {"account_id": self.account_id}


def channels_of(session: Session, holder: Holder) -> Sequence[Channel]:
    """All of them, in the order that they were made."""
    return session.scalars(select(Channel).where(holder.mine).order_by(Channel.id)).all()


def zone_of(session: Session, holder: Holder, own_zone: str) -> str:
    """The time zone in which a new channel's digests are likely wanted; empty for UTC. `own_zone` is the asker's."""
    if holder.site is not None:
        return holder.site.time_zone or own_zone
    sites = select(Site.time_zone).join(Membership, Membership.site_id == Site.id)
    theirs = sites.where(Membership.account_id == holder.account_id, Site.time_zone != "").order_by(Site.id)
    return own_zone or session.scalar(theirs.limit(1)) or ""


def find_channel(session: Session, holder: Holder, number: int) -> Channel:
    """One of them. Raises NotFound, whether or not somebody else has one of this number."""
    mine = select(Channel).where(Channel.id == number, holder.mine)
    channel = session.scalar(mine) if 0 < number <= _LARGEST else None
    if channel is None:
        raise NotFound("There is no such channel.")
    return channel


def find_delivery(session: Session, holder: Holder, channel_id: int, number: int) -> Delivery:
    """One delivery of one of these channels. Raises NotFound."""
    channel = find_channel(session, holder, channel_id)
    mine = select(Delivery).where(Delivery.id == number, Delivery.channel_id == channel.id)
    delivery = session.scalar(mine.with_for_update()) if 0 < number <= _LARGEST else None
    if delivery is None:
        raise NotFound("There is no such delivery.")
    return delivery


def deliveries_of(session: Session, channel: Channel) -> Sequence[Delivery]:
    """The last of a channel's messages, newest first."""
    mine = select(Delivery).where(Delivery.channel_id == channel.id, Delivery.purpose == Purpose.NEWS)
    return session.scalars(mine.order_by(Delivery.id.desc()).limit(_SHOWN)).all()


def last_test(session: Session, channel: Channel) -> Delivery | None:
    """The last test message of a channel."""
    mine = select(Delivery).where(Delivery.channel_id == channel.id, Delivery.purpose == Purpose.TEST)
    return session.scalar(mine.order_by(Delivery.id.desc()).limit(1))


def dead_by_channel(session: Session, holder: Holder) -> dict[int, int]:
    """How many messages of each channel are dead."""
    lost = (Delivery.due_at.is_(None), Delivery.sent_at.is_(None), Delivery.failure != "off")
    counted = select(Delivery.channel_id, func.count()).join(Channel, Channel.id == Delivery.channel_id)
    counted = counted.where(holder.mine, Delivery.purpose == Purpose.NEWS, *lost)
    rows = session.execute(counted.group_by(Delivery.channel_id)).all()
    return {row[0]: row[1] for row in rows}


def dead_deliveries(session: Session, holder: Holder | None) -> Sequence[Delivery]:
    """The dead messages of these channels, or of the whole installation, newest first."""
    dead = (Delivery.due_at.is_(None), Delivery.sent_at.is_(None))
    query = select(Delivery).join(Channel, Channel.id == Delivery.channel_id).where(*dead)
    if holder is not None:
        query = query.where(holder.mine)
    return session.scalars(query.options(joinedload(Delivery.channel)).order_by(Delivery.id.desc()).limit(1000)).all()
