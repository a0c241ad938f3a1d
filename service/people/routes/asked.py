"""What pages of accounts are asked with, in one piece; and the password again, where an open log-in is not enough."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from fastapi import Depends, Request
from sqlalchemy.orm import Session

from service.accounts.current_user import CurrentEditor, Editor, FormEditor
from service.accounts.guessing import count_attempt
from service.accounts.routes.cookies import known_browser
from service.models import Account
from service.people.own_account import own_account, require_password
from service.people.routes.new_person import Password
from service.settings import Settings
from service.web import rate_limit
from service.web.context import AppContext, Context, Now, PasswordTurn, ReadSession


@dataclass(frozen=True, slots=True)
class Asked:
    """Who asks, when, and what it takes to answer."""

    request: Request
    context: Context
    reading: Session
    editor: Editor
    now: datetime

    @property
    def settings(self) -> Settings:
        """The installation's."""
        return self.context.settings


async def _seen(request: Request, context: AppContext, reading: ReadSession, editor: CurrentEditor, now: Now) -> Asked:
    return Asked(request, context, reading, editor, now)


async def _sent(request: Request, context: AppContext, reading: ReadSession, editor: FormEditor, now: Now) -> Asked:
    return Asked(request, context, reading, editor, now)


AskedPage = Annotated[Asked, Depends(_seen)]
AskedForm = Annotated[Asked, Depends(_sent)]


@dataclass(frozen=True, slots=True)
class Guarded:
    """A form that asks for the password again."""

    asked: Asked
    password: str
    """As it was typed."""

    def require_password(self) -> Account:
        """The asker's account, if this is its password. Raises InvalidInput (field `current`) or RateLimited."""
        asked = self.asked
        device = known_browser(asked.request, asked.settings, asked.editor.email)
        network = rate_limit.network_of(asked.request)
        with asked.context.database.write() as counting:
            count_attempt(
                counting,
                asked.settings,
                kind="again",
                account=asked.editor.email,
                network=network,
                device=device,
                now=asked.now,
            )
        account = own_account(asked.reading, asked.editor.account_id)
        require_password(account, self.password)
        return account


async def _guarded(asked: AskedForm, _turn: PasswordTurn, current: Password = "") -> Guarded:
    return Guarded(asked, current)


GuardedForm = Annotated[Guarded, Depends(_guarded)]
