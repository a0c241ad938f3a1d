"""What there is to filter by, for the menu of filters; without a script, a page of its own."""

from fastapi import APIRouter, Request, Response

from service.accounts.current_user import CurrentEditor
from service.issues.facets import facets_of
from service.issues.frame import frame_of
from service.issues.routes.asked import QueryView
from service.issues.routes.shown import around_values, is_part
from service.web.context import Now, ReadSession
from service.web.pages import render

router = APIRouter(prefix="/desk", include_in_schema=False)


@router.get("/facets")
def facets(request: Request, session: ReadSession, editor: CurrentEditor, view: QueryView, now: Now) -> Response:
    """The values of filters that the view's issues have, each a link to the view narrowed by it."""
    frame = frame_of(session, editor.account_id, view, now)
    values = around_values(editor, frame, now) | {"facets": facets_of(session, view, frame.scope)}
    return render(request, "issues/_facets.html" if is_part(request) else "issues/facets.html", values)
