"""Where a channel leads: what people type is checked, and never shown whole again.

It is `address` (e-mail), `url` (Slack, Mattermost, Discord, webhooks), `token` and `chat`
(Telegram); of webhooks also `secret`, and `former` until `former_until`. `secrets.py` keeps it.
"""

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from service.domain.characters import clean_line
from service.domain.origins import host_name
from service.errors import InvalidInput
from service.models import Channel, ChannelKind
from service.outbound.addresses import Reach
from service.outbound.failures import Refused
from service.outbound.targets import Target

_USER = re.compile(r"[^\s\x00-\x1f\x7f@<>\"'\\,;:()\[\]]{1,64}")
_TOKEN = re.compile(r"\d{3,20}:[A-Za-z0-9_-]{20,100}")
_CHAT = re.compile(r"-?\d{1,20}|@[A-Za-z0-9_]{3,64}")
_LONGEST_URL = 2048
FIELDS = {
    ChannelKind.EMAIL: ("address",),
    ChannelKind.TELEGRAM: ("token", "chat"),
    ChannelKind.FEED: (),
}
"""What each kind asks for; the others ask for a `url`."""


def fields_of(kind: ChannelKind) -> tuple[str, ...]:
    """The names of what is to be typed for a channel of this kind."""
    return FIELDS.get(kind, ("url",))


def config_of(kind: ChannelKind, typed: Mapping[str, str], reach: Reach, *, known: bool = False) -> dict[str, Any]:
    """What was typed, checked. Raises InvalidInput naming the field.

    `known`: the channel has an address already, which stays as it is where nothing is typed.
    """
    config = {}
    for name in fields_of(kind):
        value = typed.get(name, "").strip()
        if value or not known:
            config[name] = _CHECKS[name](value, reach)
    return config


def with_server(config: Mapping[str, Any]) -> dict[str, Any]:
    """The same with the part of its address that may be shown, if it has one."""
    return dict(config) | ({"server": _server(config["url"])} if "url" in config else {})


def shown(channel: Channel) -> str:
    """Where it leads, without what opens it."""
    if channel.kind is ChannelKind.EMAIL:
        return str(channel.config["address"])
    if channel.kind is ChannelKind.TELEGRAM:
        return str(channel.config["chat"])
    if channel.kind is ChannelKind.FEED:
        return "/feeds/….atom"
    return f"{channel.config.get('server') or _server(channel.config['url'])}/…"


def place_of(channel: Channel) -> str:
    """The name of the site, or of the person, that the messages would be from."""
    owner = channel.site or channel.account
    return clean_line(owner.name) if owner is not None else ""


def _server(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def email_address(typed: str) -> str:
    """The address as it is written to, its host in ASCII. Raises InvalidInput."""
    user, at, host = typed.strip().rpartition("@")
    try:
        domain = host_name(host) if at else ""
    except ValueError:
        domain = ""
    if not _USER.fullmatch(user) or "." not in domain or len(domain) > 189:
        raise InvalidInput("That is no e-mail address.", field="address")
    return f"{user}@{domain}"


def _address(typed: str, _reach: Reach) -> str:
    return email_address(typed)


def _url(typed: str, reach: Reach) -> str:
    if not typed or len(typed) > _LONGEST_URL:
        raise InvalidInput("Please paste the whole address; it begins with https://.", field="url")
    try:
        target = Target.parse(typed)
        target.require_possible(reach)
    except Refused as error:
        raise InvalidInput(error.message, field="url", **error.values) from None
    return str(target)


def _token(typed: str, _reach: Reach) -> str:
    if not _TOKEN.fullmatch(typed):
        raise InvalidInput("A bot's token looks like 123456789:AAE…; @BotFather gives it.", field="token")
    return typed


def _chat(typed: str, _reach: Reach) -> str:
    if not _CHAT.fullmatch(typed):
        raise InvalidInput("A chat is a number, such as -1001234567890, or @ and a channel's name.", field="chat")
    return typed


_CHECKS = {"address": _address, "url": _url, "token": _token, "chat": _chat}
