"""The two cookies of a person: the log-in, and the mark by which a browser is known again when it is over."""

from datetime import datetime, timedelta

from fastapi import Request, Response
from sqlalchemy.orm import Session

from service.accounts.current_user import cookie_name
from service.accounts.guessing import is_mark_of, new_mark
from service.accounts.logins import log_in, log_out
from service.domain.browser_name import browser_name
from service.models import Account
from service.settings import Settings
from service.web.context import Context

_KNOWN_FOR = timedelta(days=180)


def begin_log_in(
    answer: Response, request: Request, context: Context, session: Session, account: Account, now: datetime
) -> None:
    """Begin a log-in for this browser, in place of the one that it may have, and let the answer tell it."""
    settings = context.settings
    if former := request.cookies.get(cookie_name(settings)):
        log_out(session, former)
    lasts = timedelta(days=settings.session_days)
    browser = browser_name(request.headers.get("user-agent", ""))
    _set(
        answer,
        settings,
        cookie_name(settings),
        log_in(session, account.id, lasts=lasts, now=now, browser=browser),
        lasts,
    )
    if not known_browser(request, settings, account.email):
        _set(answer, settings, _mark_name(settings), new_mark(settings, account.email), _KNOWN_FOR)


def end_log_in(answer: Response, settings: Settings) -> None:
    """Let the answer take the log-in's cookie away."""
    answer.delete_cookie(cookie_name(settings), secure=settings.secure, httponly=True, samesite="lax")


def known_browser(request: Request, settings: Settings, email: str) -> str:
    """The mark of a browser that has logged in to the account with this address before; empty without one."""
    mark = request.cookies.get(_mark_name(settings), "")
    return mark if mark and is_mark_of(settings, email, mark) else ""


def _mark_name(settings: Settings) -> str:
    return f"{cookie_name(settings)}-known"


def _set(answer: Response, settings: Settings, name: str, value: str, lasts: timedelta) -> None:
    seconds = int(lasts.total_seconds())
    answer.set_cookie(name, value, max_age=seconds, secure=settings.secure, httponly=True, samesite="lax")
