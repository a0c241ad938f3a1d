"""Whose channels a request is about: a site's, under its office, or one's own."""

from http import HTTPStatus
from typing import Annotated, Any

from fastapi import Depends, Form, Request, Response
from fastapi.responses import RedirectResponse

from service.accounts.current_user import CurrentEditor, Editor
from service.accounts.permissions import require_role, sites_of
from service.errors import BluepencilError, NotFound
from service.models import ChannelKind, Role
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
    """Raises NotFound for a site that the editor is no member of, Forbidden for all but its owners."""
    key = request.path_params.get("site_key")
    if key is None:
        return Holder(editor.account_id)
    site = next((site for site in sites_of(session, editor.account_id) if site.key == key), None)
    if site is None:
        raise NotFound("There is no such site, or you are no member of it.")
    require_role(session, editor.account_id, site.id, {Role.OWNER})
    return Holder(editor.account_id, site)


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
        "here": "channels",
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
