"""Changing a site's public key, with a time in which pages may still have the former one."""

import secrets
import string
from datetime import datetime, timedelta

from sqlalchemy import update
from sqlalchemy.orm import Session

from service.models import Site

GRACE_DAYS = (7, 30, 90)
"""For how long a former key may work on."""
DEFAULT_GRACE_DAYS = 30
_LETTERS = string.ascii_letters + string.digits


def new_key() -> str:
    """A random public key: 12 letters and digits, 71 bits."""
    # No hyphen among them: the command line would take a key that begins with one for an option.
    return "".join(secrets.choice(_LETTERS) for _ in range(12))


def rotate_key(site: Site, *, grace: timedelta, now: datetime) -> None:
    """Give the site a new key. The one that it had works on until the grace is over; one before that ends now."""
    site.former_key, site.former_key_until = site.key, now + grace
    site.key = new_key()


def end_former_key(site: Site) -> None:
    """Let the former key work no more, from now on."""
    site.former_key = site.former_key_until = None


def purge_former_keys(session: Session, *, now: datetime) -> None:
    """Forget the keys whose grace is over."""
    over = update(Site).where(Site.former_key_until <= now)
    session.execute(over.values(former_key=None, former_key_until=None))
