"""Asking at the desk for a look at an issue's page, and hearing of it."""

from http import HTTPStatus

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse
from sqlalchemy.orm import Session

from service.accounts.current_user import CurrentEditor, Editor, FormEditor
from service.accounts.permissions import DECIDERS, require_role
from service.checks.ask import ask
from service.errors import BluepencilError, Conflict, RateLimited
from service.issues import find
from service.issues.frame import Frame, frame_of
from service.issues.live_page import live_page
from service.issues.routes.asked import QueryView
from service.issues.routes.shown import around_values, is_part
from service.models import Issue
from service.web.context import AppContext, Now, ReadSession, WriteSession
from service.web.pages import render
from service.web.rate_limit import count, key_of

router = APIRouter(prefix="/desk", include_in_schema=False)
_OF_A_PAGE, _OF_AN_EDITOR = 6, 60
"""Looks that may be asked for in ten minutes."""
_SECONDS = 600


@router.post("/issues/{number}/look")
def look_now(
    request: Request,
    context: AppContext,
    editor: FormEditor,
    reading: ReadSession,
    session: WriteSession,
    view: QueryView,
    now: Now,
    number: int,
) -> Response:
    """Have the issue's page looked at as soon as its host may be asked. Raises RateLimited for one look too many."""
    frame = frame_of(reading, editor.account_id, view, now)
    issue = find.find_issue(session, number, frame.site_ids)
    require_role(session, editor.account_id, issue.site_id, DECIDERS)
    refused: BluepencilError | None = None
    try:
        for what, whose, limit in (("look", issue.page_id, _OF_A_PAGE), ("looks", editor.account_id, _OF_AN_EDITOR)):
            key = key_of(context.settings, now, what, str(whose))
            count(session, key, limit=limit, seconds=_SECONDS, now=now)
        ask(session, issue, now=now)
    except (RateLimited, Conflict) as error:
        if not is_part(request):
            raise
        session.rollback()
        refused = error
    if is_part(request):
        return _part(request, session, editor, frame, find.find_issue(session, number, frame.site_ids), now, refused)
    return RedirectResponse(f"/desk/issues/{number}{view.query()}", HTTPStatus.SEE_OTHER)


@router.get("/issues/{number}/look")
def looked(
    request: Request, session: ReadSession, editor: CurrentEditor, view: QueryView, now: Now, number: int
) -> Response:
    """What the looks have told of the issue, for the page's script; anybody else is led to the issue."""
    frame = frame_of(session, editor.account_id, view, now)
    issue = find.find_issue(session, number, frame.site_ids)
    if is_part(request):
        return _part(request, session, editor, frame, issue, now)
    return RedirectResponse(f"/desk/issues/{number}{view.query()}", HTTPStatus.SEE_OTHER)


def _part(
    request: Request,
    session: Session,
    editor: Editor,
    frame: Frame,
    issue: Issue,
    now: Now,
    refused: BluepencilError | None = None,
) -> Response:
    live = live_page(session, issue)
    if live is None:  # decided meanwhile: there is nothing to tell any more
        return Response("", HTTPStatus.OK, media_type="text/html")
    values = around_values(editor, frame, now) | {
        "issue": issue,
        "live": live,
        "may_decide": frame.may_decide(issue.site_id),
        "refused_look": refused,
    }
    return render(request, "issues/_live.html", values)
