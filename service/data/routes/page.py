"""The office's page of what a site holds, put together."""

from http import HTTPStatus
from typing import Any

from fastapi import APIRouter, Request, Response
from sqlalchemy.orm import Session

from service.accounts.current_user import CurrentEditor, Editor
from service.accounts.permissions import role_at
from service.data.retention.foresee import last_run
from service.data.retention.periods import periods_of
from service.data.sites import site_of_member
from service.domain.exports import Form, What
from service.domain.retention import LONGEST, Kind
from service.domain.roles import Role
from service.errors import BluepencilError
from service.web.context import Now, ReadSession
from service.web.pages import render

router = APIRouter(prefix="/office/{site_key}/data", include_in_schema=False)


@router.get("")
def data(
    request: Request,
    session: ReadSession,
    editor: CurrentEditor,
    site_key: str,
    now: Now,
    saved: bool = False,
    begun: bool = False,
    erased: int = 0,
) -> Response:
    """Exports for every member; for owners also how long things are kept, and one reader's data."""
    told = {"saved": saved, "begun": begun, "erased": min(max(erased, 0), 10**9)}
    return data_page(request, session, editor, site_key, now, told=told)


def data_page(
    request: Request,
    session: Session,
    editor: Editor,
    site_key: str,
    now: Now,
    *,
    told: dict[str, Any] | None = None,
    refused: BluepencilError | None = None,
    typed: dict[Kind, str] | None = None,
    reader: str = "",
    found: int | None = None,
    status: HTTPStatus = HTTPStatus.OK,
) -> Response:
    """The page; `found` is how many reports the asked reader has sent, and what was `typed` is kept."""
    site = site_of_member(session, editor.account_id, site_key)
    periods = {kind: str(days or "") for kind, days in periods_of(session, site.id).items()}
    is_owner = role_at(session, editor.account_id, site.id) is Role.OWNER
    values = {
        "editor": editor,
        "now": now,
        "site": site,
        "is_owner": is_owner,
        "owns": is_owner,
        "here": "data",
        "whats": What,
        "forms": Form,
        "kinds": Kind,
        "periods": periods | (typed or {}),
        "longest": LONGEST,
        "last": last_run(session, site.id),
        "told": {"saved": False, "begun": False, "erased": 0} | (told or {}),
        "refused": refused,
        "refused_field": getattr(refused, "field", ""),
        "reader": reader,
        "found": found,
    }
    return render(request, "data/data.html", values, status=status)
