"""Accepting an invitation, with a new account or with the one that one has."""

from http import HTTPStatus
from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, Depends, Form, Query, Request, Response
from fastapi.responses import RedirectResponse
from sqlalchemy.orm import Session

from service.accounts.create import add_account
from service.accounts.current_user import Editor, FormEditor, visitor
from service.accounts.routes.cookies import begin_log_in
from service.errors import BluepencilError, Conflict, InvalidInput
from service.people.invitations import accept, find_invitation, has_account
from service.people.own_account import own_account
from service.people.routes.new_person import NewPerson, new_person_in_form
from service.web.context import AppContext, Now, PasswordTurn, ReadSession, WriteSession
from service.web.pages import render

router = APIRouter(prefix="/invitation", include_in_schema=False)
Token = Annotated[str, Form(max_length=100)]
Visitor = Annotated[Editor | None, Depends(visitor)]
_NOBODY = NewPerson("", "", "", "")


@router.get("")
def invitation_page(
    request: Request,
    session: ReadSession,
    now: Now,
    editor: Visitor,
    token: Annotated[str, Query(max_length=100)] = "",
) -> Response:
    """What one is invited to, and the way to accept: a new account, logging in, or one button."""
    return _page(request, session, now, editor, token)


@router.post("")
def accept_anew(
    request: Request,
    context: AppContext,
    reading: ReadSession,
    now: Now,
    editor: Visitor,
    person: Annotated[NewPerson, Depends(new_person_in_form)],
    _turn: PasswordTurn,
    token: Token = "",
) -> Response:
    """Accept with a new account, whose address is the invitation's whatever the form says, and log it in."""
    invited, site = find_invitation(reading, token, now=now)
    answer = RedirectResponse(f"/desk?site={quote(site.key)}", HTTPStatus.SEE_OTHER)
    try:
        hashed = person.hashed(invited.email)
        with context.database.write() as session:
            account = add_account(session, email=invited.email, name=person.name, password_hash=hashed, now=now)
            accept(session, token, account, now=now)
            begin_log_in(answer, request, context, session, account, now)
    except (InvalidInput, Conflict) as error:
        return _page(request, reading, now, editor, token, person=person, refused=error)
    return answer


@router.post("/joining")
def accept_as_oneself(
    request: Request, reading: ReadSession, now: Now, editor: FormEditor, token: Token = "", *, session: WriteSession
) -> Response:
    """Accept with the account that is logged in, if it is the invited person's."""
    try:
        site = accept(session, token, own_account(session, editor.account_id), now=now)
    except Conflict as error:
        session.rollback()
        return _page(request, reading, now, editor, token, refused=error)
    return RedirectResponse(f"/desk?site={quote(site.key)}", HTTPStatus.SEE_OTHER)


def _page(
    request: Request,
    session: Session,
    now: Now,
    editor: Editor | None,
    token: str,
    *,
    person: NewPerson = _NOBODY,
    refused: BluepencilError | None = None,
) -> Response:
    invited, site = find_invitation(session, token, now=now)
    values: dict[str, Any] = {
        "editor": editor,
        "token": token,
        "invited": invited,
        "site": site,
        "has_account": has_account(session, invited),
        "back": f"/invitation?token={quote(token)}",
        "person": person,
        "refused": refused,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if refused else HTTPStatus.OK
    return render(request, "people/invitation.html", values, status=status)
