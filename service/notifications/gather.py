"""Gathering news: what a report brought becomes part of the next message of every channel that wants it.

This runs in the report's own transaction, so that there is no news of what was never stored, and none is lost.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import bindparam, or_, select
from sqlalchemy.orm import Session

from service.domain.characters import fold
from service.domain.events import Happening
from service.domain.rhythm import GATHERS, leaves_at
from service.models import Channel, ChannelKind, Delivery, Membership, News, Purpose
from service.models.delivery import GATHERING
from service.models.message import fresh_key
from service.models.upsert import dialect_of, insert_into, table_of
from service.notifications.authors import authors_of
from service.web.speech import Speech

_CHANNEL, _MEMBER = table_of(Channel), table_of(Membership)
_MEMBERS = select(_MEMBER.c.account_id).where(_MEMBER.c.site_id == bindparam("site"))
# Asked at every report, and built once, on the table (see reports/submit.py): most sites have no channel or a few.
_LISTENING = select(_CHANNEL.c.id).where(
    or_(_CHANNEL.c.site_id == bindparam("site"), _CHANNEL.c.account_id.in_(_MEMBERS)),
    _CHANNEL.c.off_at.is_(None),
    _CHANNEL.c.kind != ChannelKind.FEED,  # is asked, and not told
    or_(_CHANNEL.c.kind != ChannelKind.EMAIL, _CHANNEL.c.confirmed_at.is_not(None)),
    _CHANNEL.c.personal.is_(False),
    _CHANNEL.c.readers <= bindparam("readers"),
)


@dataclass(frozen=True, slots=True)
class Found:
    """What a report brought: the issue, and what channels choose by."""

    site_id: int
    issue_id: int
    happening: Happening
    kind: str
    language: str
    section: str
    author: str
    readers: int
    """How many reported it, with this one."""


def gather(session: Session, found: Found, *, now: datetime, gathers: timedelta = GATHERS) -> None:
    """Add the issue to the next message of each channel that wants it.

    A channel is told when the issue has just as many readers as it asks for, and when an issue comes back. `gathers` is
    how long channels that are told at once wait for more.
    """
    asked = {"site": found.site_id, "readers": found.readers}
    listening = session.connection().execute(_LISTENING, asked).scalars().all()
    if not listening:
        return
    authors = authors_of(session, found.site_id, found.author)
    # In one order, so that two reports at once do not wait for each other in a circle.
    channels = session.scalars(select(Channel).where(Channel.id.in_(listening)).order_by(Channel.id)).all()
    wanting = [channel for channel in channels if _is_new(channel, found) and _wants(channel, found)]
    # Only for an author who is told: one who has left, or listens to nothing, is not waited for.
    led = any(channel.account_id in authors for channel in wanting)
    for channel in wanting:
        own = channel.account_id in authors
        if own or not channel.own_only:
            held_back = led and not own
            delivery_id = gathering(session, channel, held_back=held_back, now=now, gathers=gathers)
            news = {"delivery_id": delivery_id, "issue_id": found.issue_id, "happening": found.happening}
            session.execute(insert_into(News, dialect_of(session)).values(news).on_conflict_do_nothing())


def _is_new(channel: Channel, found: Found) -> bool:
    return found.happening is not Happening.REPORTED or channel.readers == found.readers


def _wants(channel: Channel, found: Found) -> bool:
    return (
        _chosen(found.kind, channel.kinds)
        and _chosen(found.language, channel.languages)
        and _chosen(fold(found.section), [fold(section) for section in channel.sections])
    )


def _chosen(value: str, among: Collection[str]) -> bool:
    return not among or value in among


def gathering(
    session: Session, channel: Channel, *, held_back: bool = False, now: datetime, gathers: timedelta = GATHERS
) -> int:
    """The delivery that the channel gathers in. No worker can take it before this transaction ends."""
    mine = (Delivery.channel_id == channel.id, Delivery.held_back == held_back, GATHERING)
    zone = Speech(zone=channel.time_zone).tzinfo
    values = {
        "key": fresh_key(),
        "channel_id": channel.id,
        "purpose": Purpose.NEWS,
        "held_back": held_back,
        "created_at": now,
        "attempts": 0,
        "told": 0,
        "answer": "",
        "due_at": leaves_at(
            channel.rhythm,
            now=now,
            told_at=channel.told_at,
            minute=channel.minute,
            zone=zone,
            held_back=held_back,
            gathers=gathers,
        ),
    }
    row = insert_into(Delivery, dialect_of(session)).values(values)
    new = row.on_conflict_do_nothing(index_elements=["channel_id", "held_back"], index_where=GATHERING)
    while True:
        there = session.scalar(select(Delivery.id).where(*mine).with_for_update(read=True))
        if there is None:
            there = session.scalar(new.returning(Delivery.id))
        if there is not None:
            return there
        # Another report made one after we had looked, and it is committed by now: look again.
