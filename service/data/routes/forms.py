"""The forms of the office's page of what a site holds; they are for its owners."""

import json
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse
from sqlalchemy.orm import Session

from service.accounts.current_user import Editor, FormEditor
from service.accounts.permissions import require_role
from service.data.readers.erase import erase
from service.data.readers.find import reader_of, reports_of
from service.data.readers.tell import told
from service.data.retention.periods import set_periods
from service.data.retention.prepare import hasten
from service.data.routes.page import data_page
from service.data.sites import site_of_member
from service.domain.retention import Kind
from service.domain.roles import Role
from service.errors import Conflict, InvalidInput
from service.models import Site
from service.web.context import Now, ReadSession, WriteSession

router = APIRouter(prefix="/office/{site_key}/data", include_in_schema=False)
Asked = Annotated[str, Form(max_length=300)]


def _own_site(session: Session, editor: Editor, site_key: str) -> Site:
    site = site_of_member(session, editor.account_id, site_key)
    require_role(session, editor.account_id, site.id, {Role.OWNER})
    return site


def _to(site_key: str, **told: int) -> Response:
    query = "&".join(f"{name}={value}" for name, value in told.items())
    return RedirectResponse(f"/office/{site_key}/data?{query}#content", HTTPStatus.SEE_OTHER)


@router.post("/periods")
def save_periods(
    request: Request,
    reading: ReadSession,
    editor: FormEditor,
    site_key: str,
    now: Now,
    emails: Annotated[str, Form(max_length=40)] = "",
    comments: Annotated[str, Form(max_length=40)] = "",
    reports: Annotated[str, Form(max_length=40)] = "",
    history: Annotated[str, Form(max_length=40)] = "",
    issues: Annotated[str, Form(max_length=40)] = "",
    *,
    session: WriteSession,
) -> Response:
    """Keep the periods, all of them or none."""
    site = _own_site(reading, editor, site_key)
    given = (emails, comments, reports, history, issues)
    typed = dict(zip((Kind.EMAILS, Kind.COMMENTS, Kind.REPORTS, Kind.HISTORY, Kind.ISSUES), given, strict=True))
    try:
        set_periods(session, site.id, typed)
    except InvalidInput as error:
        session.rollback()
        unprocessable = HTTPStatus.UNPROCESSABLE_ENTITY
        return data_page(request, reading, editor, site_key, now, refused=error, typed=typed, status=unprocessable)
    return _to(site_key, saved=1)


@router.post("/purge")
def purge(reading: ReadSession, editor: FormEditor, site_key: str, now: Now, session: WriteSession) -> Response:
    """Have the worker take away now what is too old, and not when it is due."""
    hasten(session, _own_site(reading, editor, site_key).id, now=now)
    return _to(site_key, begun=1)


@router.post("/reader")
def find_reader(
    request: Request, session: ReadSession, editor: FormEditor, site_key: str, now: Now, reader: Asked = ""
) -> Response:
    """How much there is of a reader, and what can be done with it. Not a GET: addresses stay out of addresses."""
    site = _own_site(session, editor, site_key)
    try:
        found = len(reports_of(session, reader_of(reader), [site.id]))
    except InvalidInput as error:
        unprocessable = HTTPStatus.UNPROCESSABLE_ENTITY
        return data_page(request, session, editor, site_key, now, refused=error, reader=reader, status=unprocessable)
    return data_page(request, session, editor, site_key, now, reader=reader.strip(), found=found)


@router.post("/reader/file")
def reader_file(session: ReadSession, editor: FormEditor, site_key: str, now: Now, reader: Asked = "") -> Response:
    """All that the site holds of a reader's reports, as a file for the reader."""
    site = _own_site(session, editor, site_key)
    document = told(session, reports_of(session, reader_of(reader), [site.id]), now=now)
    headers = {"Content-Disposition": f'attachment; filename="{site.key}-reader.json"', "Cache-Control": "no-store"}
    text = json.dumps(document, ensure_ascii=False, indent=2)
    return Response(text.encode(), headers=headers, media_type="application/json")


@router.post("/reader/erasure")
def erase_reader(
    request: Request,
    reading: ReadSession,
    editor: FormEditor,
    site_key: str,
    now: Now,
    reader: Asked = "",
    expected: Annotated[int, Form(ge=0)] = 0,
    *,
    session: WriteSession,
) -> Response:
    """Erase what a reader wrote, if there is as much of it as the owner has confirmed."""
    site = _own_site(reading, editor, site_key)
    numbers = reports_of(reading, reader_of(reader), [site.id])
    if len(numbers) != expected or not numbers:
        error = Conflict("There are %(found)s reports now. Nothing was erased; please look again.", found=len(numbers))
        found, conflict = len(numbers), HTTPStatus.CONFLICT
        return data_page(
            request, reading, editor, site_key, now, refused=error, reader=reader, found=found, status=conflict
        )
    return _to(site_key, erased=erase(session, numbers, account_id=editor.account_id, now=now))
