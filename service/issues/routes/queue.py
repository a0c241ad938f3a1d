"""The queue, and one issue."""

import re
from contextlib import suppress
from http import HTTPStatus
from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import RedirectResponse

from service.accounts.current_user import CurrentEditor
from service.errors import NotFound
from service.issues import find
from service.issues.frame import frame_of, surroundings
from service.issues.routes.asked import AskedInQuery, QueryView
from service.issues.routes.shown import around_values, desk_page, is_part, more_rows, sheet_part
from service.web.context import Now, ReadSession
from service.web.pages import render

router = APIRouter(prefix="/desk", include_in_schema=False)
Cursor = Annotated[str, Query(max_length=60)]
Number = Annotated[int, Query(ge=0, le=2**62)]
_NUMBER = re.compile(r"#(\d{1,18})")


@router.get("")
def desk(
    request: Request,
    session: ReadSession,
    editor: CurrentEditor,
    asked: AskedInQuery,
    now: Now,
    after: Cursor = "",
    done: Number = 0,
    batch: Number = 0,
    moved: Number = 0,
    to: Literal["", "up", "down"] = "",
) -> Response:
    """The queue; on a wide screen with its first issue beside it. Whoever searches for `#7` is led to that issue."""
    view = asked.view
    frame = frame_of(session, editor.account_id, view, now)
    if asked.refused:
        kept = {"asked": asked}
        return desk_page(request, session, editor, frame, now, status=HTTPStatus.UNPROCESSABLE_ENTITY, kept=kept)
    if is_part(request):
        return more_rows(request, session, editor, frame, now, after)
    named = _NUMBER.fullmatch(view.q.strip())
    if named:
        with suppress(NotFound):
            issue = find.find_issue(session, int(named[1]), frame.site_ids)
            there = view.query(status=issue.status.value, q="")
            return RedirectResponse(f"/desk/issues/{issue.id}{there}", HTTPStatus.SEE_OTHER)
    shown = {"moved": moved, "moved_to": to}
    return desk_page(request, session, editor, frame, now, after=after, done=done, batch=batch, kept=shown)


@router.get("/tabs")
def tabs(request: Request, session: ReadSession, editor: CurrentEditor, view: QueryView, now: Now) -> Response:
    """The tabs with their counts, and how much the whole view is, for the page's script."""
    frame = frame_of(session, editor.account_id, view, now)
    values = around_values(editor, frame, now) | {"around": surroundings(session, frame, [])}
    return render(request, "issues/_counts.html", values)


@router.get("/issues/{number}")
def issue_page(
    request: Request,
    session: ReadSession,
    editor: CurrentEditor,
    view: QueryView,
    now: Now,
    number: int,
    after: Cursor = "",
    done: Number = 0,
    batch: Number = 0,
) -> Response:
    """One issue; on a wide screen with the queue beside it."""
    frame = frame_of(session, editor.account_id, view, now)
    issue = find.find_issue(session, number, frame.site_ids)
    if is_part(request):
        return sheet_part(request, session, editor, frame, now, issue)
    return desk_page(request, session, editor, frame, now, issue=issue, after=after, done=done, batch=batch)
