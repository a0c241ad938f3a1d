"""Beginning a batch, after a confirmation where it is on all of a view."""

import re
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse
from sqlalchemy.orm import Session

from service.accounts.current_user import Editor, FormEditor
from service.batches.start import ACTIONS, begin_picked, begin_view
from service.errors import Conflict, InvalidInput
from service.issues.frame import Frame, frame_of
from service.issues.queue import count
from service.issues.routes.asked import QueryView
from service.issues.routes.shown import around_values
from service.models import Batch
from service.web.context import Now, ReadSession, WriteSession
from service.web.pages import render

router = APIRouter(prefix="/desk", include_in_schema=False)
_PICKED = re.compile(r"(\d{1,18})-(\d{1,9})")
_MOST_PICKED = 500


@router.post("/batches")
def begin(
    request: Request,
    editor: FormEditor,
    reading: ReadSession,
    session: WriteSession,
    view: QueryView,
    now: Now,
    action: Annotated[str, Form(max_length=20)] = "",
    issue: Annotated[list[str], Form(max_length=_MOST_PICKED)] = [],  # noqa: B006 (FastAPI copies it)
    assignee: Annotated[str, Form(max_length=18)] = "",
    whole: Annotated[bool, Form()] = False,
    expected: Annotated[int, Form(ge=0)] = 0,
) -> Response:
    """Decide the issues that were picked, or all of the view once its number was confirmed."""
    if action not in ACTIONS:
        raise InvalidInput("Please choose what is to be done.", field="action")
    frame = frame_of(reading, editor.account_id, view, now)
    scope = frame.decided_scope
    text = _assignee(editor, assignee) if action == "assign" else ""
    if not whole:
        batch = begin_picked(session, _picked(issue), action, text, scope, now=now)
    elif expected:
        try:
            batch = begin_view(session, view, action, text, scope, expected=expected, now=now)
        except Conflict as error:
            session.rollback()
            return _ask(request, reading, editor, frame, action, text, now, error)
    else:
        return _ask(request, reading, editor, frame, action, text, now)
    return _go_on(batch, view)


def _go_on(batch: Batch, view: QueryView) -> Response:
    if batch.finished_at is None:
        return RedirectResponse(f"/desk/batches/{batch.id}{view.query()}", HTTPStatus.SEE_OTHER)
    return RedirectResponse(f"/desk{view.query(batch=batch.id)}", HTTPStatus.SEE_OTHER)


def _ask(
    request: Request,
    session: Session,
    editor: Editor,
    frame: Frame,
    action: str,
    text: str,
    now: Now,
    refused: Conflict | None = None,
) -> Response:
    session.rollback()  # this session's picture may be from before
    values = around_values(editor, frame, now) | {
        "action": action,
        "assignee": text,
        "number": count(session, frame.view, frame.decided_scope, most=None),
        "refused": refused,
    }
    status = HTTPStatus.CONFLICT if refused else HTTPStatus.OK
    return render(request, "batches/confirm.html", values, status=status)


def _assignee(editor: Editor, said: str) -> str:
    if said == "me":
        return str(editor.account_id)
    if said and not said.isdecimal():
        raise InvalidInput("Nobody of that name may decide issues of this site.", field="assignee")
    return said


def _picked(said: list[str]) -> dict[int, int]:
    """The numbers and versions of the issues whose boxes were ticked."""
    matches = [_PICKED.fullmatch(each) for each in said]
    return {int(match[1]): int(match[2]) for match in matches if match}
