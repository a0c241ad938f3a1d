"""Exports, as the desk's filter menu and the office link to them."""

from collections.abc import Iterator
from itertools import chain
from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import StreamingResponse

from service.accounts.current_user import CurrentEditor
from service.data.exports.export import export
from service.data.exports.lines import MARK
from service.data.exports.wanted import wanted_by
from service.domain.exports import Form, What
from service.issues.routes.asked import QueryView
from service.web.context import AppContext, Now, ReadSession

router = APIRouter(prefix="/desk/export", include_in_schema=False)
_TYPES = {Form.CSV: "text/csv; charset=utf-8", Form.JSON_LINES: "application/jsonl"}
AnyStatus = Annotated[bool, Query(alias="any")]


@router.get("/{what}.{form}")
def export_file(
    context: AppContext,
    session: ReadSession,
    editor: CurrentEditor,
    view: QueryView,
    now: Now,
    what: What,
    form: Form,
    any_status: AnyStatus = False,
) -> StreamingResponse:
    """The view's issues, or their reports, as a file that is made while it is sent."""
    wanted = wanted_by(
        session,
        editor.account_id,
        what,
        view,
        any_status=any_status,
        base_url=context.settings.base_url,
        now=now,
    )
    parts = ("bluepencil", view.site, what, "" if any_status else view.status, now.date().isoformat())
    name = "-".join(part for part in parts if part)
    headers = {"Content-Disposition": f'attachment; filename="{name}.{form}"', "Cache-Control": "no-store"}
    pieces: Iterator[str] = export(context.database, wanted, form)
    if form is Form.CSV:
        pieces = chain((MARK,), pieces)
    return StreamingResponse(pieces, headers=headers, media_type=_TYPES[form])
