"""Sending a message by the means of its channel."""

from datetime import datetime

from service.models import Channel, ChannelKind
from service.notifications.compose import Digest
from service.notifications.senders import discord, email, mattermost, slack, telegram, webhook
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


def send_digest(client: Client, channel: Channel, digest: Digest, settings: Settings, *, now: datetime) -> Outcome:
    """Hand the message over to whatever the channel is."""
    if channel.kind is ChannelKind.EMAIL:
        return send_mail(email.mail_of(channel, digest, settings, now=now), settings, now=now)
    if channel.kind is ChannelKind.TELEGRAM:
        return telegram.send(client, channel, digest, api=settings.telegram_api, now=now)
    return _BY_HTTP[channel.kind](client, channel, digest, now=now)


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
