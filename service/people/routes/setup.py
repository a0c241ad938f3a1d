"""The first run: the page that makes the first account."""

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Query, Request, Response
from fastapi.responses import RedirectResponse

from service.accounts.create import has_accounts
from service.accounts.routes.cookies import begin_log_in
from service.errors import BluepencilError, Conflict, InvalidInput
from service.people.routes.new_person import NewPerson, new_person_in_form
from service.people.setup import make_first_account, require_setup_token
from service.web.context import AppContext, Now, PasswordTurn, ReadSession
from service.web.pages import render

router = APIRouter(include_in_schema=False)
_NOBODY = NewPerson("", "", "", "")


@router.get("/setup")
def setup_page(request: Request, session: ReadSession, token: Annotated[str, Query(max_length=100)] = "") -> Response:
    """The form for the first account; once there is one, the way to log in."""
    if has_accounts(session):
        return RedirectResponse("/login", HTTPStatus.SEE_OTHER)
    return _page(request, token, _NOBODY)


@router.post("/setup")
def set_up(
    request: Request,
    context: AppContext,
    reading: ReadSession,
    now: Now,
    person: Annotated[NewPerson, Depends(new_person_in_form)],
    _turn: PasswordTurn,
    token: Annotated[str, Form(max_length=100)] = "",
) -> Response:
    """Make the first account, which administrates the installation, and log it in."""
    if has_accounts(reading):
        return RedirectResponse("/login", HTTPStatus.SEE_OTHER)
    answer = RedirectResponse("/office/sites", HTTPStatus.SEE_OTHER)
    try:
        require_setup_token(reading, token)
        hashed = person.hashed()
        with context.database.write() as session:
            account = make_first_account(
                session, token, email=person.email, name=person.name, password_hash=hashed, now=now
            )
            begin_log_in(answer, request, context, session, account, now)
    except (InvalidInput, Conflict) as error:
        return _page(request, token, person, error)
    return answer


def _page(request: Request, token: str, person: NewPerson, refused: BluepencilError | None = None) -> Response:
    values = {"token": token, "person": person, "refused": refused}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if refused else HTTPStatus.OK
    return render(request, "people/setup.html", values, status=status)
