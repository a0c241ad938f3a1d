"""Mattermost, and what understands its incoming webhooks."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from service.notifications.compose import Digest
from service.notifications.senders import markdown
from service.notifications.senders.chat import Markup, chat_text
from service.notifications.senders.http import post_json
from service.notifications.senders.outcomes import Outcome
from service.outbound.client import Client

MARKUP = Markup(escape=markdown.escape, strike="~~%s~~", strong="**%s**", link=markdown.link, most=3900)


def send(client: Client, config: Mapping[str, Any], digest: Digest, *, now: datetime) -> Outcome:
    """Hand the message over."""
    url = config["url"]
    body = {"text": chat_text(digest, MARKUP), "username": "Bluepencil", "props": {"disable_group_highlight": True}}
    return post_json(client, url, body, now=now, secrets=(url,))
