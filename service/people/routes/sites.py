"""The way into the office: the sites that somebody has, and for administrators all of them and making another."""

from http import HTTPStatus
from typing import Annotated, Any

from fastapi import APIRouter, Form, Query, Request, Response
from fastapi.responses import RedirectResponse
from sqlalchemy.orm import Session

from service.accounts.current_user import CurrentEditor, Editor, FormEditor
from service.accounts.frame import office_frame
from service.accounts.permissions import office_site, require_administrator
from service.domain.roles import Role
from service.errors import InvalidInput
from service.people.new_site import languages_of, origins_of
from service.people.overview import list_sites
from service.sites.create import create_site
from service.sites.first_steps import first_steps_of
from service.web.context import AppContext, Now, ReadSession, WriteSession
from service.web.pages import render
from service.web.speech import time_zones

router = APIRouter(prefix="/office", include_in_schema=False)
Line = Annotated[str, Form(max_length=300)]


@router.get("")
def sites(
    request: Request,
    context: AppContext,
    session: ReadSession,
    editor: CurrentEditor,
    made: Annotated[str, Query(max_length=40)] = "",
) -> Response:
    """One's own sites; for administrators, all that there are."""
    return _page(request, context, session, editor, made=made)


@router.post("")
def make_site(
    request: Request,
    context: AppContext,
    reading: ReadSession,
    editor: FormEditor,
    now: Now,
    name: Line = "",
    addresses: Annotated[str, Form(max_length=3000)] = "",
    languages: Line = "",
    time_zone: Annotated[str, Form(max_length=64)] = "",
    *,
    session: WriteSession,
) -> Response:
    """Make a site, which belongs to whoever makes it."""
    require_administrator(session, editor.account_id)
    try:
        site = create_site(
            session,
            name=name,
            origins=origins_of(addresses),
            languages=languages_of(languages),
            time_zone=time_zone,
            owner_id=editor.account_id,
            now=now,
        )
    except InvalidInput as error:
        session.rollback()
        typed = {"name": name, "addresses": addresses, "languages": languages, "time_zone": time_zone}
        return _page(request, context, reading, editor, refused=error, typed=typed)
    return RedirectResponse(f"/office?made={site.key}", HTTPStatus.SEE_OTHER)


@router.get("/{site_key}")
def site(session: ReadSession, editor: CurrentEditor, site_key: str) -> Response:
    """A site's first page: its settings for those who may see them, its dictionary for the others."""
    found = office_site(session, editor.account_id, site_key)
    leads = office_frame(session, editor, found, "")["leads"]
    return RedirectResponse(f"/office/{found.key}/{'settings' if leads else 'dictionary'}", HTTPStatus.SEE_OTHER)


def _page(
    request: Request,
    context: AppContext,
    session: Session,
    editor: Editor,
    *,
    made: str = "",
    refused: InvalidInput | None = None,
    typed: dict[str, str] | None = None,
) -> Response:
    lines = list_sites(session, editor.account_id, every=editor.is_administrator)
    new = next((line.site for line in lines if line.site.key == made and line.role is Role.OWNER), None)
    values: dict[str, Any] = {
        "editor": editor,
        "lines": lines,
        "made": new,
        "steps_of": first_steps_of(session, [line.site for line in lines if line.role is Role.OWNER]),
        "base_url": context.settings.base_url,
        "refused": refused,
        "zones": [("", "UTC"), *((zone, zone) for zone in time_zones())] if editor.is_administrator else [],
        "typed": {"name": "", "addresses": "", "languages": "", "time_zone": editor.time_zone} | (typed or {}),
        "zone_chosen": typed is not None or bool(editor.time_zone),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if refused else HTTPStatus.OK
    return render(request, "people/sites.html", values, status=status)
