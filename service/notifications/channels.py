"""Making channels and changing them."""

import base64
import secrets
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from service.accounts.logins import token_hash
from service.domain.rhythm import Rhythm
from service.errors import Conflict
from service.models import Account, Channel, ChannelKind, Delivery, Membership, Off, Purpose
from service.notifications.addresses import place_of, shown
from service.notifications.secrets import keep, opened, require_opened
from service.settings import Settings

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
    config: Mapping[str, Any],
    settings: Settings,
    *,
    site_id: int | None = None,
    account_id: int | None = None,
    now: datetime,
) -> tuple[Channel, str]:
    """A new channel of a site or of a person, and its secret, where it has one: it is shown this once.

    `config` is as `addresses.config_of` gives it. A mailbox of a stranger is `confirmation.ask`ed by the caller.
    Raises Conflict where there are too many.
    """
    mine = select(Channel.id).where(
        Channel.site_id == site_id if account_id is None else Channel.account_id == account_id
    )
    if len(session.scalars(mine.limit(MOST)).all()) == MOST:
        raise Conflict("There are %(most)s channels already. Please remove one first.", most=MOST)
    channel = Channel(kind=kind, site_id=site_id, account_id=account_id, config={}, created_at=now, **asdict(wishes))
    session.add(channel)
    session.flush()
    keep(settings, channel, config)
    channel.name = wishes.name or _usual_name(channel)
    if is_known(session, channel):
        channel.confirmed_at = now
    secret = renew_secret(channel, settings, now=now)
    session.flush()
    return channel, secret


def renew_secret(channel: Channel, settings: Settings, *, now: datetime) -> str:
    """Give the channel another secret and return it; empty for kinds that have none.

    A feed's former address is gone at once. A webhook's former secret signs beside the new one for a day. Raises
    Conflict where the webhook's address cannot be read any more.
    """
    if channel.kind is ChannelKind.FEED:
        token = secrets.token_urlsafe(32)
        channel.token_hash = token_hash(token)
        return token
    if channel.kind is not ChannelKind.WEBHOOK:
        return ""
    secret = "whsec_" + base64.b64encode(secrets.token_bytes(32)).decode()
    config = require_opened(settings, channel, "url")
    kept = {name: config[name] for name in config if name not in ("secret", "former", "former_until")}
    if "secret" in config:
        kept |= {"former": config["secret"], "former_until": (now + OLD_SECRET_LASTS).isoformat()}
    keep(settings, channel, kept | {"secret": secret})
    return secret


def change(
    session: Session,
    channel: Channel,
    wishes: Wishes,
    config: Mapping[str, Any],
    settings: Settings,
    *,
    now: datetime,
) -> bool:
    """Have the channel told differently from the next message on. `config` goes over what is there.

    Whether it leads to another mailbox now that has to be asked first. Raises Conflict for a person's own channel for
    what calls for them by name, which follows their account.
    """
    if channel.personal:
        raise Conflict("This channel follows your account, and the page of your account says how often.")
    former, usual = channel.config.get("address"), _usual_name(channel)
    for name, value in asdict(wishes).items():
        setattr(channel, name, value)
    if config:
        keep(settings, channel, opened(settings, channel) | dict(config))
    if wishes.name in ("", usual):  # nobody has given it one of its own
        channel.name = _usual_name(channel)
    if channel.kind is not ChannelKind.EMAIL or channel.config["address"] == former:
        return False
    channel.confirmed_at = now if is_known(session, channel) else None
    return channel.waits


def _usual_name(channel: Channel) -> str:
    """Where it leads; of a feed, whose it is: feed readers show that."""
    return (place_of(channel) if channel.kind is ChannelKind.FEED else shown(channel))[:LONGEST_NAME]


def is_known(session: Session, channel: Channel) -> bool:
    """Whether it leads to a mailbox of the very person to whom it belongs, or of a member of its site."""
    if channel.kind is not ChannelKind.EMAIL:
        return False
    theirs = select(Account.id).where(Account.email == str(channel.config["address"]).lower())
    if channel.account_id is not None:
        return session.scalar(theirs.where(Account.id == channel.account_id)) is not None
    members = theirs.join(Membership, Membership.account_id == Account.id)
    return session.scalar(members.where(Membership.site_id == channel.site_id)) is not None


def switch_off(session: Session, channel: Channel, why: Off, *, now: datetime) -> None:
    """Tell it nothing any more; what waits for it is given up."""
    if channel.off_at is None:
        channel.off_at, channel.off_why = now, why
    waiting = update(Delivery).where(Delivery.channel_id == channel.id, Delivery.due_at.is_not(None))
    session.execute(waiting.values(due_at=None, worker=None, failure="off"))


def switch_on(channel: Channel) -> None:
    """Tell it again, of what is found from now on."""
    channel.off_at = channel.off_why = None


def require_agreed(channel: Channel) -> None:
    """Raise Conflict for a mailbox that has not agreed yet to be written to."""
    if channel.waits:
        raise Conflict("This mailbox has not agreed yet: nothing else is sent to it before.")


def queue_test(session: Session, channel: Channel, *, now: datetime) -> Delivery:
    """Have a test message sent.

    Raises Conflict for a feed, which is never sent anything, for a mailbox that has not agreed yet, while one is
    waiting, and after too many in an hour.
    """
    require_agreed(channel)
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
