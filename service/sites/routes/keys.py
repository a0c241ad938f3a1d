"""The office's forms that change a site's key."""

from datetime import timedelta
from http import HTTPStatus
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse

from service.accounts.current_user import CurrentEditor, FormEditor
from service.accounts.frame import office_frame
from service.accounts.permissions import led_site
from service.models import Site
from service.sites.keys import DEFAULT_GRACE_DAYS, GRACE_DAYS, end_former_key, rotate_key, working_former_key
from service.web.context import Now, ReadSession, WriteSession
from service.web.pages import render

router = APIRouter(prefix="/office/{site_key}/key", include_in_schema=False)


@router.post("/rotation")
def rotate(
    editor: FormEditor,
    site_key: str,
    now: Now,
    seen: Annotated[str, Form()] = "",
    days: Annotated[int, Form()] = DEFAULT_GRACE_DAYS,
    *,
    session: WriteSession,
) -> Response:
    """Give the site a new key; the one that it has, which is the one `seen`, works on for so many days.

    A form that is sent twice changes the key once: a second change would end the one that all pages still have.
    """
    site = led_site(session, editor.account_id, site_key)
    if seen != site.key:
        return _to_settings(site, "rotated" if seen and seen == site.former_key else "")
    rotate_key(session, site, grace=timedelta(days=days if days in GRACE_DAYS else DEFAULT_GRACE_DAYS), now=now)
    return _to_settings(site, "rotated")


@router.get("/end")
def end_page(request: Request, session: ReadSession, editor: CurrentEditor, site_key: str, now: Now) -> Response:
    """Asks whether the former key is to work no more, and says what that means for pages that still have it."""
    site = led_site(session, editor.account_id, site_key)
    former = working_former_key(site, now=now)
    if former is None:
        return _to_settings(site, "")
    values = office_frame(session, editor, site, "settings")
    return render(
        request, "sites/end_key.html", values | {"former_key": former, "grace_ends": site.former_key_until, "now": now}
    )


@router.post("/end")
def end(
    editor: FormEditor, site_key: str, now: Now, seen: Annotated[str, Form()] = "", *, session: WriteSession
) -> Response:
    """Let the former key work no more, if it is still the one `seen` and no later one."""
    site = led_site(session, editor.account_id, site_key)
    if seen != site.former_key:
        return _to_settings(site, "")
    end_former_key(site, now=now)
    return _to_settings(site, "ended")


def _to_settings(site: Site, told: str) -> Response:
    return RedirectResponse(f"/office/{quote(site.key)}/settings?told={told}#key", HTTPStatus.SEE_OTHER)
