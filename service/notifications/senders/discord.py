"""Discord, by a channel's webhook."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from service.notifications.compose import Digest
from service.notifications.senders import markdown
from service.notifications.senders.chat import Markup, chat_text
from service.notifications.senders.http import post_json
from service.notifications.senders.outcomes import Outcome
from service.outbound.client import Client

MARKUP = Markup(escape=markdown.escape, strike="~~%s~~", strong="**%s**", link=markdown.link, most=2000)
_NO_PREVIEWS = 1 << 2
"""The message flag SUPPRESS_EMBEDS."""


def send(client: Client, config: Mapping[str, Any], digest: Digest, *, now: datetime) -> Outcome:
    """Hand the message over. Whatever is in it, it calls nobody."""
    url = config["url"]
    body = {"content": chat_text(digest, MARKUP), "allowed_mentions": {"parse": []}, "flags": _NO_PREVIEWS}
    return post_json(client, url, body, now=now, secrets=(url,))
