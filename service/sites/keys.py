"""Changing a site's public key, with a time in which pages may still have the former one."""

import secrets
import string
from datetime import datetime, timedelta

from sqlalchemy import func, update
from sqlalchemy.orm import Session

from service.models import SavedView, Site

GRACE_DAYS = (7, 30, 90)
"""For how long a former key may work on."""
DEFAULT_GRACE_DAYS = 30
_LETTERS = string.ascii_letters + string.digits


def new_key() -> str:
    """A random public key: 12 letters and digits, 71 bits."""
    # No hyphen among them: the command line would take a key that begins with one for an option.
    return "".join(secrets.choice(_LETTERS) for _ in range(12))


def rotate_key(session: Session, site: Site, *, grace: timedelta, now: datetime) -> None:
    """Give the site a new key. The one that it had works on until the grace is over; one before that ends now.

    Kept views of the site go along, for links with a key lead here only until the key is changed once more.
    """
    former, site.key = site.key, new_key()
    site.former_key, site.former_key_until = former, now + grace
    _rename_in_views(session, former, site.key)


def _rename_in_views(session: Session, former: str, key: str) -> None:
    said, says = f'"site":"{former}"', f'"site":"{key}"'  # in no other value: quotation marks are escaped there
    held = SavedView.query.contains(said, autoescape=True)
    session.execute(update(SavedView).where(held).values(query=func.replace(SavedView.query, said, says)))


def working_former_key(site: Site, *, now: datetime) -> str | None:
    """The former key, while it works."""
    until = site.former_key_until
    return site.former_key if until is not None and until > now else None


def end_former_key(site: Site, *, now: datetime) -> None:
    """Let the former key work no more, from now on. It is still known, so that the office's old addresses lead here."""
    if working_former_key(site, now=now) is not None:
        site.former_key_until = now
