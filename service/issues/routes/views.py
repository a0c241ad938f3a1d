"""Saved views."""

from http import HTTPStatus
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse
from sqlalchemy.orm import Session

from service.accounts.current_user import Editor, FormEditor
from service.errors import BluepencilError, Conflict, InvalidInput
from service.issues.frame import frame_of
from service.issues.routes.asked import QueryView
from service.issues.routes.shown import desk_page
from service.issues.saved import move_view, remove_view, rename_view, save_view
from service.issues.view import View
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
    try:
        save_view(session, editor.account_id, name, view, now=now)
    except (Conflict, InvalidInput) as error:
        return _refused(request, reading, editor, view, now, error, kept={"view": name})
    return RedirectResponse(f"/desk{view.query()}", HTTPStatus.SEE_OTHER)


@router.post("/views/{number}/name")
def rename(
    request: Request,
    editor: FormEditor,
    reading: ReadSession,
    session: WriteSession,
    view: QueryView,
    now: Now,
    number: RowNumber,
    name: Annotated[str, Form(max_length=300)] = "",
) -> Response:
    """Give a view another name."""
    try:
        rename_view(session, editor.account_id, number, name)
    except (Conflict, InvalidInput) as error:
        return _refused(request, reading, editor, view, now, error, kept={"renamed": number, "new_name": name})
    return RedirectResponse(f"/desk{view.query()}", HTTPStatus.SEE_OTHER)


@router.post("/views/{number}/place")
def move(
    editor: FormEditor,
    session: WriteSession,
    view: QueryView,
    number: RowNumber,
    to: Annotated[Literal["up", "down"], Form()] = "up",
) -> Response:
    """Let a view change places with its neighbour, and go on with the menu open and the keyboard on the same button."""
    move_view(session, editor.account_id, number, down=to == "down")
    return RedirectResponse(f"/desk{view.query(moved=number, to=to)}", HTTPStatus.SEE_OTHER)


@router.post("/views/{number}/remove")
def remove(editor: FormEditor, session: WriteSession, view: QueryView, number: RowNumber) -> Response:
    """Keep a view no longer."""
    remove_view(session, editor.account_id, number)
    return RedirectResponse(f"/desk{view.query()}", HTTPStatus.SEE_OTHER)


def _refused(
    request: Request,
    session: Session,
    editor: Editor,
    view: View,
    now: Now,
    error: BluepencilError,
    *,
    kept: dict[str, Any],
) -> Response:
    """The desk with why the name was not taken, and what was typed kept."""
    frame = frame_of(session, editor.account_id, view, now)
    status = HTTPStatus.CONFLICT if isinstance(error, Conflict) else HTTPStatus.UNPROCESSABLE_ENTITY
    return desk_page(request, session, editor, frame, now, status=status, kept=kept | {"view_refused": error})
