"""What every page of a site's office is told: the site, who asks for it, and where they stand."""

from typing import Any

from sqlalchemy.orm import Session

from service.accounts.current_user import Editor
from service.accounts.permissions import OWNERS, role_at
from service.models import Site


def office_frame(session: Session, editor: Editor, site: Site, here: str) -> dict[str, Any]:
    """The values of the page's header and of the ways to the site's other pages; `here` is this one among them.

    `role` is None for an administrator of the installation who is no member: there is no queue for them. Times are the
    site's for whoever has chosen no time zone.
    """
    role = role_at(session, editor.account_id, site.id)
    return {
        "editor": editor,
        "site": site,
        "zone": site.time_zone,
        "role": role,
        "leads": editor.is_administrator or role in OWNERS,
        "here": here,
    }
