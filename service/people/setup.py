"""The first account of an installation: made by whoever can read what the server prints."""

from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from service.accounts.create import add_account, has_accounts
from service.accounts.logins import token_hash
from service.errors import Conflict, InvalidInput
from service.models import Account, SetupToken
from service.people.tokens import new_token

_KEPT = timedelta(days=1)
"""How long the token of a former start is taken still: several servers may start at about the same time."""


def offer_setup(session: Session, *, now: datetime) -> str | None:
    """A token with which the first account can be made; None where there is one already."""
    if has_accounts(session):
        return None
    token, stored = new_token()
    session.execute(delete(SetupToken).where(SetupToken.created_at < now - _KEPT))
    session.add(SetupToken(token_hash=stored, created_at=now))
    return token


def require_setup_token(session: Session, token: str) -> None:
    """Raise InvalidInput for a token that no server has printed."""
    found = select(SetupToken.created_at).where(SetupToken.token_hash == token_hash(token.strip()))
    if session.scalar(found) is None:
        raise InvalidInput(
            "This is not what the server printed when it was started last. Starting it again prints a new one.",
            field="token",
        )


def make_first_account(
    session: Session, token: str, *, email: str, name: str, password_hash: str, now: datetime
) -> Account:
    """The first account, which administrates the installation. The token, and all others, are used up by it.

    Raises InvalidInput naming the field, and Conflict where somebody was faster.
    """
    require_setup_token(session, token)
    used = delete(SetupToken).where(SetupToken.token_hash == token_hash(token.strip())).returning(SetupToken.created_at)
    if session.scalar(used) is None or has_accounts(session):
        raise Conflict("The first account has been made meanwhile. Please log in.")
    return add_account(session, email=email, name=name, password_hash=password_hash, administrator=True, now=now)
