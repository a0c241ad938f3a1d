"""Limits on guessing passwords and codes that lock nobody out.

Attempts are counted by account and network together, so that a stranger elsewhere uses up nothing of the owner's; by
network alone, against one that tries a few passwords at many accounts; and a browser that has logged in to the account
before is counted by itself, so that its owner gets in even where the network is a guesser's as well.
"""

import hmac
import secrets
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from service.accounts.sealing import keyed_hash
from service.errors import RateLimited
from service.settings import Settings
from service.web import rate_limit

_QUARTER_HOUR = 900
_ACCOUNTS_OF_A_NETWORK = 10
"""A network may make as many attempts as this many accounts may: a newsroom is behind one address."""


def count_attempt(
    session: Session,
    settings: Settings,
    *,
    kind: str,
    account: str,
    network: str,
    device: str,
    now: datetime,
    everywhere: bool = False,
) -> None:
    """Count an attempt. Raises RateLimited, with how long to wait.

    `account` is the address that was given; `device` a mark that `is_mark_of` has found right, or empty. `everywhere`
    counts all networks as one, for attempts that only somebody with the right password can make: whoever has many
    networks would else guess a code of six digits.
    """
    limit = settings.logins_per_quarter_hour
    if device:
        _count(session, settings, now, limit, kind, "device", account, device)
        return
    _count(session, settings, now, limit, kind, account, "" if everywhere else network)
    _count(session, settings, now, limit * _ACCOUNTS_OF_A_NETWORK, kind, network)


def new_mark(settings: Settings, email: str) -> str:
    """What a browser that has logged in to the account is given to be known again by."""
    nonce = secrets.token_urlsafe(12)
    return f"{nonce}.{_proof(settings, email, nonce)}"


def is_mark_of(settings: Settings, email: str, mark: str) -> bool:
    """Whether the mark was given to a browser that logged in to the account with this address."""
    nonce, _, proof = mark.partition(".")
    return hmac.compare_digest(proof.encode("utf-8", "replace"), _proof(settings, email, nonce).encode())


def _proof(settings: Settings, email: str, nonce: str) -> str:
    return keyed_hash(settings, "known browser", f"{email.strip().lower()} {nonce}").hex()


def _count(session: Session, settings: Settings, now: datetime, limit: int, *parts: str) -> None:
    key = rate_limit.key_of(settings, now, *parts)
    try:
        rate_limit.count(session, key, limit=limit, seconds=_QUARTER_HOUR, now=now)
    except RateLimited as error:
        raise RateLimited(
            "Too many attempts. Please try again %(when)s.",
            retry_after=error.retry_after,
            when=timedelta(minutes=error.retry_after // 60 + 1),
        ) from None
