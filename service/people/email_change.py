"""A new e-mail address of an account: it takes the former one's place once its mailbox has shown that it is there."""

from datetime import datetime, timedelta

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from service.accounts.create import email_of, require_free
from service.accounts.logins import token_hash
from service.errors import Conflict, NotFound
from service.models import Account, EmailChange, Letter, LetterKind
from service.people.letters import send_new_email
from service.people.own_account import change_email
from service.people.tokens import new_token
from service.settings import Settings

LASTS = timedelta(days=1)
_MOST = 3
"""Letters to one new address in a day, whoever has them sent."""


def begin_change(session: Session, settings: Settings, account_id: int, email: str, *, now: datetime) -> bool:
    """Send the link to the new address, in place of a former one that waits. False where it is the account's already.

    Raises InvalidInput, and Conflict where somebody else has the address, or it was written to often enough today.
    """
    address, account = email_of(email), session.get_one(Account, account_id)
    session.execute(delete(EmailChange).where(EmailChange.account_id == account_id))
    if address == account.email:
        return False
    require_free(session, address)
    _require_few(session, address, now)
    token, stored = new_token()
    change = EmailChange(account_id=account_id, token_hash=stored, email=address, created_at=now, ends_at=now + LASTS)
    session.add(change)
    session.flush()
    send_new_email(session, settings, account, address, token, days=LASTS.days, now=now)
    return True


def change_of(session: Session, account_id: int, *, now: datetime) -> EmailChange | None:
    """The change that waits, if there is one."""
    return session.scalar(select(EmailChange).where(EmailChange.account_id == account_id, EmailChange.ends_at > now))


def require_change(session: Session, account_id: int, *, now: datetime) -> EmailChange:
    """The change that waits. Raises NotFound."""
    change = change_of(session, account_id, now=now)
    if change is None:
        raise NotFound("No new address is waiting to be confirmed.")
    return change


def drop_change(session: Session, account_id: int) -> None:
    """Leave the address as it is: the link leads nowhere."""
    session.execute(delete(EmailChange).where(EmailChange.account_id == account_id))


def find_change(session: Session, token: str, *, now: datetime) -> tuple[EmailChange, Account]:
    """The change of this link, and whose it is. Raises NotFound, the same for every link that is no good."""
    row = session.execute(
        select(EmailChange, Account)
        .join(Account, Account.id == EmailChange.account_id)
        .where(EmailChange.token_hash == token_hash(token), EmailChange.ends_at > now)
    ).first()
    if row is None:
        raise _gone()
    return row[0], row[1]


def confirm_change(session: Session, token: str, *, keeping: bytes | None, now: datetime) -> tuple[Account, str]:
    """Have the address take the former one's place; the account, and its former address.

    `keeping`: the hash of the one log-in that goes on. Raises NotFound as `find_change` does, and Conflict where
    somebody else has the address by now.
    """
    change, account = find_change(session, token, now=now)
    email, former = change.email, account.email
    used = delete(EmailChange).where(EmailChange.token_hash == token_hash(token)).returning(EmailChange.account_id)
    if session.scalar(used.execution_options(synchronize_session=False)) is None:
        raise _gone()
    change_email(session, account.id, email, keeping=keeping)
    return account, former


def purge_changes(session: Session, *, now: datetime) -> None:
    """Forget changes that nobody has confirmed."""
    session.execute(delete(EmailChange).where(EmailChange.ends_at <= now))


def _require_few(session: Session, address: str, now: datetime) -> None:
    since = now - timedelta(days=1)
    lately = (Letter.email == address, Letter.kind == LetterKind.NEW_EMAIL, Letter.created_at > since)
    if session.scalars(select(func.count()).where(*lately)).one() >= _MOST:
        raise Conflict("%(email)s was written to several times today. Please wait until tomorrow.", email=address)


def _gone() -> NotFound:
    return NotFound(
        "It was used or withdrawn, or it is too old, or another address was chosen since.", code="email_gone"
    )
