"""Tokens of links that work once: random, and stored as their hash only."""

import base64
import secrets

from service.accounts.logins import token_hash
from service.accounts.sealing import keyed_hash
from service.settings import Settings


def new_token() -> tuple[str, bytes]:
    """A token for a link, and what is stored of it."""
    token = secrets.token_urlsafe(24)
    return token, token_hash(token)


def derived_token(settings: Settings, purpose: str, *parts: str) -> str:
    """The same token for the same parts; without the installation's secret, nobody can tell it."""
    return base64.urlsafe_b64encode(keyed_hash(settings, purpose, "\n".join(parts))[:24]).decode()
