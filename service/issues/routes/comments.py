"""Comments on an issue."""

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse

from service.accounts.current_user import FormEditor
from service.accounts.permissions import DECIDERS, require_role, site_ids_of
from service.errors import InvalidInput
from service.issues import discuss, find
from service.issues.routes.asked import QueryView
from service.issues.routes.shown import refused
from service.web.context import Now, ReadSession, WriteSession

router = APIRouter(prefix="/desk", include_in_schema=False)


@router.post("/issues/{number}/comments")
def add_comment(
    request: Request,
    editor: FormEditor,
    reading: ReadSession,
    session: WriteSession,
    view: QueryView,
    now: Now,
    number: int,
    comment: Annotated[str, Form()] = "",
) -> Response:
    """Add a comment to the issue's history and stay with the issue."""
    issue = find.find_issue(session, number, site_ids_of(reading, editor.account_id), lock=True)
    require_role(session, editor.account_id, issue.site_id, DECIDERS)
    try:
        activity = discuss.comment(session, issue, comment, account_id=editor.account_id, now=now)
        discuss.mark_seen(session, number, editor.account_id, now=now)
    except InvalidInput as error:
        session.rollback()
        return refused(request, reading, editor, view, now, number, error, comment=comment)
    return RedirectResponse(f"/desk/issues/{number}{view.query()}#activity-{activity.id}", HTTPStatus.SEE_OTHER)


@router.post("/issues/{number}/seen")
def note_seen(
    editor: FormEditor, reading: ReadSession, session: WriteSession, view: QueryView, now: Now, number: int
) -> Response:
    """Note that the editor has read the comments on an issue that name them."""
    find.find_issue(reading, number, site_ids_of(reading, editor.account_id))
    discuss.mark_seen(session, number, editor.account_id, now=now)
    return RedirectResponse(f"/desk/issues/{number}{view.query()}", HTTPStatus.SEE_OTHER)
