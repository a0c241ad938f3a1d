"""The desk's pages and forms."""

import re
from http import HTTPStatus
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Form, Query, Request, Response
from fastapi.responses import RedirectResponse
from sqlalchemy.orm import Session

from service.accounts.current_user import CurrentEditor, Editor, FormEditor
from service.accounts.permissions import DECIDERS, require_role, role_at, sites_of
from service.domain.workflow import ALLOWED, Decision, Status
from service.errors import BluepencilError, Conflict, InvalidInput, NotFound
from service.issues import find, present, queue, triage
from service.issues.done import done_before
from service.issues.schemas import DecisionForm, Place
from service.models import Issue, Site
from service.spelling import RULES
from service.web.context import Now, ReadSession, WriteSession
from service.web.pages import render

router = APIRouter(prefix="/desk", include_in_schema=False)
DecisionFields = Annotated[DecisionForm, Form()]
_NUMBER = re.compile(r"#?(\d{1,18})")


def _place_in_query(
    status: Status = Status.OPEN,
    site: Annotated[str, Query(max_length=100)] = "",
    q: Annotated[str, Query(max_length=300)] = "",
) -> Place:
    return Place(status, site, q)


DeskPlace = Annotated[Place, Depends(_place_in_query)]


@router.get("")
def desk(
    request: Request,
    session: ReadSession,
    editor: CurrentEditor,
    place: DeskPlace,
    now: Now,
    after: Annotated[str, Query(max_length=60)] = "",
    done: Annotated[int, Query(ge=0, le=2**62)] = 0,
) -> Response:
    """The queue; on a wide screen with its first issue beside it."""
    return _page(request, session, editor, place, now, after=after, done=done)


@router.get("/issues/{number}")
def issue_page(
    request: Request,
    session: ReadSession,
    editor: CurrentEditor,
    place: DeskPlace,
    now: Now,
    number: int,
    after: Annotated[str, Query(max_length=60)] = "",
    done: Annotated[int, Query(ge=0, le=2**62)] = 0,
) -> Response:
    """One issue; on a wide screen with the queue beside it."""
    issue = find.find_issue(session, number, [site.id for site in sites_of(session, editor.account_id)])
    return _page(request, session, editor, place, now, issue=issue, after=after, done=done)


@router.post("/issues/{number}/decision")
def decide(
    request: Request,
    reading: ReadSession,
    session: WriteSession,
    editor: FormEditor,
    place: DeskPlace,
    now: Now,
    number: int,
    form: DecisionFields,
) -> Response:
    """Carry out a decision and go on to the next issue of the view."""
    sites = sites_of(reading, editor.account_id)
    issue = find.find_issue(session, number, [site.id for site in sites], lock=True)
    require_role(session, editor.account_id, issue.site_id, DECIDERS)
    try:
        triage.require_version(issue, form.version)
        original = _original(session, issue, form)
        activity = triage.apply(
            session,
            issue,
            form.decision,
            account_id=editor.account_id,
            now=now,
            correction=form.correction,
            original=original,
        )
    except (Conflict, InvalidInput) as error:
        session.rollback()
        return _refused(request, reading, editor, place, now, number, form.own, error)
    following = queue.next_issue(session, _view(place, sites), issue)
    path = "/desk" if following is None else f"/desk/issues/{following}"
    return RedirectResponse(path + place.query(done=activity.id), HTTPStatus.SEE_OTHER)


@router.post("/issues/{number}/comments")
def add_comment(
    request: Request,
    reading: ReadSession,
    session: WriteSession,
    editor: FormEditor,
    place: DeskPlace,
    now: Now,
    number: int,
    comment: Annotated[str, Form()] = "",
) -> Response:
    """Add a comment to the issue's history and stay with the issue."""
    site_ids = [site.id for site in sites_of(reading, editor.account_id)]
    issue = find.find_issue(session, number, site_ids, lock=True)
    require_role(session, editor.account_id, issue.site_id, DECIDERS)
    try:
        activity = triage.comment(session, issue, comment, account_id=editor.account_id, now=now)
    except InvalidInput as error:
        session.rollback()
        return _refused(request, reading, editor, place, now, number, "", error, comment=comment)
    return RedirectResponse(f"/desk/issues/{number}{place.query()}#activity-{activity.id}", HTTPStatus.SEE_OTHER)


def _original(session: Session, issue: Issue, form: DecisionForm) -> Issue | None:
    if form.decision is not Decision.DUPLICATE:
        return None
    match = _NUMBER.fullmatch(form.original.strip())
    if match is None:
        raise InvalidInput("Which issue is this a duplicate of? Please give its number.", field="original")
    try:
        return find.find_issue(session, int(match[1]), [issue.site_id])
    except BluepencilError:
        raise InvalidInput(f"This site has no issue #{match[1]}.", field="original") from None


def _refused(
    request: Request,
    session: Session,
    editor: Editor,
    place: Place,
    now: Now,
    number: int,
    own: str,
    error: BluepencilError,
    comment: str = "",
) -> Response:
    """The issue as it stands, with why nothing was done, and what was typed kept."""
    session.rollback()  # this session's picture is from before
    issue = find.find_issue(session, number, [site.id for site in sites_of(session, editor.account_id)])
    status = HTTPStatus.CONFLICT if isinstance(error, Conflict) else HTTPStatus.UNPROCESSABLE_ENTITY
    kept = {"refused": error.detail, "own": own, "comment": comment}
    return _page(request, session, editor, place, now, issue=issue, status=status, kept=kept)


def _view(place: Place, sites: list[Site]) -> queue.View:
    chosen = [site.id for site in sites if not place.site or site.key == place.site]
    return queue.View(tuple(chosen), place.status, place.q)


def _page(
    request: Request,
    session: Session,
    editor: Editor,
    place: Place,
    now: Now,
    *,
    issue: Issue | None = None,
    after: str = "",
    done: int = 0,
    status: HTTPStatus = HTTPStatus.OK,
    kept: dict[str, str] | None = None,
) -> Response:
    sites = sites_of(session, editor.account_id)
    if place.site and not any(site.key == place.site for site in sites):
        raise NotFound("There is no such site, or you are no member of it.")
    view = _view(place, sites)
    listed = queue.listing(session, view, after=after)
    opened = issue or next(iter(listed.issues), None)
    values: dict[str, Any] = {
        "editor": editor,
        "now": now,
        "place": place,
        "after": after,
        "sites": sites,
        "site": next((site for site in sites if site.key == place.site), None),
        "counts": queue.counts(session, view.site_ids),
        "statuses": Status,
        "rules": RULES,
        "rows": [present.row(each, listed.best.get(each.id)) for each in listed.issues],
        "next_cursor": listed.next,
        "focused": issue is not None,
        "sheet": _sheet(session, opened) if opened else None,
        "allowed": ALLOWED[opened.status] if opened else frozenset(),
        "may_decide": opened is not None and role_at(session, editor.account_id, opened.site_id) in DECIDERS,
        "done": done_before(session, done, editor.account_id),
        "kept": {"refused": "", "own": "", "comment": ""} | (kept or {}),
    }
    return render(request, "issues/desk.html", values, status=status)


def _sheet(session: Session, issue: Issue) -> present.Sheet:
    return present.sheet(
        issue, find.reports_of(session, issue), find.suggestions_of(session, issue), find.history_of(session, issue)
    )
