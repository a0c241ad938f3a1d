"""The page on which people see to their own account."""

from http import HTTPStatus
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse

from service.accounts.create import set_password_hash
from service.accounts.current_user import CurrentEditor, Editor, FormEditor
from service.errors import BluepencilError, Conflict, InvalidInput, RateLimited
from service.people.letters import tell_of_new_email, tell_of_new_password
from service.people.overview import roles_of
from service.people.own_account import change_email, change_name, own_account
from service.people.routes.new_person import Password, hashed_twice
from service.people.routes.recheck import rechecked
from service.web.context import AppContext, Now, PasswordTurn, ReadSession, WriteSession
from service.web.pages import render

router = APIRouter(prefix="/desk/account", include_in_schema=False)
Done = Literal["name", "email", "password", ""]
_REFUSALS = (InvalidInput, Conflict, RateLimited)


@router.get("")
def account_page(request: Request, session: ReadSession, editor: CurrentEditor, done: Done = "") -> Response:
    """Name, e-mail address, password, and the ways to the rest."""
    return _page(request, session, editor, done=done)


@router.post("/name")
def save_name(
    request: Request,
    reading: ReadSession,
    editor: FormEditor,
    name: Annotated[str, Form(max_length=300)] = "",
    *,
    session: WriteSession,
) -> Response:
    """Be called otherwise."""
    try:
        change_name(session, editor.account_id, name)
    except InvalidInput as error:
        session.rollback()
        return _page(request, reading, editor, refused=error, form="name", typed={"name": name})
    return _done("name")


@router.post("/email")
def save_email(
    request: Request,
    context: AppContext,
    reading: ReadSession,
    editor: FormEditor,
    now: Now,
    _turn: PasswordTurn,
    email: Annotated[str, Form(max_length=300)] = "",
    current: Password = "",
) -> Response:
    """Log in with another address from now on; the former one is told."""
    try:
        rechecked(request, context, reading, editor, current, now)
        with context.database.write() as session:
            if change_email(session, editor.account_id, email, keeping=editor.login_hash):
                account = own_account(session, editor.account_id)
                tell_of_new_email(session, context.settings, account, editor.email, now=now)
    except _REFUSALS as error:
        return _page(request, reading, editor, refused=error, form="email", typed={"email": email})
    return _done("email")


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
    except _REFUSALS as error:
        return _page(request, reading, editor, refused=error, form="password")
    return _done("password")


def _done(what: str) -> Response:
    return RedirectResponse(f"/desk/account?done={what}", HTTPStatus.SEE_OTHER)


def _page(
    request: Request,
    session: ReadSession,
    editor: Editor,
    *,
    done: str = "",
    refused: BluepencilError | None = None,
    form: str = "",
    typed: dict[str, str] | None = None,
) -> Response:
    values: dict[str, Any] = {
        "editor": editor,
        "account": own_account(session, editor.account_id),
        "sites": roles_of(session, editor.account_id),
        "done": done,
        "refused": refused,
        "form": form,
        "typed": {"name": editor.name, "email": ""} | (typed or {}),
    }
    return render(request, "people/account.html", values, status=status_of(refused), headers=headers_of(refused))


def status_of(refused: BluepencilError | None) -> HTTPStatus:
    """How a page is answered that says why nothing was done, if there is something to say."""
    if refused is None:
        return HTTPStatus.OK
    return HTTPStatus.TOO_MANY_REQUESTS if isinstance(refused, RateLimited) else HTTPStatus.UNPROCESSABLE_ENTITY


def headers_of(refused: BluepencilError | None) -> dict[str, str]:
    """When to come again, where that is why."""
    return {"Retry-After": str(refused.retry_after)} if isinstance(refused, RateLimited) else {}
