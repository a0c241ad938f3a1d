"""Making accounts, finding them, and what replaces a lost password."""

import re
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from service.accounts.logins import email_key, end_logins
from service.accounts.passwords import hash_password
from service.domain.characters import clean_line
from service.errors import Conflict, InvalidInput, NotFound
from service.models import Account, PasswordReset, SetupToken

_EMAIL = re.compile(r"[^\s@<>\"'\\,;:()\[\]]{1,64}@[^\s@<>\"'\\,;:()\[\]]{1,189}")
"""Without brackets: to mail programs, what stands in them is a comment, and the letter goes to another address."""


def email_of(text: str) -> str:
    """The e-mail address as accounts keep it. Raises InvalidInput."""
    address = text.strip().lower()
    if not _EMAIL.fullmatch(address) or not address.isprintable():
        raise InvalidInput("That is no e-mail address.", field="email")
    return address


def name_of(text: str) -> str:
    """A person's name as accounts keep it. Raises InvalidInput."""
    called = clean_line(text)
    if not 1 <= len(called) <= 100:
        raise InvalidInput("A name has 1 to 100 characters.", field="name")
    return called


def create_account(session: Session, *, email: str, name: str, password: str, now: datetime) -> Account:
    """A new account; the first one administrates the installation.

    Raises InvalidInput naming the field, or Conflict where the e-mail address has one already.
    """
    require_free(session, email_of(email))
    first = not has_accounts(session)
    hashed = hash_password(password)
    return add_account(session, email=email, name=name, password_hash=hashed, administrator=first, now=now)


def add_account(
    session: Session, *, email: str, name: str, password_hash: str, administrator: bool = False, now: datetime
) -> Account:
    """As `create_account`, where the password was hashed before, so that no transaction waits for it."""
    address, called = email_of(email), name_of(name)
    require_free(session, address)
    account = Account(
        email=address, name=called, password_hash=password_hash, is_administrator=administrator, created_at=now
    )
    session.add(account)
    session.execute(delete(SetupToken))
    session.flush()
    return account


def require_free(session: Session, address: str) -> None:
    """Raise Conflict where there is an account with this address."""
    if session.scalar(select(Account.id).where(Account.email == address)) is not None:
        raise Conflict("There is an account for %(email)s already.", code="account_exists", email=address)


def has_accounts(session: Session) -> bool:
    """Whether anybody has an account: the installation is set up."""
    return session.scalar(select(Account.id).limit(1)) is not None


def find_account(session: Session, email: str) -> Account:
    """The account with this e-mail address. Raises NotFound."""
    account = session.scalar(select(Account).where(Account.email == email_key(email)))
    if account is None:
        raise NotFound("There is no account for %(email)s; `bluepencil create-owner` makes one.", email=email)
    return account


def replace_password(session: Session, account: Account, password: str, *, keeping: bytes | None = None) -> None:
    """Give the account another password and end its log-ins. Raises InvalidInput as hashing does."""
    set_password_hash(session, account, hash_password(password), keeping=keeping)


def set_password_hash(session: Session, account: Account, password_hash: str, *, keeping: bytes | None = None) -> None:
    """As `replace_password`, where it was hashed before. `keeping`: the hash of the one log-in that goes on.

    Links that would replace the password are worth nothing afterwards.
    """
    account.password_hash = password_hash
    end_logins(session, account.id, but=keeping)
    session.execute(delete(PasswordReset).where(PasswordReset.account_id == account.id))
