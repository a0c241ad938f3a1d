"""Logging in and out."""

from datetime import timedelta
from http import HTTPStatus
from typing import Annotated

from babel import Locale
from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse

from service.accounts.current_user import CurrentEditor, FormEditor, cookie_name
from service.accounts.logins import check_password, log_in, log_out
from service.accounts.preferences import set_preferences
from service.errors import Forbidden, RateLimited
from service.web import rate_limit
from service.web.catalogues import languages
from service.web.context import AppContext, Now, ReadSession, WriteSession
from service.web.pages import render
from service.web.speech import time_zones

router = APIRouter(include_in_schema=False)
_QUARTER_HOUR = 900


@router.get("/login")
def login_page(request: Request, next: str = "") -> Response:
    """The form to log in with."""
    return render(request, "accounts/login.html", {"next": _own_path(next), "email": "", "problem": None})


@router.post("/login")
def login(
    request: Request,
    context: AppContext,
    reading: ReadSession,
    now: Now,
    email: Annotated[str, Form(max_length=300)] = "",
    password: Annotated[str, Form()] = "",
    next: Annotated[str, Form(max_length=2000)] = "",
) -> Response:
    """Log in. A failure says as little about an unknown address as about a wrong password, and takes as long."""
    values = {"next": _own_path(next), "email": email}
    try:
        _count_attempt(request, context, email, now)
    except RateLimited as error:
        minutes = error.retry_after // 60 + 1
        problem = RateLimited(
            "Too many attempts. Please try again in %(minutes)s minutes.",
            retry_after=error.retry_after,
            minutes=minutes,
        )
        headers = {"Retry-After": str(error.retry_after)}
        status = HTTPStatus.TOO_MANY_REQUESTS
        return render(request, "accounts/login.html", values | {"problem": problem}, status=status, headers=headers)
    account = check_password(reading, email=email, password=password)
    if account is None:
        refused = Forbidden("That address and password do not belong together.")
        return render(
            request, "accounts/login.html", values | {"problem": refused}, status=HTTPStatus.UNPROCESSABLE_ENTITY
        )
    name = cookie_name(context.settings)
    lasts = timedelta(days=context.settings.session_days)
    with context.database.write() as session:  # not before: nobody else's writing is to wait while a password is hashed
        if former := request.cookies.get(name):
            log_out(session, former)
        token = log_in(session, account, lasts=lasts, now=now)
    answer = RedirectResponse(_own_path(next), HTTPStatus.SEE_OTHER)
    answer.set_cookie(
        name,
        token,
        max_age=int(lasts.total_seconds()),
        secure=context.settings.secure,
        httponly=True,
        samesite="lax",
    )
    return answer


@router.post("/logout")
def logout(request: Request, context: AppContext, session: WriteSession, editor: FormEditor) -> Response:
    """End this log-in on the server, so that no copy of the cookie is of use."""
    name = cookie_name(context.settings)
    log_out(session, request.cookies.get(name, ""))
    answer = RedirectResponse("/login", HTTPStatus.SEE_OTHER)
    answer.delete_cookie(name, secure=context.settings.secure, httponly=True, samesite="lax")
    return answer


@router.get("/desk/settings")
def settings_page(request: Request, editor: CurrentEditor, saved: bool = False) -> Response:
    """The form for language and time zone."""
    names = [(language, Locale.parse(language).display_name or language) for language in languages()]
    values = {"editor": editor, "languages": names, "time_zones": time_zones(), "saved": saved}
    return render(request, "accounts/settings.html", values)


@router.post("/desk/settings")
def save_settings(
    editor: FormEditor,
    session: WriteSession,
    language: Annotated[str, Form(max_length=10)] = "",
    time_zone: Annotated[str, Form(max_length=64)] = "",
) -> Response:
    """Keep language and time zone."""
    set_preferences(session, editor.account_id, language=language, time_zone=time_zone)
    return RedirectResponse("/desk/settings?saved=1", HTTPStatus.SEE_OTHER)


def _count_attempt(request: Request, context: AppContext, email: str, now: Now) -> None:
    """Count by account and network together: a stranger elsewhere locks nobody out."""
    parts = ("login", email.strip().lower(), rate_limit.network_of(request))
    key = rate_limit.key_of(context.settings, now, *parts)
    limit = context.settings.logins_per_quarter_hour
    with context.database.write() as counting:
        rate_limit.count(counting, key, limit=limit, seconds=_QUARTER_HOUR, now=now)


def _own_path(path: str) -> str:
    """Where to go after logging in: a path of this service, never another site."""
    ours = path.startswith("/") and not path.startswith(("//", "/\\")) and path.isprintable()
    return path if ours else "/desk"
