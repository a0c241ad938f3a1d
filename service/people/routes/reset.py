"""A forgotten password: asking for the link, and what the link leads to."""

from datetime import datetime
from http import HTTPStatus
from typing import Annotated

import structlog
from fastapi import APIRouter, Form, Query, Request, Response
from fastapi.responses import RedirectResponse
from starlette.background import BackgroundTask

from service.accounts.guessing import count_attempt
from service.errors import Conflict, InvalidInput, RateLimited, Unavailable
from service.people.letters import send_reset, tell_of_new_password
from service.people.resets import account_to_reset, find_reset, new_reset, use_reset
from service.people.routes.new_person import Password, hashed_twice
from service.web import rate_limit
from service.web.context import AppContext, Context, Now, PasswordTurn, ReadSession
from service.web.pages import render

router = APIRouter(include_in_schema=False)
_log = structlog.get_logger("bluepencil.resets")


@router.get("/forgotten")
def forgotten_page(request: Request, context: AppContext) -> Response:
    """The form to ask for a link by e-mail."""
    return _forgotten(request, context)


@router.post("/forgotten")
def ask(request: Request, context: AppContext, now: Now, email: Annotated[str, Form(max_length=300)] = "") -> Response:
    """Have a link sent. The answer is the same whether anybody has this address or not.

    Whether somebody has is looked up once it has gone out, so that it takes as long, too.
    """
    account, network = email.strip().lower(), rate_limit.network_of(request)
    try:
        with context.database.write() as session:
            count_attempt(session, context.settings, kind="reset", account=account, network=network, device="", now=now)
    except RateLimited as error:
        return _forgotten(request, context, email=email, refused=error)
    answer = _forgotten(request, context, email=email, asked=True)
    answer.background = BackgroundTask(_send_link, context, email, now)
    return answer


@router.get("/reset")
def reset_page(
    request: Request, session: ReadSession, now: Now, token: Annotated[str, Query(max_length=100)] = ""
) -> Response:
    """The form for the new password."""
    account = find_reset(session, token, now=now)
    return render(request, "people/reset.html", {"token": token, "email": account.email, "refused": None})


@router.post("/reset")
def reset(
    request: Request,
    context: AppContext,
    reading: ReadSession,
    now: Now,
    _turn: PasswordTurn,
    token: Annotated[str, Form(max_length=100)] = "",
    password: Password = "",
    again: Password = "",
) -> Response:
    """Replace the password. Every log-in of the account ends, and this browser logs in with the new one."""
    account = find_reset(reading, token, now=now)
    try:
        hashed = hashed_twice(password, again, (account.email, account.name))
    except InvalidInput as error:
        values = {"token": token, "email": account.email, "refused": error}
        return render(request, "people/reset.html", values, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    with context.database.write() as session:
        changed = use_reset(session, token, hashed, now=now)
        tell_of_new_password(session, context.settings, changed, now=now)
    return RedirectResponse("/login?changed=1", HTTPStatus.SEE_OTHER)


def _send_link(context: Context, email: str, now: datetime) -> None:
    settings = context.settings
    if settings.mail_server is None:
        return
    try:
        with context.database.write() as session:
            found = account_to_reset(session, email, now=now)
            if found is not None:
                send_reset(session, settings, found, new_reset(session, found.id, now=now), now=now)
    except (Unavailable, Conflict) as error:  # nobody is there to be told; they ask again where no letter comes
        _log.error("no link to a new password", cause=type(error.__cause__).__name__)


def _forgotten(
    request: Request, context: AppContext, *, email: str = "", asked: bool = False, refused: RateLimited | None = None
) -> Response:
    values = {"email": email, "asked": asked, "refused": refused, "has_mail": context.settings.mail_server is not None}
    if refused is None:
        return render(request, "people/forgotten.html", values)
    headers = {"Retry-After": str(refused.retry_after)}
    return render(request, "people/forgotten.html", values, status=HTTPStatus.TOO_MANY_REQUESTS, headers=headers)
