"""Logging in and out.

The cookie holds a random token and the table its hash, so that a log-in ends when its row does.
"""

import hashlib
import secrets
from datetime import datetime, timedelta

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from service.accounts.passwords import verify_password
from service.models import Account, Login

_SEEN_EVERY = timedelta(minutes=5)


def token_hash(token: str) -> bytes:
    """What is stored of a token. The token is random, so that a plain hash will do."""
    return hashlib.sha256(token.encode("utf-8", "replace")).digest()


def email_key(text: str) -> str:
    """What an account is looked up by: an address as accounts keep it, or something that no account has."""
    return text.strip().lower().replace("\x00", " ")  # PostgreSQL takes no NUL, not even in a question


def check_password(session: Session, *, email: str, password: str) -> Account | None:
    """The account with this address and password, or None; it takes as long where there is no such account."""
    account = session.scalar(select(Account).where(Account.email == email_key(email)))
    right = verify_password(password, account.password_hash if account else None)
    return account if right else None


def is_as_it_was(session: Session, account: Account) -> bool:
    """Whether the account, whose password was checked just now, still has that one and asks for no code.

    It stays so until the end of the transaction: whoever changes it then ends the log-in that is begun meanwhile.
    """
    same = (Account.password_hash == account.password_hash, Account.totp_secret.is_(None))
    return session.scalar(select(Account.id).where(Account.id == account.id, *same).with_for_update()) is not None


def log_in(session: Session, account_id: int, *, lasts: timedelta, now: datetime, browser: str = "") -> str:
    """Begin a log-in and return its token. Log-ins of this account that have ended are cleared away."""
    token = secrets.token_urlsafe(32)
    session.execute(delete(Login).where(Login.account_id == account_id, Login.ends_at <= now))
    session.add(
        Login(
            token_hash=token_hash(token),
            account_id=account_id,
            browser=browser,
            created_at=now,
            last_seen_at=now,
            ends_at=now + lasts,
        )
    )
    return token


def find_login(session: Session, token: str, *, idle: timedelta, now: datetime) -> tuple[Login, Account] | None:
    """The log-in of this token with its account, if it has not ended and was used within `idle`."""
    row = session.execute(
        select(Login, Account)
        .join(Account, Account.id == Login.account_id)
        .where(Login.token_hash == token_hash(token), Login.ends_at > now, Login.last_seen_at > now - idle)
    ).first()
    return None if row is None else (row[0], row[1])


def goes_on(session: Session, hashed: bytes) -> bool:
    """Whether nobody has ended the log-in with this token hash meanwhile."""
    return session.scalar(select(Login.id).where(Login.token_hash == hashed)) is not None


def was_long_unseen(login: Login, now: datetime) -> bool:
    """Whether its last use should be noted; not at each request, for that would be a write each time."""
    return now - login.last_seen_at >= _SEEN_EVERY


def mark_seen(session: Session, login_id: int, *, now: datetime) -> None:
    """Note that the log-in is in use."""
    session.execute(update(Login).where(Login.id == login_id).values(last_seen_at=now))


def log_out(session: Session, token: str) -> None:
    """End this log-in, in every browser that holds a copy of its cookie."""
    session.execute(delete(Login).where(Login.token_hash == token_hash(token)))


def list_logins(session: Session, account_id: int, *, idle: timedelta, now: datetime) -> list[Login]:
    """The log-ins of an account that go on, the last used one first."""
    lasting = (Login.account_id == account_id, Login.ends_at > now, Login.last_seen_at > now - idle)
    return list(session.scalars(select(Login).where(*lasting).order_by(Login.last_seen_at.desc(), Login.id.desc())))


def end_login(session: Session, account_id: int, number: int) -> bool:
    """End one log-in of this account. False where it has no such."""
    ended = delete(Login).where(Login.id == number, Login.account_id == account_id).returning(Login.id)
    return session.scalar(ended) is not None


def end_logins(session: Session, account_id: int, *, but: bytes | None = None) -> int:
    """End all log-ins of the account, but for the one with this token hash. How many there were."""
    ended = delete(Login).where(Login.account_id == account_id)
    if but is not None:
        ended = ended.where(Login.token_hash != but)
    return len(session.scalars(ended.returning(Login.id)).all())
