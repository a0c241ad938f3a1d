"""Making accounts."""

import re
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.accounts.passwords import hash_password
from service.domain.characters import clean_line
from service.errors import Conflict, InvalidInput
from service.models import Account

_EMAIL = re.compile(r"[^\s@<>\"'\\,;:]{1,64}@[^\s@<>\"'\\,;:]{1,189}")


def create_account(session: Session, *, email: str, name: str, password: str, now: datetime) -> Account:
    """A new account. Raises InvalidInput naming the field, or Conflict where the e-mail address has one already."""
    address, called = email.strip().lower(), clean_line(name)
    if not _EMAIL.fullmatch(address):
        raise InvalidInput("That is no e-mail address.", field="email")
    if not 1 <= len(called) <= 100:
        raise InvalidInput("A name has 1 to 100 characters.", field="name")
    if session.scalar(select(Account.id).where(Account.email == address)) is not None:
        raise Conflict(f"There is an account for {address} already.", code="account_exists")
    account = Account(email=address, name=called, password_hash=hash_password(password), created_at=now)
    session.add(account)
    session.flush()
    return account
