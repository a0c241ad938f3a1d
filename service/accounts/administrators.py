"""Who administrates the installation."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.accounts.logins import end_logins
from service.errors import Conflict
from service.models import Account


def set_administrator(session: Session, account_id: int, wanted: bool, *, keeping: bytes | None = None) -> bool:
    """Make the account an administrator, or one no more; its log-ins end. False where it was so already.

    Raises Conflict for the last one. `keeping`: the hash of the one log-in that goes on.
    """
    all_of_them = select(Account.id).where(Account.is_administrator).order_by(Account.id)
    session.execute(all_of_them.with_for_update())  # two who take it from each other at once wait here
    account = session.get_one(Account, account_id, populate_existing=True)
    if account.is_administrator is wanted:
        return False
    if not wanted and session.scalar(all_of_them.where(Account.id != account_id).limit(1)) is None:
        raise Conflict("This is the last administrator: make somebody else one first.", code="last_administrator")
    account.is_administrator = wanted
    end_logins(session, account_id, but=keeping)
    return True
