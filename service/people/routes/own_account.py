"""The page on which people see to their own account."""

from typing import Annotated, Literal

from fastapi import APIRouter, Form, Request, Response

from service.accounts.create import set_password_hash
from service.accounts.current_user import CurrentEditor, FormEditor
from service.errors import Conflict, InvalidInput, RateLimited
from service.notifications.personal import set_called
from service.people.letters import tell_of_new_password
from service.people.own_account import change_name, own_account
from service.people.routes.new_person import Password, hashed_twice
from service.people.routes.own_page import own_page, to_own_page
from service.people.routes.recheck import rechecked
from service.web.context import AppContext, Now, PasswordTurn, ReadSession, WriteSession

router = APIRouter(prefix="/desk/account", include_in_schema=False)
Done = Literal["name", "email", "asked", "dropped", "password", "called", "not_called", ""]


@router.get("")
def account_page(
    request: Request, session: ReadSession, editor: CurrentEditor, context: AppContext, now: Now, done: Done = ""
) -> Response:
    """Name, e-mail address, password, and the ways to the rest."""
    return own_page(request, session, editor, context.settings, now, done=done)


@router.post("/name")
def save_name(
    request: Request,
    reading: ReadSession,
    editor: FormEditor,
    context: AppContext,
    now: Now,
    name: Annotated[str, Form(max_length=300)] = "",
    *,
    session: WriteSession,
) -> Response:
    """Be called otherwise."""
    try:
        change_name(session, editor.account_id, name)
    except InvalidInput as error:
        session.rollback()
        typed = {"name": name}
        return own_page(request, reading, editor, context.settings, now, refused=error, form="name", typed=typed)
    return to_own_page("name")


@router.post("/password")
def save_password(
    request: Request,
    context: AppContext,
    reading: ReadSession,
    editor: FormEditor,
    now: Now,
    _turn: PasswordTurn,
    current: Password = "",
    password: Password = "",
    again: Password = "",
) -> Response:
    """Take another password; every other log-in ends."""
    try:
        rechecked(request, context, reading, editor, current, now)
        hashed = hashed_twice(password, again, (editor.email, editor.name))
        with context.database.write() as session:
            account = own_account(session, editor.account_id)
            set_password_hash(session, account, hashed, keeping=editor.login_hash)
            tell_of_new_password(session, context.settings, account, now=now)
    except (InvalidInput, Conflict, RateLimited) as error:
        return own_page(request, reading, editor, context.settings, now, refused=error, form="password")
    return to_own_page("password")


@router.post("/calls")
def save_calls(
    editor: FormEditor, now: Now, wanted: Annotated[str, Form(max_length=20)] = "", *, session: WriteSession
) -> Response:
    """Be told by e-mail of comments and issues for oneself, or not."""
    set_called(session, editor.account_id, wanted == "yes", now=now)
    return to_own_page("called" if wanted == "yes" else "not_called")
