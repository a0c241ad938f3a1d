"""Everybody's accounts, for administrators."""

from datetime import timedelta
from http import HTTPStatus
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse
from sqlalchemy.orm import Session

from service.accounts.administrators import set_administrator
from service.accounts.current_user import CurrentEditor, Editor, FormEditor
from service.accounts.logins import end_logins, list_logins
from service.accounts.permissions import require_administrator
from service.errors import BluepencilError, Conflict, InvalidInput, RateLimited
from service.notifications import words
from service.notifications.fate import undelivered_to
from service.people.accounts import RESET_LASTS, account_of, remove_account
from service.people.letters import reset_link
from service.people.overview import list_accounts, roles_of
from service.people.resets import new_reset
from service.people.routes.new_person import Password
from service.people.routes.own_page import headers_of, status_of
from service.people.routes.recheck import rechecked
from service.people.undelivered import addresses_without_letters, is_too_late
from service.web.context import AppContext, Context, Now, PasswordTurn, ReadSession, WriteSession
from service.web.numbers import RowNumber
from service.web.pages import render

router = APIRouter(prefix="/office/accounts", include_in_schema=False)
Done = Literal["made", "unmade", "ended", "removed", "again", ""]
_REFUSALS = (InvalidInput, Conflict, RateLimited)


@router.get("")
def accounts(request: Request, session: ReadSession, editor: CurrentEditor, now: Now, done: Done = "") -> Response:
    """Everybody who can log in."""
    require_administrator(session, editor.account_id)
    values = {"editor": editor, "now": now, "lines": list_accounts(session), "done": done}
    values["unreached"] = addresses_without_letters(session)
    return render(request, "people/accounts.html", values)


@router.get("/{number}")
def account(
    request: Request,
    context: AppContext,
    session: ReadSession,
    editor: CurrentEditor,
    now: Now,
    number: RowNumber,
    done: Done = "",
) -> Response:
    """One person's account: sites, log-ins, and what an administrator can do about it."""
    require_administrator(session, editor.account_id)
    return _page(request, context, session, editor, now, number, done=done)


@router.post("/{number}/administrator")
def change_administrator(
    request: Request,
    context: AppContext,
    reading: ReadSession,
    editor: FormEditor,
    now: Now,
    number: RowNumber,
    _turn: PasswordTurn,
    wanted: Annotated[Literal["yes", "no"], Form()] = "no",
    current: Password = "",
) -> Response:
    """Make somebody an administrator, or one no more."""
    require_administrator(reading, editor.account_id)
    account_of(reading, number)
    keeping = editor.login_hash if number == editor.account_id else None
    try:
        rechecked(request, context, reading, editor, current, now)
        with context.database.write() as session:
            set_administrator(session, number, wanted == "yes", keeping=keeping)
    except _REFUSALS as error:
        return _page(request, context, reading, editor, now, number, refused=error, form="administrator")
    if wanted == "no" and number == editor.account_id:
        return RedirectResponse("/office", HTTPStatus.SEE_OTHER)
    return _to(number, "made" if wanted == "yes" else "unmade")


@router.post("/{number}/logins/end")
def end_all_logins(editor: FormEditor, number: RowNumber, session: WriteSession) -> Response:
    """End every log-in of this account, but for the one that asks."""
    require_administrator(session, editor.account_id)
    end_logins(session, account_of(session, number).id, but=editor.login_hash)
    return _to(number, "ended")


@router.post("/{number}/reset")
def make_reset_link(
    request: Request,
    context: AppContext,
    reading: ReadSession,
    editor: FormEditor,
    now: Now,
    number: RowNumber,
    _turn: PasswordTurn,
    current: Password = "",
) -> Response:
    """A link to a new password, for whoever cannot get one by e-mail. It is in this answer and nowhere else."""
    require_administrator(reading, editor.account_id)
    account_of(reading, number)
    try:
        rechecked(request, context, reading, editor, current, now)
        with context.database.write() as session:
            token = new_reset(session, number, now=now, lasts=RESET_LASTS)
    except _REFUSALS as error:
        return _page(request, context, reading, editor, now, number, refused=error, form="reset")
    link = reset_link(context.settings, token)
    return _page(request, context, reading, editor, now, number, link=link)


@router.post("/{number}/removal")
def remove(
    request: Request,
    context: AppContext,
    reading: ReadSession,
    editor: FormEditor,
    now: Now,
    number: RowNumber,
    _turn: PasswordTurn,
    current: Password = "",
) -> Response:
    """Remove the account for good. What it has decided and written stays, by nobody."""
    require_administrator(reading, editor.account_id)
    account_of(reading, number)
    try:
        rechecked(request, context, reading, editor, current, now)
        with context.database.write() as session:
            remove_account(session, number)
    except _REFUSALS as error:
        return _page(request, context, reading, editor, now, number, refused=error, form="removal")
    return RedirectResponse("/office/accounts?done=removed", HTTPStatus.SEE_OTHER)


def _to(number: int, done: Done) -> Response:
    return RedirectResponse(f"/office/accounts/{number}?done={done}", HTTPStatus.SEE_OTHER)


def _page(
    request: Request,
    context: Context,
    session: Session,
    editor: Editor,
    now: Now,
    number: int,
    *,
    done: str = "",
    link: str = "",
    refused: BluepencilError | None = None,
    form: str = "",
) -> Response:
    idle, account = timedelta(hours=context.settings.session_idle_hours), account_of(session, number)
    letters = undelivered_to(session, account.email)
    values: dict[str, Any] = {
        "editor": editor,
        "now": now,
        "account": account,
        "letters": letters,
        "too_late": {letter.id for letter in letters if is_too_late(letter, now)},
        "words": words,
        "sites": roles_of(session, number),
        "logins": list_logins(session, number, idle=idle, now=now),
        "done": done,
        "link": link,
        "refused": refused,
        "form": form,
    }
    return render(request, "people/account_of.html", values, status=status_of(refused), headers=headers_of(refused))
