"""Adding a word to the house dictionary from the desk, and closing what it alone has caused."""

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Form, Query, Request, Response
from fastapi.responses import RedirectResponse
from sqlalchemy.orm import Session

from service.accounts.current_user import CurrentEditor, FormEditor
from service.accounts.permissions import DECIDERS, require_role
from service.batches.start import begin_dictionary
from service.dictionary.caused import caused_by
from service.dictionary.learn import ADDED, add_word
from service.domain.dictionary import entry_of
from service.errors import Conflict, InvalidInput
from service.issues import find, queue
from service.issues.frame import frame_of
from service.issues.routes.asked import QueryView
from service.issues.routes.shown import around_values, refused
from service.issues.view import Scope
from service.web.context import Now, ReadSession, WriteSession
from service.web.pages import render

router = APIRouter(prefix="/desk", include_in_schema=False)
_LONGEST = 300


@router.get("/issues/{number}/dictionary")
def ask(
    request: Request,
    editor: CurrentEditor,
    session: ReadSession,
    view: QueryView,
    now: Now,
    number: int,
    word: Annotated[str, Query(max_length=_LONGEST)] = "",
) -> Response:
    """Which word would be held correct, and which open issues would be closed by that."""
    frame = frame_of(session, editor.account_id, view, now)
    issue = find.find_issue(session, number, frame.site_ids)
    require_role(session, editor.account_id, issue.site_id, DECIDERS)
    entry = entry_of(word or issue.exact)
    values = around_values(editor, frame, now) | {
        "issue": issue,
        "word": entry or word or issue.exact,
        "is_entry": bool(entry),
        "caused": caused_by(session, issue.site_id, entry),
    }
    return render(request, "batches/dictionary.html", values)


@router.post("/issues/{number}/dictionary")
def add(
    request: Request,
    editor: FormEditor,
    reading: ReadSession,
    session: WriteSession,
    view: QueryView,
    now: Now,
    number: int,
    word: Annotated[str, Form(max_length=_LONGEST)] = "",
    expected: Annotated[int, Form(ge=0, le=1_000_000)] = 0,
) -> Response:
    """Hold the word correct from now on, close what it alone has caused, as many issues as were shown, and go on."""
    frame = frame_of(reading, editor.account_id, view, now)
    issue = find.find_issue(session, number, frame.site_ids, lock=True)
    require_role(session, editor.account_id, issue.site_id, DECIDERS)
    place = queue.cursor(view, issue)
    try:
        caused = _caused(session, issue.site_id, word, expected)
        is_new = add_word(session, issue.site_id, word, origin=ADDED, account_id=editor.account_id, now=now)
    except (Conflict, InvalidInput) as error:
        session.rollback()
        return refused(request, reading, editor, view, now, number, error)
    scope = Scope((issue.site_id,), editor.account_id, now)
    batch = begin_dictionary(session, entry_of(word), caused, scope, is_new=is_new, now=now)
    if batch.finished_at is None:
        return RedirectResponse(f"/desk/batches/{batch.id}{view.query()}", HTTPStatus.SEE_OTHER)
    following = queue.next_issue(session, view, frame.scope, place, but=number)
    path = "/desk" if following is None else f"/desk/issues/{following}"
    return RedirectResponse(path + view.query(batch=batch.id), HTTPStatus.SEE_OTHER)


def _caused(session: Session, site_id: int, word: str, expected: int) -> dict[int, int]:
    """The issues to close, with their versions. Raises Conflict where there are more than the editor was shown."""
    caused = {each.id: each.version for each in caused_by(session, site_id, word)}
    if len(caused) > expected:
        raise Conflict("The word has caused more issues than were shown, so nothing was done. Please look again.")
    return caused
