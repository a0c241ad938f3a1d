"""Making sites and their members."""

import re
import secrets
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from service.domain.characters import clean_line
from service.domain.origins import Origin
from service.errors import InvalidInput
from service.models import Membership, Role, Site

_LANGUAGE = re.compile(r"[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8})*")


def create_site(
    session: Session,
    *,
    name: str,
    origins: Sequence[str],
    languages: Sequence[str],
    owner_id: int,
    now: datetime,
    key: str | None = None,
) -> Site:
    """A new site with a random public key, and its owner's membership. Raises InvalidInput naming the field."""
    called = clean_line(name)
    if not 1 <= len(called) <= 100:
        raise InvalidInput("A site's name has 1 to 100 characters.", field="name")
    site = Site(
        key=key or secrets.token_urlsafe(9),
        name=called,
        origins=[_origin(text) for text in origins],
        languages=[_language(tag) for tag in languages],
        widget_options={},
        created_at=now,
    )
    if not site.origins:
        raise InvalidInput("A site has at least one origin, such as https://news.example.org.", field="origins")
    if not site.languages:
        raise InvalidInput("A site has at least one language, such as en.", field="languages")
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


def _origin(text: str) -> str:
    try:
        return str(Origin.parse(text.strip(), pattern=True))
    except ValueError as error:
        raise InvalidInput("“%(text)s” is no origin: %(why)s.", field="origins", text=text, why=error) from error


def _language(tag: str) -> str:
    if not _LANGUAGE.fullmatch(tag):
        raise InvalidInput("“%(tag)s” is no language tag: use en, de, pt-BR ...", field="languages", tag=tag)
    return tag
