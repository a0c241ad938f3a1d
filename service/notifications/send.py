"""Sending a message by the means of its channel."""

from datetime import datetime

from service.models import Channel, ChannelKind, Letter
from service.notifications.calls import Calls
from service.notifications.compose import Digest
from service.notifications.letters import Unopenable
from service.notifications.letters import mail_of as mail_of_letter
from service.notifications.secrets import opened
from service.notifications.senders import calls, discord, email, mattermost, slack, telegram, webhook
from service.notifications.senders.mail import Mail, build
from service.notifications.senders.outcomes import Never, Outcome, Why
from service.notifications.senders.smtp import hand_over
from service.outbound.client import Client
from service.settings import Settings

_BY_HTTP = {
    ChannelKind.SLACK: slack.send,
    ChannelKind.MATTERMOST: mattermost.send,
    ChannelKind.DISCORD: discord.send,
    ChannelKind.WEBHOOK: webhook.send,
}
_ADDRESS = frozenset({"url"})
_NEEDED = {ChannelKind.WEBHOOK: _ADDRESS | {"secret"}, ChannelKind.TELEGRAM: frozenset({"token", "chat"})}
"""What it takes to reach them; the others take an address."""


def send_digest(
    client: Client, channel: Channel, digest: Digest | Calls, settings: Settings, *, now: datetime
) -> Outcome:
    """Hand the message over to whatever the channel is."""
    if isinstance(digest, Calls):
        return send_mail(calls.mail_of(channel, digest, settings), settings, now=now)
    if channel.kind is ChannelKind.EMAIL:
        return send_mail(email.mail_of(channel, digest, settings, now=now), settings, now=now)
    config = opened(settings, channel)
    if not config.keys() >= _NEEDED.get(channel.kind, _ADDRESS):
        return Never(Why.SEALED, "")
    if channel.kind is ChannelKind.TELEGRAM:
        return telegram.send(client, config, digest, api=settings.telegram_api, now=now)
    return _BY_HTTP[channel.kind](client, config, digest, now=now)


def send_letter(letter: Letter, settings: Settings, *, now: datetime) -> Outcome:
    """Hand the letter in. Raises KeyError where a value of its kind is missing."""
    try:
        mail = mail_of_letter(letter, settings)
    except Unopenable:
        return Never(Why.SEALED, "")
    return send_mail(mail, settings, now=now)


def send_mail(mail: Mail, settings: Settings, *, now: datetime) -> Outcome:
    """Hand the e-mail in, where this installation has a mail server."""
    server = settings.mail_server
    if server is None:
        return Never(Why.NO_MAIL, "")
    try:
        message = build(mail, settings, now=now)
    except ValueError:  # its text may quote what a reader wrote, and is not kept
        return Never(Why.UNSENDABLE, "")
    return hand_over(server, message)
