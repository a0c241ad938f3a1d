"""A person's own channel for what calls for them by name: comments that mention them, and issues assigned to them.

Everybody has one, by e-mail to the account's address, at once unless they choose an hourly or a daily mail or none. Its
row is made when it is first used.
"""

from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from service.domain.rhythm import Rhythm
from service.models import Account, Activity, Call, Channel, ChannelKind, Off
from service.models.channel import PERSONAL
from service.models.upsert import dialect_of, insert_into
from service.notifications.channels import switch_off, switch_on
from service.notifications.find import Holder, zone_of
from service.notifications.gather import gathering

RHYTHMS = (Rhythm.AT_ONCE, Rhythm.HOURLY, Rhythm.DAILY)
"""What there is to choose from, besides none."""
_EIGHT = 8 * 60


def call(session: Session, account_id: int, activity: Activity) -> None:
    """Tell this person of it, who did not do it themselves, with the next message of their own channel."""
    if account_id == activity.account_id:
        return
    channel = _channel(session, account_id, now=activity.at)
    if channel.off_at is not None:
        return
    if channel.rhythm is Rhythm.DAILY:  # by the days that the person keeps now
        account = session.get_one(Account, account_id)
        channel.time_zone = zone_of(session, Holder(account_id), account.time_zone)
    delivery_id = gathering(session, channel, now=activity.at)
    session.add(Call(delivery_id=delivery_id, activity_id=activity.id))


def how_called(session: Session, account_id: int) -> Rhythm | None:
    """How often this person is told by e-mail; None for never."""
    mine = select(Channel).where(Channel.account_id == account_id, Channel.personal)
    channel = session.scalar(mine)
    if channel is None:
        return Rhythm.AT_ONCE
    return channel.rhythm if channel.off_at is None else None


def set_called(session: Session, account_id: int, rhythm: Rhythm | None, *, now: datetime) -> None:
    """Tell this person so often by e-mail, from the next message on; None: never. A day's mail leaves at eight."""
    channel = _channel(session, account_id, now=now)
    if rhythm is None:
        switch_off(session, channel, Off.SWITCHED_OFF, now=now)
        return
    switch_on(channel)
    channel.rhythm, channel.minute = rhythm, _EIGHT


def follow(session: Session, account: Account) -> None:
    """Have the channel lead to the account's address, which has changed."""
    mine = update(Channel).where(Channel.account_id == account.id, Channel.personal)
    session.execute(mine.values(config={"address": account.email}))


def _channel(session: Session, account_id: int, *, now: datetime) -> Channel:
    mine = select(Channel).where(Channel.account_id == account_id, Channel.personal)
    while (channel := session.scalar(mine)) is None:
        values = {
            "account_id": account_id,
            "kind": ChannelKind.EMAIL,
            "name": "",
            "config": {"address": session.scalars(select(Account.email).where(Account.id == account_id)).one()},
            "rhythm": Rhythm.AT_ONCE,
            "minute": _EIGHT,
            "kinds": [],
            "sections": [],
            "languages": [],
            "personal": True,
            "created_at": now,
            "confirmed_at": now,
        }
        new = insert_into(Channel, dialect_of(session)).values(values)
        # Somebody else may make it just now: then it is there, once they have committed.
        session.execute(new.on_conflict_do_nothing(index_elements=["account_id"], index_where=PERSONAL))
    return channel
