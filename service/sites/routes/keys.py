"""The office's forms that change a site's key."""

from datetime import timedelta
from http import HTTPStatus
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Form, Response
from fastapi.responses import RedirectResponse

from service.accounts.current_user import FormEditor
from service.models import Site
from service.sites.keys import DEFAULT_GRACE_DAYS, GRACE_DAYS, end_former_key, rotate_key
from service.sites.owned import owned_site
from service.web.context import Now, WriteSession

router = APIRouter(prefix="/office/{site_key}/key", include_in_schema=False)


@router.post("/rotation")
def rotate(
    editor: FormEditor,
    site_key: str,
    now: Now,
    days: Annotated[int, Form()] = DEFAULT_GRACE_DAYS,
    *,
    session: WriteSession,
) -> Response:
    """Give the site a new key; the one that it has works on for so many days."""
    site = owned_site(session, editor.account_id, site_key)
    rotate_key(site, grace=timedelta(days=days if days in GRACE_DAYS else DEFAULT_GRACE_DAYS), now=now)
    return _to_settings(site, "rotated")


@router.post("/end")
def end(editor: FormEditor, site_key: str, session: WriteSession) -> Response:
    """Let the former key work no more."""
    site = owned_site(session, editor.account_id, site_key)
    end_former_key(site)
    return _to_settings(site, "ended")


def _to_settings(site: Site, told: str) -> Response:
    return RedirectResponse(f"/office/{quote(site.key)}/settings?told={told}#key", HTTPStatus.SEE_OTHER)
