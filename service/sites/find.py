"""Finding a site by what the widget sends."""

import re

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from service.domain.origins import Origin, allowed
from service.errors import Forbidden, NotFound
from service.models import Site

_BY_KEY = select(Site).where(Site.key == bindparam("key"))
_KEY = re.compile(r"[A-Za-z0-9_-]{1,40}")


def find_site(session: Session, key: str) -> Site:
    """The site with this public key. Raises NotFound, the same for every key that is none."""
    site = session.scalar(_BY_KEY, {"key": key}) if _KEY.fullmatch(key) else None
    if site is None:
        raise NotFound("There is no site with this key.", code="unknown_site")
    return site


def require_origin(site: Site, header: str | None) -> None:
    """Raise Forbidden unless the Origin header names an origin that may post for the site."""
    try:
        fits = header is not None and allowed(Origin.parse(header), site.origins)
    except ValueError:
        fits = False
    if not fits:
        raise Forbidden("This page's origin may not post for this site.", code="origin_forbidden")
