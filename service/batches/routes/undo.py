"""Taking back what one has done last, one issue or many."""

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse

from service.accounts.current_user import FormEditor
from service.accounts.permissions import DECIDERS, require_role
from service.batches.find import find_batch
from service.batches.start import begin_undo
from service.errors import Conflict, NotFound
from service.issues import find
from service.issues.frame import Frame, frame_of
from service.issues.routes.asked import QueryView
from service.issues.routes.shown import refused
from service.issues.undo import batch_of, decision_of, last_decision, undo
from service.issues.view import Scope
from service.models import Batch
from service.web.context import Now, ReadSession, WriteSession

router = APIRouter(prefix="/desk", include_in_schema=False)


@router.post("/undo")
def take_back(
    request: Request,
    editor: FormEditor,
    reading: ReadSession,
    session: WriteSession,
    view: QueryView,
    now: Now,
    activity: Annotated[int, Form(ge=0, le=2**62)] = 0,
    batch: Annotated[int, Form(ge=0, le=2**62)] = 0,
) -> Response:
    """Take back this decision or batch of the editor's, or, if none is named, what they did last."""
    frame = frame_of(reading, editor.account_id, view, now)
    if batch:
        return _take_back_batch(session, find_batch(session, batch, editor.account_id), frame, now)
    decision = (
        decision_of(session, activity, editor.account_id) if activity else last_decision(session, editor.account_id)
    )
    if decision is None:
        raise NotFound("There is nothing to take back.")
    many = batch_of(session, decision)
    if many is not None and not activity:
        return _take_back_batch(session, many, frame, now)
    issue = find.find_issue(session, decision.issue_id, frame.site_ids, lock=True)
    require_role(session, editor.account_id, issue.site_id, DECIDERS)
    try:
        undone = undo(session, issue, decision, account_id=editor.account_id, now=now)
    except Conflict as error:
        number = issue.id
        session.rollback()
        return refused(request, reading, editor, view, now, number, error)
    return RedirectResponse(f"/desk/issues/{issue.id}{view.query(done=undone.id)}", HTTPStatus.SEE_OTHER)


def _take_back_batch(session: WriteSession, batch: Batch, frame: Frame, now: Now) -> Response:
    scope = Scope(tuple(sorted(frame.deciding)), batch.account_id, now)
    undoing = begin_undo(session, batch, scope, now=now)
    if undoing.finished_at is None:
        return RedirectResponse(f"/desk/batches/{undoing.id}{frame.view.query()}", HTTPStatus.SEE_OTHER)
    return RedirectResponse(f"/desk{frame.view.query(batch=undoing.id)}", HTTPStatus.SEE_OTHER)
