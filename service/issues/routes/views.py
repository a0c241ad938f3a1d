"""Saved views."""

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse

from service.accounts.current_user import FormEditor
from service.errors import Conflict, InvalidInput
from service.issues.frame import frame_of
from service.issues.routes.shown import QueryView, desk_page
from service.issues.saved import remove_view, save_view
from service.web.context import Now, ReadSession, WriteSession
from service.web.numbers import RowNumber

router = APIRouter(prefix="/desk", include_in_schema=False)


@router.post("/views")
def save(
    request: Request,
    editor: FormEditor,
    reading: ReadSession,
    session: WriteSession,
    view: QueryView,
    now: Now,
    name: Annotated[str, Form(max_length=300)] = "",
) -> Response:
    """Keep the view that is shown, by a name."""
    frame = frame_of(reading, editor.account_id, view, now)
    try:
        save_view(session, editor.account_id, name, view, now=now)
    except (Conflict, InvalidInput) as error:
        status = HTTPStatus.CONFLICT if isinstance(error, Conflict) else HTTPStatus.UNPROCESSABLE_ENTITY
        kept = {"view": name, "view_refused": error}
        return desk_page(request, reading, editor, frame, now, status=status, kept=kept)
    return RedirectResponse(f"/desk{view.query()}", HTTPStatus.SEE_OTHER)


@router.post("/views/{number}/remove")
def remove(editor: FormEditor, session: WriteSession, view: QueryView, number: RowNumber) -> Response:
    """Keep a view no longer."""
    remove_view(session, editor.account_id, number)
    return RedirectResponse(f"/desk{view.query()}", HTTPStatus.SEE_OTHER)
