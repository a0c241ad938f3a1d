"""Making sites and their members."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from service.models import Membership, Role, Site
from service.sites.keys import new_key
from service.sites.settings import checked


def create_site(
    session: Session,
    *,
    name: str,
    origins: Sequence[str],
    languages: Sequence[str],
    time_zone: str = "",
    owner_id: int,
    now: datetime,
    key: str | None = None,
) -> Site:
    """A new site with a random public key, and its owner's membership. Raises InvalidInput naming the field.

    `time_zone`: whose days it keeps; empty for UTC.
    """
    settings = checked({"name": name, "origins": list(origins), "languages": list(languages), "time_zone": time_zone})
    site = Site(key=key or new_key(), widget_options={}, created_at=now)
    settings.apply(site)
    session.add(site)
    session.flush()
    session.add(Membership(account_id=owner_id, site_id=site.id, role=Role.OWNER, created_at=now))
    return site


def set_member(session: Session, site_id: int, account_id: int, role: Role, *, now: datetime) -> None:
    """Make the account a member of the site, or give a member another role."""
    membership = session.get(Membership, (account_id, site_id))
    if membership is None:
        session.add(Membership(account_id=account_id, site_id=site_id, role=role, created_at=now))
    else:
        membership.role = role
