"""Another e-mail address for one's account: asked for on its page, confirmed by the link that the new address gets."""

from typing import Annotated

from fastapi import APIRouter, Depends, Form, Query, Request, Response

from service.accounts.current_user import Editor, FormEditor, visitor
from service.errors import Conflict, InvalidInput, RateLimited
from service.people.email_change import begin_change, confirm_change, drop_change, find_change, require_change
from service.people.letters import tell_of_new_email
from service.people.own_account import change_email
from service.people.routes.asked import AskedForm, GuardedForm
from service.people.routes.own_page import own_page, to_own_page
from service.web.context import AppContext, Now, ReadSession, WriteSession
from service.web.pages import render

router = APIRouter(include_in_schema=False)
Visitor = Annotated[Editor | None, Depends(visitor)]


@router.post("/desk/account/email")
def save_email(guarded: GuardedForm, email: Annotated[str, Form(max_length=300)] = "") -> Response:
    """Have the new address confirmed; where no mail is set up, log in with it from now on."""
    asked, editor = guarded.asked, guarded.asked.editor
    try:
        guarded.require_password()
        with asked.context.database.write() as session:
            if asked.settings.mail_server is not None:
                begun = begin_change(session, asked.settings, editor.account_id, email, now=asked.now)
                return to_own_page("asked" if begun else "email")
            change_email(session, editor.account_id, email, keeping=editor.login_hash)
    except (InvalidInput, Conflict, RateLimited) as error:
        return own_page(asked, refused=error, form="email", typed={"email": email})
    return to_own_page("email")


@router.post("/desk/account/email/again")
def send_again(asked: AskedForm, session: WriteSession) -> Response:
    """Another link to the address that waits; the former one leads nowhere then."""
    try:
        change = require_change(session, asked.editor.account_id, now=asked.now)
        begin_change(session, asked.settings, asked.editor.account_id, change.email, now=asked.now)
    except Conflict as error:
        session.rollback()
        return own_page(asked, refused=error, form="email")
    return to_own_page("asked")


@router.post("/desk/account/email/withdrawal")
def withdraw(editor: FormEditor, session: WriteSession) -> Response:
    """Keep the address that one has."""
    drop_change(session, editor.account_id)
    return to_own_page("dropped")


@router.get("/new-email")
def new_email_page(
    request: Request,
    session: ReadSession,
    now: Now,
    editor: Visitor,
    token: Annotated[str, Query(max_length=100)] = "",
) -> Response:
    """Which address is to take whose place, and the button. Looking at it changes nothing."""
    change, account = find_change(session, token, now=now)
    values = {"token": token, "email": change.email, "former": account.email, "name": account.name, "done": False}
    return render(request, "people/new_email.html", values)


@router.post("/new-email")
def confirm(
    request: Request,
    context: AppContext,
    now: Now,
    editor: Visitor,
    token: Annotated[str, Form(max_length=100)] = "",
    *,
    session: WriteSession,
) -> Response:
    """Log in with the new address from now on; the former one is told, and other log-ins end."""
    keeping = editor.login_hash if editor is not None else None
    account, former = confirm_change(session, token, keeping=keeping, now=now)
    tell_of_new_email(session, context.settings, account, former, now=now)
    values = {"token": "", "email": account.email, "former": former, "name": account.name, "done": True}
    return render(request, "people/new_email.html", values)
