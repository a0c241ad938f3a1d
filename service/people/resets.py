"""Forgotten passwords: a link that works once and not for long."""

from datetime import datetime, timedelta

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from service.accounts.create import set_password_hash
from service.accounts.logins import email_key, token_hash
from service.errors import NotFound
from service.models import Account, PasswordReset
from service.people.tokens import new_token

LASTS = timedelta(hours=1)
_AT_ONCE = 3
"""Links of one account at a time: nobody's mailbox is to be filled by strangers."""


def account_to_reset(session: Session, email: str, *, now: datetime) -> Account | None:
    """The account with this address, if there is one that does not have links enough."""
    account = session.scalar(select(Account).where(Account.email == email_key(email)))
    if account is None:
        return None
    waiting = select(func.count()).where(PasswordReset.account_id == account.id, PasswordReset.ends_at > now)
    return account if session.scalars(waiting).one() < _AT_ONCE else None


def new_reset(session: Session, account_id: int, *, now: datetime, lasts: timedelta = LASTS) -> str:
    """The token of a link that replaces the account's password."""
    token, stored = new_token()
    session.add(PasswordReset(token_hash=stored, account_id=account_id, created_at=now, ends_at=now + lasts))
    session.flush()
    return token


def find_reset(session: Session, token: str, *, now: datetime) -> Account:
    """The account whose password this link replaces. Raises NotFound, the same for every link that is not good."""
    account = session.scalar(
        select(Account)
        .join(PasswordReset, PasswordReset.account_id == Account.id)
        .where(PasswordReset.token_hash == token_hash(token), PasswordReset.ends_at > now)
    )
    if account is None:
        raise _gone()
    return account


def use_reset(session: Session, token: str, password_hash: str, *, now: datetime) -> Account:
    """Replace the password. All links and all log-ins of the account end. Raises NotFound as `find_reset` does."""
    account = find_reset(session, token, now=now)
    used = delete(PasswordReset).where(PasswordReset.token_hash == token_hash(token)).returning(PasswordReset.id)
    if session.scalar(used) is None:
        raise _gone()
    set_password_hash(session, account, password_hash)
    return account


def purge_resets(session: Session, *, now: datetime) -> None:
    """Forget links that have ended."""
    session.execute(delete(PasswordReset).where(PasswordReset.ends_at <= now))


def _gone() -> NotFound:
    return NotFound("It was used, or it is too old, or the password was changed since.", code="reset_gone")
