"""Who asks: the dependency that gives a desk's route its editor."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Annotated

from fastapi import Depends, Request

from service.accounts.logins import find_login, mark_seen, was_long_unseen
from service.errors import Forbidden, NotLoggedIn
from service.settings import Settings
from service.web.context import AppContext, Now, ReadSession
from service.web.same_origin import form_token, is_form_token


@dataclass(frozen=True, slots=True)
class Editor:
    """The person behind a request."""

    account_id: int
    name: str
    email: str
    login_hash: bytes
    form_token: str
    language: str = ""
    time_zone: str = ""
    is_administrator: bool = False

    @property
    def initials(self) -> str:
        """At most two letters that stand for the name."""
        return "".join(word[0] for word in self.name.split()[:2]).upper()


def cookie_name(settings: Settings) -> str:
    """The log-in cookie's name; by https its prefix makes browsers hold it to this very host."""
    return "__Host-bluepencil" if settings.secure else "bluepencil"


def current_editor(request: Request, context: AppContext, session: ReadSession, now: Now) -> Editor:
    """The editor who is logged in. Raises NotLoggedIn."""
    token = request.cookies.get(cookie_name(context.settings), "")
    idle = timedelta(hours=context.settings.session_idle_hours)
    found = find_login(session, token, idle=idle, now=now) if token else None
    if found is None:
        raise NotLoggedIn("Please log in.")
    login, account = found
    if was_long_unseen(login, now):
        with context.database.write() as noting:
            mark_seen(noting, login.id, now=now)
    secret = form_token(context.settings, login.token_hash)
    editor = Editor(
        account.id,
        account.name,
        account.email,
        login.token_hash,
        secret,
        account.language,
        account.time_zone,
        account.is_administrator,
    )
    request.state.editor = editor  # for the page that tells what went wrong, if something does
    return editor


def visitor(request: Request, context: AppContext, session: ReadSession, now: Now) -> Editor | None:
    """The editor who is logged in, or None: for pages that are for both."""
    try:
        return current_editor(request, context, session, now)
    except NotLoggedIn:
        return None


CurrentEditor = Annotated[Editor, Depends(current_editor)]


async def _form_editor(request: Request, context: AppContext, editor: CurrentEditor) -> Editor:
    token = (await request.form()).get("form")
    if not isinstance(token, str) or not is_form_token(context.settings, editor.login_hash, token):
        raise Forbidden("This form is out of date. Please go back, reload the page and try again.")
    return editor


FormEditor = Annotated[Editor, Depends(_form_editor)]
"""The editor of a form that carries this log-in's own token (in the field `form`). Raises Forbidden for any other."""
