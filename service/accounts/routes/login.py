"""Logging in and out."""

from dataclasses import dataclass
from datetime import timedelta
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request, Response
from fastapi.responses import RedirectResponse

from service.accounts import two_factor
from service.accounts.create import has_accounts
from service.accounts.current_user import FormEditor, cookie_name
from service.accounts.guessing import count_attempt
from service.accounts.logins import check_password, is_as_it_was, log_out
from service.accounts.routes.cookies import begin_log_in, end_log_in, known_browser
from service.accounts.sealing import give_out, keyed_hash, take_back
from service.errors import BluepencilError, Forbidden, InvalidInput, RateLimited
from service.models import Account
from service.settings import Settings
from service.web import rate_limit
from service.web.context import AppContext, Now, PasswordTurn, ReadSession, WriteSession
from service.web.pages import render

router = APIRouter(include_in_schema=False)
_PURPOSE = "second step"
_TIME_FOR_A_CODE = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class _Step:
    """The second step, as the first one left it in a hidden field."""

    ticket: str
    next: str
    code: str


def _step_in_form(
    ticket: Annotated[str, Form(max_length=2000)] = "",
    next: Annotated[str, Form(max_length=2000)] = "",
    code: Annotated[str, Form(max_length=100)] = "",
) -> _Step:
    return _Step(ticket, _own_path(next), code)


@router.get("/login")
def login_page(request: Request, session: ReadSession, next: str = "", changed: bool = False) -> Response:
    """The form to log in with; where there is no account yet, the way to make the first one."""
    if not has_accounts(session):
        return RedirectResponse("/setup", HTTPStatus.SEE_OTHER)
    return _login_page(request, _own_path(next), changed=changed)


@router.post("/login")
def login(
    request: Request,
    context: AppContext,
    reading: ReadSession,
    now: Now,
    _turn: PasswordTurn,
    email: Annotated[str, Form(max_length=300)] = "",
    password: Annotated[str, Form()] = "",
    next: Annotated[str, Form(max_length=2000)] = "",
) -> Response:
    """Log in. A failure says as little about an unknown address as about a wrong password, and takes as long."""
    path = _own_path(next)
    try:
        _count(request, context, now, "login", email)
    except RateLimited as error:
        return _login_page(request, path, email=email, problem=error)
    account = check_password(reading, email=email, password=password)
    if account is None:
        return _login_page(request, path, email=email, problem=_refused())
    if account.totp_secret is not None:
        return _code_page(request, _Step(_ticket(context.settings, account, now), path, ""))
    answer = RedirectResponse(path, HTTPStatus.SEE_OTHER)
    with context.database.write() as session:  # not before: nobody else's writing is to wait while a password is hashed
        if not is_as_it_was(session, account):
            return _login_page(request, path, email=email, problem=_refused())
        begin_log_in(answer, request, context, session, account, now)
    return answer


@router.post("/login/code")
def login_code(
    request: Request, context: AppContext, now: Now, step: Annotated[_Step, Depends(_step_in_form)]
) -> Response:
    """The second step, for whoever has given the right password: a code of the app, or a recovery code."""
    held = take_back(context.settings, step.ticket, purpose=_PURPOSE, now=now)
    too_late = Forbidden("That took too long. Please log in again.")
    if held is None:
        return _login_page(request, step.next, problem=too_late)
    try:
        _count(request, context, now, "code", held["email"])
    except RateLimited as error:
        return _code_page(request, step, error)
    answer = RedirectResponse(step.next, HTTPStatus.SEE_OTHER)
    with context.database.write() as session:
        account = session.get(Account, held["account"], with_for_update=True)
        if account is None or _proof(context.settings, account) != held["proof"]:
            return _login_page(request, step.next, problem=too_late)
        if not two_factor.take_code(session, context.settings, account, step.code, now=now):
            wrong = "This code is not right, or was used before. Your app shows the next one within half a minute."
            return _code_page(request, step, InvalidInput(wrong, field="code"))
        begin_log_in(answer, request, context, session, account, now)
    return answer


@router.post("/logout")
def logout(request: Request, context: AppContext, session: WriteSession, editor: FormEditor) -> Response:
    """End this log-in on the server, so that no copy of the cookie is of use."""
    log_out(session, request.cookies.get(cookie_name(context.settings), ""))
    answer = RedirectResponse("/login", HTTPStatus.SEE_OTHER)
    end_log_in(answer, context.settings)
    return answer


def _refused() -> Forbidden:
    return Forbidden("That address and password do not belong together.")


def _login_page(
    request: Request, path: str, *, email: str = "", problem: BluepencilError | None = None, changed: bool = False
) -> Response:
    values = {"next": path, "email": email, "problem": problem, "changed": changed}
    return render(request, "accounts/login.html", values, status=_status(problem), headers=_headers(problem))


def _code_page(request: Request, step: _Step, problem: BluepencilError | None = None) -> Response:
    values = {"next": step.next, "ticket": step.ticket, "problem": problem}
    return render(request, "accounts/code.html", values, status=_status(problem), headers=_headers(problem))


def _status(problem: BluepencilError | None) -> HTTPStatus:
    if problem is None:
        return HTTPStatus.OK
    return HTTPStatus.TOO_MANY_REQUESTS if isinstance(problem, RateLimited) else HTTPStatus.UNPROCESSABLE_ENTITY


def _headers(problem: BluepencilError | None) -> dict[str, str]:
    return {"Retry-After": str(problem.retry_after)} if isinstance(problem, RateLimited) else {}


def _ticket(settings: Settings, account: Account, now: Now) -> str:
    held = {"account": account.id, "email": account.email, "proof": _proof(settings, account)}
    return give_out(settings, held, purpose=_PURPOSE, lasts=_TIME_FOR_A_CODE, now=now)


def _proof(settings: Settings, account: Account) -> str:
    """Changes with the password, so that a ticket for the former one is worth nothing."""
    return keyed_hash(settings, _PURPOSE, account.password_hash).hex()


def _count(request: Request, context: AppContext, now: Now, kind: str, email: str) -> None:
    by = {"account": email.strip().lower(), "network": rate_limit.network_of(request)}
    by["device"] = known_browser(request, context.settings, email)
    with context.database.write() as counting:
        count_attempt(counting, context.settings, kind=kind, everywhere=kind == "code", **by, now=now)


def _own_path(path: str) -> str:
    """Where to go after logging in: a path of this service, never another site."""
    ours = path.startswith("/") and not path.startswith(("//", "/\\")) and path.isprintable()
    return path if ours else "/desk"
