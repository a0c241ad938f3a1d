"""The page of all channels; with a site's also the rules for authors."""

from collections.abc import Mapping
from datetime import datetime

from fastapi import Request, Response
from sqlalchemy.orm import Session

from service.accounts.current_user import Editor
from service.accounts.members import members_of
from service.errors import BluepencilError
from service.notifications import find
from service.notifications.authors import rules_of
from service.notifications.find import Holder
from service.notifications.routes.holder import page
from service.sites.first_steps import first_steps

_NOTHING: Mapping[str, str] = {"author": "", "account": ""}


def list_page(
    request: Request,
    session: Session,
    editor: Editor,
    holder: Holder,
    now: datetime,
    *,
    typed: Mapping[str, str] = _NOTHING,
    refused: BluepencilError | None = None,
    done: str = "",
) -> Response:
    """The page; `typed` is what stands in the form of a rule, and `refused` why it was not taken."""
    site = holder.site
    values = {
        "steps": first_steps(session, site) if site else None,
        "channels": find.channels_of(session, holder),
        "dead": find.dead_by_channel(session, holder),
        "rules": rules_of(session, site.id) if site else [],
        "members": [(str(person.id), person.name) for person in members_of(session, site.id)] if site else [],
        "typed": typed,
        "done": done,
        "now": now,
    }
    return page(request, "channels", editor, holder, values, refused=refused)
