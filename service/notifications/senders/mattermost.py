"""Mattermost, and what understands its incoming webhooks."""

from datetime import datetime

from service.models import Channel
from service.notifications.compose import Digest
from service.notifications.senders import markdown
from service.notifications.senders.chat import Markup, chat_text
from service.notifications.senders.http import post_json
from service.notifications.senders.outcomes import Outcome
from service.outbound.client import Client

MARKUP = Markup(escape=markdown.escape, strike="~~%s~~", strong="**%s**", link=markdown.link, most=3900)


def send(client: Client, channel: Channel, digest: Digest, *, now: datetime) -> Outcome:
    """Hand the message over."""
    url = channel.config["url"]
    body = {"text": chat_text(digest, MARKUP), "username": "Bluepencil", "props": {"disable_group_highlight": True}}
    return post_json(client, url, body, now=now, secrets=(url,))
