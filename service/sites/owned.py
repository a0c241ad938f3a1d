"""The site of an office page: looked up for whoever may set it up."""

from sqlalchemy.orm import Session

from service.accounts.permissions import led_site
from service.models import Site


def owned_site(session: Session, account_id: int, key: str) -> Site:
    """The site with this key, to be set up by one of its owners or an administrator of the installation.

    Raises NotFound for sites that the account is no member of, the same as for those that there are not, and Forbidden
    where its role does not allow it.
    """
    return led_site(session, account_id, key)
