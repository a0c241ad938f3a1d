"""What people change about their own account."""

from sqlalchemy import delete
from sqlalchemy.orm import Session

from service.accounts.create import email_of, name_of, require_free
from service.accounts.logins import end_logins
from service.accounts.passwords import verify_password
from service.errors import InvalidInput
from service.models import Account, PasswordReset
from service.notifications.personal import follow


def require_password(account: Account, password: str) -> None:
    """Raise InvalidInput unless this is the account's password: a log-in left open is not enough for what matters."""
    if not verify_password(password, account.password_hash):
        raise InvalidInput("This is not your password.", field="current")


def change_name(session: Session, account_id: int, name: str) -> None:
    """Be called otherwise. Raises InvalidInput."""
    session.get_one(Account, account_id).name = name_of(name)


def change_email(session: Session, account_id: int, email: str, *, keeping: bytes | None) -> bool:
    """Log in with another address; other log-ins end, and so do links to a new password. False where it is the same.

    Raises InvalidInput, or Conflict where somebody else has it.
    """
    address, account = email_of(email), session.get_one(Account, account_id)
    if address == account.email:
        return False
    require_free(session, address)
    account.email = address
    follow(session, account)
    session.execute(delete(PasswordReset).where(PasswordReset.account_id == account_id))
    end_logins(session, account_id, but=keeping)
    return True


def own_account(session: Session, account_id: int) -> Account:
    """The account of whoever asks."""
    return session.get_one(Account, account_id)
