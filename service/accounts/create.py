"""Making accounts, finding them, and what replaces a lost password."""

import re
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from service.accounts.passwords import hash_password
from service.domain.characters import clean_line
from service.errors import Conflict, InvalidInput, NotFound
from service.models import Account, Login

_EMAIL = re.compile(r"[^\s@<>\"'\\,;:]{1,64}@[^\s@<>\"'\\,;:]{1,189}")


def create_account(session: Session, *, email: str, name: str, password: str, now: datetime) -> Account:
    """A new account. Raises InvalidInput naming the field, or Conflict where the e-mail address has one already."""
    address, called = email.strip().lower(), clean_line(name)
    if not _EMAIL.fullmatch(address):
        raise InvalidInput("That is no e-mail address.", field="email")
    if not 1 <= len(called) <= 100:
        raise InvalidInput("A name has 1 to 100 characters.", field="name")
    if session.scalar(select(Account.id).where(Account.email == address)) is not None:
        raise Conflict("There is an account for %(email)s already.", code="account_exists", email=address)
    account = Account(email=address, name=called, password_hash=hash_password(password), created_at=now)
    session.add(account)
    session.flush()
    return account


def find_account(session: Session, email: str) -> Account:
    """The account with this e-mail address. Raises NotFound."""
    account = session.scalar(select(Account).where(Account.email == email.strip().lower()))
    if account is None:
        raise NotFound("There is no account for %(email)s; `bluepencil create-owner` makes one.", email=email)
    return account


def replace_password(session: Session, account: Account, password: str) -> None:
    """Give the account another password and end its log-ins. Raises InvalidInput as hashing does."""
    account.password_hash = hash_password(password)
    session.execute(delete(Login).where(Login.account_id == account.id))
