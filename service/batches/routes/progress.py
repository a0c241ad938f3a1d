"""How far a batch is."""

from fastapi import APIRouter, Request, Response

from service.accounts.current_user import CurrentEditor
from service.batches.find import find_batch
from service.issues.frame import frame_of
from service.issues.routes.asked import QueryView
from service.issues.routes.shown import around_values, is_part
from service.web.context import Now, ReadSession
from service.web.pages import render

router = APIRouter(prefix="/desk", include_in_schema=False)


@router.get("/batches/{number}")
def progress(
    request: Request, session: ReadSession, editor: CurrentEditor, view: QueryView, now: Now, number: int
) -> Response:
    """How far the batch is; with a script, the page looks again by itself until it is finished."""
    batch = find_batch(session, number, editor.account_id)
    frame = frame_of(session, editor.account_id, view, now)
    values = around_values(editor, frame, now) | {"batch": batch}
    template = "batches/_progress.html" if is_part(request) else "batches/progress.html"
    return render(request, template, values)
