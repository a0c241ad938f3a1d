"""Tokens of links that work once: random, and stored as their hash only."""

import secrets

from service.accounts.logins import token_hash


def new_token() -> tuple[str, bytes]:
    """A token for a link, and what is stored of it."""
    token = secrets.token_urlsafe(24)
    return token, token_hash(token)
