"""Whose channels a request is about: a site's, under its office, or one's own."""

from http import HTTPStatus
from typing import Annotated, Any

from fastapi import Depends, Form, Request, Response
from fastapi.responses import RedirectResponse

from service.accounts.current_user import CurrentEditor, Editor
from service.accounts.permissions import led_site, role_at
from service.errors import BluepencilError
from service.models import ChannelKind
from service.notifications import words
from service.notifications.addresses import shown
from service.notifications.find import Holder
from service.notifications.schemas import KINDS, ChannelForm
from service.web.context import ReadSession
from service.web.pages import render
from service.web.speech import language_names, time_zones

OFFICE = "/office/{site_key}/channels"
OWN = "/desk/notifications"
ChannelFields = Annotated[ChannelForm, Form()]


def _holder(request: Request, session: ReadSession, editor: CurrentEditor) -> Holder:
    """Raises NotFound and Forbidden as `led_site` does."""
    key = request.path_params.get("site_key")
    if key is None:
        return Holder(editor.account_id)
    site = led_site(session, editor.account_id, key)
    return Holder(editor.account_id, site, role_at(session, editor.account_id, site.id))


HolderOfPath = Annotated[Holder, Depends(_holder)]


def page(
    request: Request,
    template: str,
    editor: Editor,
    holder: Holder,
    values: dict[str, Any],
    *,
    refused: BluepencilError | None = None,
) -> Response:
    """A page about channels; `refused` says why the form on it was not taken."""
    shared = {
        "editor": editor,
        "holder": holder,
        "site": holder.site,
        "zone": holder.site.time_zone if holder.site else "",
        "role": holder.role,
        "leads": holder.site is not None,
        "here": "channels" if holder.site else OWN,
        "words": words,
        "kinds": ChannelKind,
        "issue_kinds": KINDS,
        "shown": shown,
        "refused": refused,
        "languages": language_names(),
        "time_zones": [("", "UTC"), *((zone, zone) for zone in time_zones())],
    }
    status = HTTPStatus.OK if refused is None else HTTPStatus.UNPROCESSABLE_ENTITY
    return render(request, f"notifications/{template}.html", shared | values, status=status)


def go_to(path: str) -> Response:
    """Where a form leads once it is done."""
    return RedirectResponse(path, HTTPStatus.SEE_OTHER)
