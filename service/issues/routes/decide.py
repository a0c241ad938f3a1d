"""Deciding one issue, and making somebody responsible for it."""

import re
from contextlib import suppress
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse
from sqlalchemy.orm import Session

from service.accounts.current_user import Editor, FormEditor
from service.accounts.permissions import DECIDERS, require_role, role_at
from service.domain.workflow import Decision
from service.errors import BluepencilError, Conflict, InvalidInput, NotFound
from service.issues import discuss, find, queue, triage
from service.issues.done import done_before
from service.issues.frame import Frame, frame_of, surroundings
from service.issues.routes.asked import QueryView
from service.issues.routes.shown import around_values, is_part, refused, rows_of, sheet_values
from service.issues.schemas import DecisionForm
from service.models import Activity, Issue
from service.web.context import Now, ReadSession, WriteSession
from service.web.pages import render

router = APIRouter(prefix="/desk", include_in_schema=False)
DecisionFields = Annotated[DecisionForm, Form()]
_NUMBER = re.compile(r"#?(\d{1,18})")


@router.post("/issues/{number}/decision")
def decide(
    request: Request,
    editor: FormEditor,
    reading: ReadSession,
    session: WriteSession,
    view: QueryView,
    now: Now,
    number: int,
    form: DecisionFields,
) -> Response:
    """Carry out a decision and go on to the next issue of the view."""
    frame = frame_of(reading, editor.account_id, view, now)
    issue = find.find_issue(session, number, frame.site_ids, lock=True)
    require_role(session, editor.account_id, issue.site_id, DECIDERS)
    place = queue.cursor(view, issue)
    try:
        triage.require_version(issue, form.version)
        activity = triage.apply(
            session,
            issue,
            form.decision,
            account_id=editor.account_id,
            now=now,
            correction=form.correction,
            original=_original(session, issue, form),
            reason=form.reason,
        )
        discuss.mark_seen(session, number, editor.account_id, now=now)
    except (Conflict, InvalidInput) as error:
        session.rollback()
        kept = {"own": form.own, "reason": form.reason, "original": form.original}
        return refused(request, reading, editor, view, now, number, error, **kept)
    if is_part(request):
        return _answer(request, session, editor, frame, activity, form, now)
    following = queue.next_issue(session, view, frame.scope, place, but=number)
    path = "/desk" if following is None else f"/desk/issues/{following}"
    return RedirectResponse(path + view.query(done=activity.id), HTTPStatus.SEE_OTHER)


@router.post("/issues/{number}/assignee")
def assign(
    request: Request,
    editor: FormEditor,
    reading: ReadSession,
    session: WriteSession,
    view: QueryView,
    now: Now,
    number: int,
    assignee: Annotated[str, Form(max_length=18)] = "",
    version: Annotated[int, Form(ge=0, le=2**31 - 1)] = 0,
) -> Response:
    """Make a colleague, oneself (`me`) or nobody (empty) responsible for the issue, and stay with it."""
    frame = frame_of(reading, editor.account_id, view, now)
    issue = find.find_issue(session, number, frame.site_ids, lock=True)
    require_role(session, editor.account_id, issue.site_id, DECIDERS)
    try:
        triage.require_version(issue, version)
        chosen = _assignee(session, issue, editor, assignee)
        if chosen == issue.assignee_id:
            return RedirectResponse(f"/desk/issues/{number}{view.query()}", HTTPStatus.SEE_OTHER)
        activity = triage.assign(session, issue, chosen, account_id=editor.account_id, now=now)
    except (Conflict, InvalidInput) as error:
        session.rollback()
        return refused(request, reading, editor, view, now, number, error)
    return RedirectResponse(f"/desk/issues/{number}{view.query(done=activity.id)}", HTTPStatus.SEE_OTHER)


def _assignee(session: Session, issue: Issue, editor: Editor, said: str) -> int | None:
    if not said:
        return None
    number = editor.account_id if said == "me" else int(said) if said.isdecimal() else 0
    if role_at(session, number, issue.site_id) not in DECIDERS:
        raise InvalidInput("Nobody of that name may decide issues of this site.", field="assignee")
    return number


def _original(session: Session, issue: Issue, form: DecisionForm) -> Issue | None:
    if form.decision is not Decision.DUPLICATE:
        return None
    match = _NUMBER.fullmatch(form.original.strip())
    if match is None:
        raise InvalidInput("Which issue is this a duplicate of? Please give its number.", field="original")
    try:
        return find.find_issue(session, int(match[1]), [issue.site_id])
    except BluepencilError:
        raise InvalidInput("This site has no issue #%(number)s.", field="original", number=match[1]) from None


def _answer(
    request: Request,
    session: Session,
    editor: Editor,
    frame: Frame,
    activity: Activity,
    form: DecisionForm,
    now: Now,
) -> Response:
    """What the page's script needs to go on: what was done, the issue after the next one, one more row, the counts."""
    rows = []
    if form.tail:
        listed = queue.listing(session, frame.view, frame.scope, after=form.tail, most=form.rows)
        rows = rows_of(frame.view, listed)
    wanted = None
    if form.want:
        with suppress(NotFound):  # it is only fetched ahead: the decision stands without it
            wanted = find.find_issue(session, form.want, frame.site_ids)
    values = around_values(editor, frame, now) | {
        "around": surroundings(session, frame, []),
        "done": done_before(session, activity.id, editor.account_id),
        "batch": None,
        "rows": rows,
    }
    return render(request, "issues/_answer.html", values | sheet_values(session, frame, wanted))
