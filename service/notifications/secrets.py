"""What opens a channel: sealed in its row, so that a copy of the database alone posts to nobody's chat."""

import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.accounts.sealing import open_sealed, reseal, seal
from service.errors import Conflict
from service.models import Channel, ChannelKind
from service.notifications.addresses import with_server
from service.settings import Settings

_PLAIN = frozenset({"address", "chat", "server"})
"""What pages show and others may know; all else is sealed."""
_WITHOUT = (ChannelKind.EMAIL, ChannelKind.FEED)
"""Kinds that have nothing to seal."""


def keep(settings: Settings, channel: Channel, config: Mapping[str, Any]) -> None:
    """Have the channel lead there, as `addresses.config_of` gave it. Its number is what it is sealed for."""
    whole = with_server(config)
    secret = {name: value for name, value in whole.items() if name not in _PLAIN}
    channel.config = {name: value for name, value in whole.items() if name in _PLAIN}
    channel.sealed = seal(settings, json.dumps(secret).encode(), purpose=_purpose(channel)) if secret else None


def opened(settings: Settings, channel: Channel) -> dict[str, Any]:
    """Where it leads, whole. What was sealed with another secret than the installation's is not in it."""
    if channel.sealed is None:
        return dict(channel.config)
    content = open_sealed(settings, channel.sealed, purpose=_purpose(channel))
    return channel.config | (json.loads(content) if content is not None else {})


def require_opened(settings: Settings, channel: Channel, name: str) -> dict[str, Any]:
    """As `opened`. Raises Conflict where what is called `name` was sealed with another secret."""
    config = opened(settings, channel)
    if name not in config:
        raise Conflict("What was kept here cannot be read any more. Please type the address in again and save it.")
    return config


def seal_former(session: Session, settings: Settings) -> None:
    """Seal what an older version has stored as it is."""
    plain = select(Channel).where(Channel.kind.not_in(_WITHOUT), Channel.sealed.is_(None)).limit(1000)
    for channel in session.scalars(plain).all():
        keep(settings, channel, channel.config)


def reseal_channels(session: Session, former: Settings, fresh: Settings) -> tuple[int, int]:
    """Seal what opens channels by a fresh secret of the installation: how many, and how many could not be read."""
    done = lost = 0
    for channel in session.scalars(select(Channel).where(Channel.sealed.is_not(None)).order_by(Channel.id)):
        assert channel.sealed is not None
        sealed = reseal(former, fresh, channel.sealed, purpose=_purpose(channel))
        if sealed is None:
            lost += 1
        else:
            channel.sealed = sealed
            done += 1
    return done, lost


def _purpose(channel: Channel) -> str:
    return f"channel {channel.id}"
