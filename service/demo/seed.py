"""Making the demo site and its owner."""

from datetime import datetime
from urllib.parse import urlsplit

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.accounts.create import create_account
from service.accounts.passwords import generate_password
from service.models import Account, Site
from service.sites.create import create_site

SITE_KEY = "demo"
SITE_NAME = "The Harbour Courier"
OWNER = "owner@demo.example"
_LOOPBACK = ("127.0.0.1", "localhost")


def seed(session: Session, *, base_url: str, now: datetime) -> str | None:
    """Make the demo owner and site where they are missing. The owner's new password, or None if there was one already.

    The demo site always allows the address that the service has now.
    """
    password = None
    owner = session.scalar(select(Account).where(Account.email == OWNER))
    if owner is None:
        password = generate_password()
        owner = create_account(session, email=OWNER, name="Nadia Moroz", password=password, now=now)
    site = session.scalar(select(Site).where(Site.key == SITE_KEY))
    origins = own_origins(base_url)
    if site is None:
        create_site(
            session, name=SITE_NAME, origins=origins, languages=["en"], owner_id=owner.id, now=now, key=SITE_KEY
        )
    else:
        site.origins = origins
    return password


def own_origins(base_url: str) -> list[str]:
    """The service's own origin; on this machine by both of its names."""
    parts = urlsplit(base_url)
    if parts.hostname not in _LOOPBACK:
        return [base_url]
    port = f":{parts.port}" if parts.port else ""
    return [f"{parts.scheme}://{name}{port}" for name in _LOOPBACK]
