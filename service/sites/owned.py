"""The site of an office page: looked up among the sites of whoever asks."""

from sqlalchemy.orm import Session

from service.accounts.permissions import OWNERS, require_role, sites_of
from service.errors import NotFound
from service.models import Site


def owned_site(session: Session, account_id: int, key: str) -> Site:
    """The site with this key, to be set up by this account.

    Raises NotFound for sites that the account is no member of, the same as for those that there are not, and Forbidden
    where its role does not allow it.
    """
    site = next((site for site in sites_of(session, account_id) if site.key == key), None)
    if site is None:
        raise NotFound("There is no such site, or you are no member of it.")
    require_role(session, account_id, site.id, OWNERS)
    return site
