"""The way into the office: the sites of whoever asks, with the pages where each is set up."""

from fastapi import APIRouter, Request, Response

from service.accounts.current_user import CurrentEditor
from service.accounts.permissions import OWNERS, role_at, sites_of
from service.sites.first_steps import first_steps_of
from service.web.context import ReadSession
from service.web.pages import render

router = APIRouter(include_in_schema=False)


@router.get("/office")
def office(request: Request, session: ReadSession, editor: CurrentEditor) -> Response:
    """All sites that the account belongs to."""
    sites = sites_of(session, editor.account_id)
    owned = {site.id for site in sites if role_at(session, editor.account_id, site.id) in OWNERS}
    values = {"editor": editor, "sites": sites, "owned": owned, "site": None}
    return render(request, "office/office.html", values | {"steps_of": first_steps_of(session, sites)})
