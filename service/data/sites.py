"""Whose data it is: the sites that a command works at."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.accounts.create import find_account
from service.accounts.permissions import owned_by
from service.errors import NotFound
from service.models import Site


def sites_at(session: Session, *, key: str = "", owner: str = "") -> list[int]:
    """The numbers of all sites; only the one with this key; only those that the account with this address owns.

    Raises NotFound for a site or an account that there is not, and where nothing is left.
    """
    named = select(Site.id).where(Site.key == key) if key else select(Site.id).order_by(Site.id)
    sites = list(session.scalars(named))
    if key and not sites:
        raise NotFound("There is no site with this key.")
    if owner:
        own = owned_by(session, find_account(session, owner).id)
        sites = [number for number in sites if number in own]
        if not sites:
            raise NotFound("%(owner)s owns no such site.", owner=owner)
    return sites
