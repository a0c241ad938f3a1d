"""All open issues of one article, as one proof sheet."""

from fastapi import APIRouter, Request, Response

from service.accounts.current_user import CurrentEditor
from service.issues import page_sheet
from service.issues.frame import frame_of, surroundings
from service.issues.routes.asked import QueryView
from service.issues.routes.shown import around_values
from service.web.context import Now, ReadSession
from service.web.pages import render

router = APIRouter(prefix="/desk", include_in_schema=False)


@router.get("/pages/{number}")
def proof_sheet(
    request: Request, session: ReadSession, editor: CurrentEditor, view: QueryView, now: Now, number: int
) -> Response:
    """The open and accepted issues of an article in reading order, to correct it in one go."""
    frame = frame_of(session, editor.account_id, view, now)
    page = page_sheet.find_page(session, number, frame.site_ids)
    sheet = page_sheet.proof_sheet(session, page)
    values = around_values(editor, frame, now) | {
        "around": surroundings(session, frame, []),
        "page": page,
        "proofs": sheet,
        "as_list": page_sheet.as_list(sheet),
        "may_decide": frame.may_decide(page.site_id),
    }
    return render(request, "issues/page.html", values)
