"""Finding a site by what the widget sends."""

import re
from datetime import datetime

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from service.domain.origins import Origin, allowed
from service.errors import Forbidden, NotFound
from service.models import Site

_BY_KEY = select(Site).where(Site.key == bindparam("key"))
_BY_FORMER_KEY = select(Site).where(Site.former_key == bindparam("key"), Site.former_key_until > bindparam("now"))
_KEY = re.compile(r"[A-Za-z0-9_-]{1,40}")


def find_site(session: Session, key: str, *, now: datetime) -> Site:
    """The site with this public key, or whose former key this is and still works.

    Raises NotFound, the same for every key that is none.
    """
    site = session.scalar(_BY_KEY, {"key": key}) if is_key(key) else None
    if site is None and is_key(key):
        site = session.scalar(_BY_FORMER_KEY, {"key": key, "now": now})
    if site is None:
        raise unknown_site()
    return site


def all_sites(session: Session) -> list[Site]:
    """Every site of the installation, by name."""
    return list(session.scalars(select(Site).order_by(Site.name, Site.id)))


def is_key(text: str) -> bool:
    """Whether this can be a site's public key."""
    return _KEY.fullmatch(text) is not None


def unknown_site() -> NotFound:
    """The error for every key that is none, whatever is wrong with it."""
    return NotFound("There is no site with this key.", code="unknown_site")


def require_origin(origins: list[str], header: str | None) -> None:
    """Raise Forbidden unless the Origin header names one of a site's origins, which may post for it."""
    try:
        fits = header is not None and allowed(Origin.parse(header), origins)
    except ValueError:
        fits = False
    if not fits:
        raise Forbidden("This page's origin may not post for this site.", code="origin_forbidden")
