"""Asking for the password again, where an open log-in is not enough."""

from fastapi import Request
from sqlalchemy.orm import Session

from service.accounts.current_user import Editor
from service.accounts.guessing import count_attempt
from service.accounts.routes.cookies import known_browser
from service.models import Account
from service.people.own_account import own_account, require_password
from service.web import rate_limit
from service.web.context import Context, Now


def rechecked(request: Request, context: Context, reading: Session, editor: Editor, password: str, now: Now) -> Account:
    """The asker's account, if this is its password. Raises InvalidInput (field `current`) or RateLimited."""
    device, network = known_browser(request, context.settings, editor.email), rate_limit.network_of(request)
    with context.database.write() as counting:
        count_attempt(
            counting, context.settings, kind="again", account=editor.email, network=network, device=device, now=now
        )
    account = own_account(reading, editor.account_id)
    require_password(account, password)
    return account
