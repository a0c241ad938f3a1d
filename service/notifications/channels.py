"""Making channels and changing them."""

import base64
import secrets
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from service.accounts.logins import token_hash
from service.domain.rhythm import Rhythm
from service.errors import Conflict
from service.models import Channel, ChannelKind, Delivery, Off, Purpose
from service.notifications.addresses import shown

LONGEST_NAME = 100
"""Characters of a channel's name."""
MOST = 50
"""Channels of one site, or of one person."""
MOST_TESTS = 10
"""Test messages of one channel in an hour."""
OLD_SECRET_LASTS = timedelta(days=1)
"""How long messages are signed by the former secret as well, so that receivers can change theirs meanwhile."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """What somebody wants to be told, how often and in what words."""

    name: str = ""
    """Empty for where it leads."""
    language: str = ""
    time_zone: str = ""
    rhythm: Rhythm = Rhythm.AT_ONCE
    minute: int = 8 * 60
    kinds: list[str] = field(default_factory=list)
    sections: list[str] = field(default_factory=list)
    languages: list[str] = field(default_factory=list)
    readers: int = 1
    own_only: bool = False


def open_channel(
    session: Session,
    kind: ChannelKind,
    wishes: Wishes,
    config: dict[str, Any],
    *,
    site_id: int | None = None,
    account_id: int | None = None,
    now: datetime,
) -> tuple[Channel, str]:
    """A new channel of a site or of a person, and its secret, where it has one: it is shown this once.

    `config` is as `addresses.config_of` gives it. Raises Conflict where there are too many.
    """
    mine = select(Channel.id).where(
        Channel.site_id == site_id if account_id is None else Channel.account_id == account_id
    )
    if len(session.scalars(mine.limit(MOST)).all()) == MOST:
        raise Conflict("There are %(most)s channels already. Please remove one first.", most=MOST)
    channel = Channel(
        kind=kind, site_id=site_id, account_id=account_id, config=dict(config), created_at=now, **asdict(wishes)
    )
    channel.name = (wishes.name or shown(channel))[:LONGEST_NAME]
    secret = renew_secret(channel, now=now)
    session.add(channel)
    session.flush()
    return channel, secret


def renew_secret(channel: Channel, *, now: datetime) -> str:
    """Give the channel another secret and return it; empty for kinds that have none.

    A feed's former address is gone at once. A webhook's former secret signs beside the new one for a day.
    """
    if channel.kind is ChannelKind.FEED:
        token = secrets.token_urlsafe(32)
        channel.token_hash = token_hash(token)
        return token
    if channel.kind is not ChannelKind.WEBHOOK:
        return ""
    secret = "whsec_" + base64.b64encode(secrets.token_bytes(32)).decode()
    kept = {name: channel.config[name] for name in channel.config if name not in ("secret", "former", "former_until")}
    if "secret" in channel.config:
        kept |= {"former": channel.config["secret"], "former_until": (now + OLD_SECRET_LASTS).isoformat()}
    channel.config = kept | {"secret": secret}
    return secret


def change(channel: Channel, wishes: Wishes, config: dict[str, Any]) -> None:
    """Have the channel told differently from the next message on. `config` goes over what is there."""
    for name, value in asdict(wishes).items():
        setattr(channel, name, value)
    channel.config = channel.config | config


def switch_off(session: Session, channel: Channel, why: Off, *, now: datetime) -> None:
    """Tell it nothing any more; what waits for it is given up."""
    if channel.off_at is None:
        channel.off_at, channel.off_why = now, why
    waiting = update(Delivery).where(Delivery.channel_id == channel.id, Delivery.due_at.is_not(None))
    session.execute(waiting.values(due_at=None, worker=None, failure="off"))


def switch_on(channel: Channel) -> None:
    """Tell it again, of what is found from now on."""
    channel.off_at = channel.off_why = None


def queue_test(session: Session, channel: Channel, *, now: datetime) -> Delivery:
    """Have a test message sent.

    Raises Conflict for a feed, which is never sent anything, while one is waiting, and after too many in an hour: the
    address may be a stranger's.
    """
    if channel.kind is ChannelKind.FEED:
        raise Conflict("A feed is not sent anything: open its address to see what it says.")
    mine = (Delivery.channel_id == channel.id, Delivery.purpose == Purpose.TEST)
    if session.scalar(select(Delivery.id).where(*mine, Delivery.due_at.is_not(None)).limit(1)) is not None:
        raise Conflict("A test message is on its way already.")
    lately = select(func.count()).where(*mine, Delivery.created_at > now - timedelta(hours=1))
    if session.scalars(lately).one() >= MOST_TESTS:
        raise Conflict("That were many test messages. Please wait for an hour.")
    delivery = Delivery(channel_id=channel.id, purpose=Purpose.TEST, created_at=now, due_at=now)
    session.add(delivery)
    session.flush()
    return delivery
