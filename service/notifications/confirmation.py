"""Asking a stranger's mailbox whether it wants to be written to: nothing else comes before somebody there agrees."""

from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from service.domain.characters import clean_line
from service.errors import Conflict, NotFound
from service.models import Channel, Letter, LetterKind
from service.notifications.addresses import place_of
from service.notifications.letters import values_to_keep
from service.notifications.links import AGREES_FOR, agreement_token, mailbox_of, read_agreement
from service.settings import Settings
from service.web import rate_limit

MOST = 3
"""Letters that ask one mailbox in a day, whoever has them sent."""
_AN_HOUR = 20
"""Letters that one person has sent."""


def ask(
    session: Session, settings: Settings, channel: Channel, *, asker_id: int = 0, asked_by: str = "", now: datetime
) -> bool:
    """Have the mailbox asked. False where this installation sends no e-mail, or where the channel waits for nothing.

    Raises Conflict where the mailbox was asked often enough today, for it is somebody's who may want none of this; and
    RateLimited where one person asks too many.
    """
    if not channel.waits or settings.mail_server is None:
        return False
    rate = rate_limit.key_of(settings, now, "mailbox", str(asker_id))
    rate_limit.count(session, rate, limit=_AN_HOUR, seconds=3600, now=now)
    address = str(channel.config["address"])
    lately = (Letter.email == address, Letter.kind == LetterKind.MAILBOX, Letter.created_at > now - timedelta(days=1))
    if session.scalars(select(func.count()).where(*lately)).one() >= MOST:
        raise Conflict("%(email)s was asked several times today. Please wait until tomorrow.", email=address)
    values = {
        "place": place_of(channel),
        "asked_by": clean_line(asked_by),
        "days": str(AGREES_FOR.days),
        "link": f"{settings.base_url}/mailbox/{agreement_token(settings, channel.id, address, now=now)}",
    }
    Letter.queue(
        session,
        LetterKind.MAILBOX,
        email=address,
        values=values_to_keep(settings, values, email=address),
        language=channel.language,
        about=about(channel),
        now=now,
    )
    return True


def about(channel: Channel) -> str:
    """How letters name the channel that they belong to."""
    return f"channel {channel.id}"


def asked_for(session: Session, settings: Settings, token: str, *, now: datetime) -> Channel:
    """The channel that the link of such a letter is for. Raises NotFound where it leads elsewhere by now."""
    number, mailbox = read_agreement(settings, token, now=now)
    channel = session.get(Channel, number)
    if channel is None or mailbox_of(str(channel.config.get("address"))) != mailbox:
        raise NotFound("The channel was removed, or leads to another mailbox by now.", code="channel_gone")
    return channel


def agree(session: Session, settings: Settings, token: str, *, now: datetime) -> Channel:
    """Have the channel told from now on. Raises as `asked_for` does."""
    channel = asked_for(session, settings, token, now=now)
    if channel.waits:
        channel.confirmed_at = now
    return channel
