"""The office's page of a site's settings."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Depends, Query, Request, Response
from fastapi.responses import RedirectResponse
from sqlalchemy.orm import Session

from service.accounts.current_user import CurrentEditor, Editor, FormEditor
from service.accounts.frame import office_frame
from service.accounts.permissions import led_site
from service.errors import InvalidInput
from service.models import Site
from service.sites.form import SWITCHES, form_of, given_by, spoken_by
from service.sites.keys import DEFAULT_GRACE_DAYS, GRACE_DAYS, working_former_key
from service.sites.readable import faint_pairs
from service.sites.routes.preview import preview_query
from service.sites.settings import Colours, SiteSettings, WrongSettings, checked
from service.sites.widget import texts
from service.web.context import Now, ReadSession, WriteSession
from service.web.pages import render
from service.web.security_headers import policy
from service.web.speech import time_zones

router = APIRouter(prefix="/office/{site_key}/settings", include_in_schema=False)
_FRAMING = {"Content-Security-Policy": policy(frame_src="'self'")}
_LONGEST_FIELD = 20_000


async def _sent(request: Request) -> dict[str, str]:
    """The form's fields, whatever they are."""
    form = await request.form()
    return {name: text[:_LONGEST_FIELD] for name, text in form.items() if isinstance(text, str)}


Sent = Annotated[dict[str, str], Depends(_sent)]


@router.get("")
def settings_page(
    request: Request,
    session: ReadSession,
    editor: CurrentEditor,
    site_key: str,
    now: Now,
    told: Annotated[str, Query(max_length=20)] = "",
) -> Response:
    """The form with the site's settings, and a preview of the dialog beside it."""
    site = led_site(session, editor.account_id, site_key)
    return _page(request, session, editor, site, form_of(SiteSettings.of(site)), now, told=told)


@router.post("")
def save_settings(
    request: Request,
    reading: ReadSession,
    editor: FormEditor,
    site_key: str,
    sent: Sent,
    now: Now,
    session: WriteSession,
) -> Response:
    """Keep the settings, all of them or none; what cannot be taken is told beside its field."""
    led_site(reading, editor.account_id, site_key)
    try:
        settings = checked(given_by(sent))
    except WrongSettings as refused:
        site = led_site(reading, editor.account_id, site_key)
        status = HTTPStatus.UNPROCESSABLE_ENTITY
        return _page(request, reading, editor, site, sent, now, errors=refused.errors, status=status)
    site = led_site(session, editor.account_id, site_key)
    settings.apply(site)
    return RedirectResponse(f"/office/{quote(site.key)}/settings?told=saved", HTTPStatus.SEE_OTHER)


def _page(
    request: Request,
    session: Session,
    editor: Editor,
    site: Site,
    form: Mapping[str, str],
    now: Now,
    *,
    told: str = "",
    errors: Mapping[str, InvalidInput] | None = None,
    status: HTTPStatus = HTTPStatus.OK,
) -> Response:
    tongues = _tongues(site, form, errors or {})
    values = office_frame(session, editor, site, "settings") | {
        "zone": site.time_zone,
        "form": {**form_of(SiteSettings.of(site)), **_switched_off(form), **form},
        "errors": errors or {},
        "told": told,
        "zones": [("", "UTC"), *((zone, zone) for zone in time_zones())],
        "tongues": tongues,
        "texts": {language: texts(language) for language in tongues},
        "colour_names": tuple(name for name in Colours.model_fields if not name.endswith("_dark")),
        "faint": [] if errors else faint_pairs(SiteSettings.of(site).colours),
        "preview": preview_query(form, tongues[0]),
        "grace_days": GRACE_DAYS,
        "default_grace": DEFAULT_GRACE_DAYS,
        "former_key": working_former_key(site, now=now),
        "grace_ends": site.former_key_until,
    }
    return render(request, "sites/settings.html", values, status=status, headers=_FRAMING)


def _tongues(site: Site, form: Mapping[str, str], errors: Mapping[str, InvalidInput]) -> list[str]:
    """The languages to ask the site's own words in: those that are typed, where they can be, else those that it has."""
    typed = given_by(form)["languages"]
    return spoken_by(typed if typed and "languages" not in errors else site.languages)


def _switched_off(form: Mapping[str, str]) -> dict[str, str]:
    """Browsers leave out the boxes that are not ticked; so none of a form that was sent is ticked unless it says so."""
    return dict.fromkeys(SWITCHES, "") if form else {}
