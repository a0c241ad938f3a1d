"""How a page of the desk is put together: the queue, and one issue beside it."""

from dataclasses import replace
from http import HTTPStatus
from typing import Any

from fastapi import Request, Response
from sqlalchemy.orm import Session

from service.accounts.current_user import Editor
from service.accounts.members import members_of, name_among
from service.dictionary import caused
from service.domain.dictionary import entry_of
from service.domain.workflow import ALLOWED, Status
from service.errors import BluepencilError, Conflict
from service.issues import discuss, find, present, queue
from service.issues.done import done_before
from service.issues.frame import Frame, Whole, frame_of, surroundings
from service.issues.live_page import live_page
from service.issues.routes.asked import AskedView
from service.issues.saved import tabs
from service.issues.view import Sort, View
from service.live.changes import newest
from service.models import Batch, Issue
from service.spelling import RULES
from service.web.context import Now
from service.web.pages import render

_WRITTEN = ("own", "comment", "reason", "original", "view", "new_name", "moved_to")
_NOTHING_KEPT: dict[str, Any] = dict.fromkeys(_WRITTEN, "") | {
    "refused": None,
    "view_refused": None,
    "renamed": 0,
    "moved": 0,
    "asked": AskedView(View()),
}


def is_part(request: Request) -> bool:
    """Whether the page's own script asks, which needs just what changes."""
    return request.headers.get("hx-request") == "true"


def desk_page(
    request: Request,
    session: Session,
    editor: Editor,
    frame: Frame,
    now: Now,
    *,
    issue: Issue | None = None,
    after: str = "",
    done: int = 0,
    batch: int = 0,
    status: HTTPStatus = HTTPStatus.OK,
    kept: dict[str, Any] | None = None,
) -> Response:
    """The queue of a view; with an issue, that one beside it, and on a phone instead of it."""
    listed = queue.listing(session, frame.view, frame.scope, after=after)
    opened = issue or _first(session, frame, listed)
    around = surroundings(session, frame, tabs(session, frame))
    if around.whole is None and listed.next is None and not after:  # all of it is here
        decided = sum(frame.may_decide(each.site_id) for each in listed.issues)
        around = replace(around, whole=Whole(decided, is_more=False))
    values = around_values(editor, frame, now) | {
        "around": around,
        "after": after,
        "rows": rows_of(frame.view, listed),
        "next_cursor": listed.next,
        "focused": issue is not None,
        "done": done_before(session, done, editor.account_id),
        "batch": _own_batch(session, batch, editor.account_id),
        "assignee": _assignee(session, frame),
        "sorts": Sort,
        "elsewhere": queue.elsewhere(session, frame.view, frame.scope) if opened is None and frame.view.q else {},
        "news": newest(session),
        "silent": opened is None and queue.is_silent(session, frame.scope),
    }
    values |= sheet_values(session, frame, opened, kept)
    return render(request, "issues/desk.html", values, status=status)


def around_values(editor: Editor, frame: Frame, now: Now) -> dict[str, Any]:
    """What every template of the desk is given."""
    return {
        "editor": editor,
        "now": now,
        "place": frame.view,
        "sites": frame.sites,
        "site": frame.site,
        "statuses": Status,
        "frame": frame,
        "after": "",
    }


def sheet_values(
    session: Session, frame: Frame, issue: Issue | None, kept: dict[str, Any] | None = None
) -> dict[str, Any]:
    """What the template of one issue is given."""
    may_decide = issue is not None and frame.may_decide(issue.site_id)
    colleagues = members_of(session, issue.site_id) if issue and may_decide else []
    word = entry_of(issue.exact) if issue and may_decide else ""
    is_open = issue is not None and issue.status is Status.OPEN
    about = caused.number(session, issue.site_id, word) if issue and word else 0
    return {
        "sheet": sheet_of(session, issue) if issue else None,
        "allowed": ALLOWED[issue.status] if issue and may_decide else frozenset(),
        "may_decide": may_decide,
        "is_named": issue is not None and discuss.is_named(session, issue.id, frame.scope.account_id),
        "colleagues": colleagues,
        "by_handle": discuss.colleagues_by_handle(colleagues, but=frame.scope.account_id),
        "others": find.others_on_page(session, issue) if issue and is_open and may_decide else [],
        "dictionary_word": word if is_open else "",
        "caused": about,
        "alike": about - is_open,
        "view_of_word": View(site=issue.site.key, word=word) if issue and word else None,
        "rules": RULES,
        "kept": _NOTHING_KEPT | (kept or {}),
        "live": live_page(session, issue) if issue else None,
        "refused_look": None,
    }


def sheet_of(session: Session, issue: Issue) -> present.Sheet:
    """One issue, whole."""
    history = find.history_of(session, issue)
    reports, suggestions = find.reports_of(session, issue), find.suggestions_of(session, issue)
    return present.sheet(issue, reports, suggestions, history, find.assignees_in(session, history))


def sheet_part(
    request: Request,
    session: Session,
    editor: Editor,
    frame: Frame,
    now: Now,
    issue: Issue,
    *,
    status: HTTPStatus = HTTPStatus.OK,
    kept: dict[str, Any] | None = None,
) -> Response:
    """One issue without the page around it, for the page's script."""
    values = around_values(editor, frame, now) | sheet_values(session, frame, issue, kept)
    return render(request, "issues/_sheet_part.html", values, status=status)


def more_rows(request: Request, session: Session, editor: Editor, frame: Frame, now: Now, after: str) -> Response:
    """The next page of the queue without the page around it."""
    listed = queue.listing(session, frame.view, frame.scope, after=after)
    rows = rows_of(frame.view, listed)
    values = around_values(editor, frame, now) | {"rows": rows, "next_cursor": listed.next, "sheet": None}
    return render(request, "issues/_rows.html", values)


def refused(
    request: Request,
    session: Session,
    editor: Editor,
    view: View,
    now: Now,
    number: int,
    error: BluepencilError,
    **kept: str,
) -> Response:
    """The issue as it stands, with why nothing was done, and what was typed kept."""
    session.rollback()  # this session's picture is from before
    frame = frame_of(session, editor.account_id, view, now)
    issue = find.find_issue(session, number, frame.site_ids)
    status = HTTPStatus.CONFLICT if isinstance(error, Conflict) else HTTPStatus.UNPROCESSABLE_ENTITY
    said: dict[str, Any] = kept | {"refused": error}
    if is_part(request):
        return sheet_part(request, session, editor, frame, now, issue, status=status, kept=said)
    return desk_page(request, session, editor, frame, now, issue=issue, status=status, kept=said)


def rows_of(view: View, listed: queue.Listing) -> list[present.Row]:
    """The lines of a page of the queue."""
    best, notices = listed.best, listed.notices
    return [
        present.row(each, best.get(each.id), queue.cursor(view, each), notices.get(each.id)) for each in listed.issues
    ]


def _assignee(session: Session, frame: Frame) -> str:
    """The name of the colleague whose issues the view shows, if it is those of one."""
    number = frame.view.assignee
    return name_among(session, int(number), frame.site_ids) if number.isdecimal() else ""


def _first(session: Session, frame: Frame, listed: queue.Listing) -> Issue | None:
    return find.find_issue(session, listed.issues[0].id, frame.site_ids) if listed.issues else None


def _own_batch(session: Session, number: int, account_id: int) -> Batch | None:
    batch = session.get(Batch, number) if number else None
    return batch if batch is not None and batch.account_id == account_id else None
