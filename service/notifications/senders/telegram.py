"""Telegram, by a bot."""

from collections.abc import Mapping
from datetime import datetime
from html import escape as escape_html
from typing import Any

from service.notifications.compose import Digest
from service.notifications.senders.chat import Markup, chat_text
from service.notifications.senders.http import post_json
from service.notifications.senders.outcomes import Outcome
from service.outbound.client import Client

_APART = "\u200b"


def _escape(text: str) -> str:
    """For HTML; and a name after @ would call somebody, which takes no markup at all."""
    return escape_html(text.replace("@", f"@{_APART}"))


MARKUP = Markup(
    escape=_escape,
    strike="<s>%s</s>",
    strong="<b>%s</b>",
    link=lambda address, text: f'<a href="{escape_html(address)}">{text}</a>',
    most=4096,
)


def send(client: Client, config: Mapping[str, Any], digest: Digest, *, api: str, now: datetime) -> Outcome:
    """Hand the message over to the Bot API's server at `api`."""
    token = config["token"]
    body = {
        "chat_id": config["chat"],
        "text": chat_text(digest, MARKUP),
        "parse_mode": "HTML",
        "link_preview_options": {"is_disabled": True},
    }
    return post_json(client, f"{api}/bot{token}/sendMessage", body, now=now, secrets=(token,))
