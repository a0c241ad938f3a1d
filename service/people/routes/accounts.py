"""Everybody's accounts, for administrators."""

from datetime import timedelta
from http import HTTPStatus
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Form, Response
from fastapi.responses import RedirectResponse

from service.accounts.administrators import set_administrator
from service.accounts.current_user import FormEditor
from service.accounts.logins import end_logins, list_logins
from service.accounts.permissions import require_administrator
from service.errors import BluepencilError, Conflict, InvalidInput, RateLimited
from service.notifications import words
from service.notifications.fate import undelivered_to
from service.people.accounts import RESET_LASTS, account_of, remove_account
from service.people.letters import reset_link
from service.people.overview import list_accounts, roles_of
from service.people.resets import new_reset
from service.people.routes.asked import Asked, AskedPage, Guarded, GuardedForm
from service.people.routes.own_page import headers_of, status_of
from service.people.undelivered import addresses_without_letters, is_too_late
from service.web.context import WriteSession
from service.web.numbers import RowNumber
from service.web.pages import render

router = APIRouter(prefix="/office/accounts", include_in_schema=False)
Done = Literal["made", "unmade", "ended", "removed", "again", ""]
_REFUSALS = (InvalidInput, Conflict, RateLimited)


@router.get("")
def accounts(asked: AskedPage, done: Done = "") -> Response:
    """Everybody who can log in."""
    require_administrator(asked.reading, asked.editor.account_id)
    values = {"editor": asked.editor, "now": asked.now, "lines": list_accounts(asked.reading), "done": done}
    values["unreached"] = addresses_without_letters(asked.reading)
    return render(asked.request, "people/accounts.html", values)


@router.get("/{number}")
def account(asked: AskedPage, number: RowNumber, done: Done = "") -> Response:
    """One person's account: sites, log-ins, and what an administrator can do about it."""
    require_administrator(asked.reading, asked.editor.account_id)
    return _page(asked, number, done=done)


@router.post("/{number}/administrator")
def change_administrator(
    guarded: GuardedForm, number: RowNumber, wanted: Annotated[Literal["yes", "no"], Form()] = "no"
) -> Response:
    """Make somebody an administrator, or one no more."""
    asked, editor = _of_administrator(guarded, number), guarded.asked.editor
    keeping = editor.login_hash if number == editor.account_id else None
    try:
        guarded.require_password()
        with asked.context.database.write() as session:
            set_administrator(session, number, wanted == "yes", keeping=keeping)
    except _REFUSALS as error:
        return _page(asked, number, refused=error, form="administrator")
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
def make_reset_link(guarded: GuardedForm, number: RowNumber) -> Response:
    """A link to a new password, for whoever cannot get one by e-mail. It is in this answer and nowhere else."""
    asked = _of_administrator(guarded, number)
    try:
        guarded.require_password()
        with asked.context.database.write() as session:
            token = new_reset(session, number, now=asked.now, lasts=RESET_LASTS)
    except _REFUSALS as error:
        return _page(asked, number, refused=error, form="reset")
    return _page(asked, number, link=reset_link(asked.settings, token))


@router.post("/{number}/removal")
def remove(guarded: GuardedForm, number: RowNumber) -> Response:
    """Remove the account for good. What it has decided and written stays, by nobody."""
    asked = _of_administrator(guarded, number)
    try:
        guarded.require_password()
        with asked.context.database.write() as session:
            remove_account(session, number)
    except _REFUSALS as error:
        return _page(asked, number, refused=error, form="removal")
    return RedirectResponse("/office/accounts?done=removed", HTTPStatus.SEE_OTHER)


def _of_administrator(guarded: Guarded, number: int) -> Asked:
    """What the form was sent with. Raises Forbidden for everybody else, and NotFound where there is no such account."""
    require_administrator(guarded.asked.reading, guarded.asked.editor.account_id)
    account_of(guarded.asked.reading, number)
    return guarded.asked


def _to(number: int, done: Done) -> Response:
    return RedirectResponse(f"/office/accounts/{number}?done={done}", HTTPStatus.SEE_OTHER)


def _page(
    asked: Asked,
    number: int,
    *,
    done: str = "",
    link: str = "",
    refused: BluepencilError | None = None,
    form: str = "",
) -> Response:
    session, now = asked.reading, asked.now
    idle, account = timedelta(hours=asked.settings.session_idle_hours), account_of(session, number)
    letters = undelivered_to(session, account.email)
    values: dict[str, Any] = {
        "editor": asked.editor,
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
    status, headers = status_of(refused), headers_of(refused)
    return render(asked.request, "people/account_of.html", values, status=status, headers=headers)
