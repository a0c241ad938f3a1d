"""One's own log-ins: where, since when, and ending them."""

from datetime import timedelta
from http import HTTPStatus

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from service.accounts.current_user import CurrentEditor, FormEditor
from service.accounts.logins import end_login, end_logins, list_logins
from service.web.context import AppContext, Now, ReadSession, WriteSession
from service.web.numbers import RowNumber
from service.web.pages import render

router = APIRouter(prefix="/desk/account/logins", include_in_schema=False)


@router.get("")
def logins_page(
    request: Request,
    context: AppContext,
    session: ReadSession,
    editor: CurrentEditor,
    now: Now,
    ended: int | None = None,
) -> Response:
    """All log-ins that go on; this one is marked."""
    idle = timedelta(hours=context.settings.session_idle_hours)
    logins = list_logins(session, editor.account_id, idle=idle, now=now)
    values = {"editor": editor, "logins": logins, "now": now, "ended": ended}
    return render(request, "people/logins.html", values)


@router.post("/{number}/end")
def end_one(editor: FormEditor, session: WriteSession, number: RowNumber) -> Response:
    """End one of one's own log-ins."""
    return _to(int(end_login(session, editor.account_id, number)))


@router.post("/end")
def end_others(editor: FormEditor, session: WriteSession) -> Response:
    """End all but this one."""
    return _to(end_logins(session, editor.account_id, but=editor.login_hash))


def _to(ended: int) -> Response:
    return RedirectResponse(f"/desk/account/logins?ended={ended}", HTTPStatus.SEE_OTHER)
