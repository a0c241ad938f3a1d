"""Slack, by an incoming webhook."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from service.notifications.compose import Digest
from service.notifications.senders.chat import Markup, chat_text
from service.notifications.senders.http import post_json
from service.notifications.senders.outcomes import Outcome
from service.outbound.client import Client


def _escape(text: str) -> str:
    """As Slack asks for it. Mentions, `<!channel>` among them, and links need the signs that are taken away here."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


MARKUP = Markup(
    escape=_escape,
    strike="~%s~",
    strong="*%s*",
    link=lambda address, text: f"<{_escape(address)}|{text.replace('|', '¦')}>",
    most=3500,
)


def send(client: Client, config: Mapping[str, Any], digest: Digest, *, now: datetime) -> Outcome:
    """Hand the message over."""
    url = config["url"]
    body = {
        "text": chat_text(digest, MARKUP),
        "mrkdwn": True,
        "parse": "none",
        "link_names": False,
        "unfurl_links": False,
        "unfurl_media": False,
    }
    return post_json(client, url, body, now=now, secrets=(url,))
