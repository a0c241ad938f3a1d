"""The page on which people see to their own account."""

from typing import Annotated, Literal

from fastapi import APIRouter, Form, Response

from service.accounts.create import set_password_hash
from service.accounts.current_user import FormEditor
from service.errors import Conflict, InvalidInput, RateLimited
from service.notifications.personal import RHYTHMS, set_called
from service.people.letters import tell_of_new_password
from service.people.own_account import change_name, own_account
from service.people.routes.asked import AskedForm, AskedPage, GuardedForm
from service.people.routes.new_person import Password, hashed_twice
from service.people.routes.own_page import own_page, to_own_page
from service.web.context import Now, WriteSession

router = APIRouter(prefix="/desk/account", include_in_schema=False)
Done = Literal["name", "email", "asked", "dropped", "password", "called", "not_called", ""]


@router.get("")
def account_page(asked: AskedPage, done: Done = "") -> Response:
    """Name, e-mail address, password, and the ways to the rest."""
    return own_page(asked, done=done)


@router.post("/name")
def save_name(asked: AskedForm, name: Annotated[str, Form(max_length=300)] = "", *, session: WriteSession) -> Response:
    """Be called otherwise."""
    try:
        change_name(session, asked.editor.account_id, name)
    except InvalidInput as error:
        session.rollback()
        return own_page(asked, refused=error, form="name", typed={"name": name})
    return to_own_page("name")


@router.post("/password")
def save_password(guarded: GuardedForm, password: Password = "", again: Password = "") -> Response:
    """Take another password; every other log-in ends."""
    asked, editor = guarded.asked, guarded.asked.editor
    try:
        guarded.require_password()
        hashed = hashed_twice(password, again, (editor.email, editor.name))
        with asked.context.database.write() as session:
            account = own_account(session, editor.account_id)
            set_password_hash(session, account, hashed, keeping=editor.login_hash)
            tell_of_new_password(session, asked.settings, account, now=asked.now)
    except (InvalidInput, Conflict, RateLimited) as error:
        return own_page(asked, refused=error, form="password")
    return to_own_page("password")


@router.post("/calls")
def save_calls(
    editor: FormEditor, now: Now, rhythm: Annotated[str, Form(max_length=20)] = "", *, session: WriteSession
) -> Response:
    """Be told by e-mail of comments and issues for oneself: how often, or not at all."""
    chosen = next((each for each in RHYTHMS if each == rhythm), None)
    set_called(session, editor.account_id, chosen, now=now)
    return to_own_page("called" if chosen else "not_called")
