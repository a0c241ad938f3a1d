"""Which sites an account may see and decide for."""

from collections.abc import Collection, Iterable
from typing import NamedTuple

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from service.errors import Forbidden, Moved, NotFound
from service.models import Account, Membership, Role, Site

DECIDERS = frozenset({Role.OWNER, Role.EDITOR})
OWNERS = frozenset({Role.OWNER})


class OwnSite(NamedTuple):
    """A site that an account belongs to, and as what. Every page of the desk reads all of an editor's."""

    id: int
    key: str
    name: str
    time_zone: str
    role: Role
    former_key: str | None


def called(sites: Iterable[OwnSite], key: str) -> OwnSite | None:
    """The one with this public key, else the one that had it before: links and saved views may hold that."""
    former = None
    for site in sites:
        if site.key == key:
            return site
        if key and site.former_key == key:
            former = site
    return former


def sites_of(session: Session, account_id: int) -> list[OwnSite]:
    """The sites that the account belongs to, by name."""
    known = select(Site.id, Site.key, Site.name, Site.time_zone, Membership.role, Site.former_key)
    mine = known.join(Membership, Membership.site_id == Site.id).where(Membership.account_id == account_id)
    return [OwnSite(*row) for row in session.execute(mine.order_by(Site.name, Site.id))]


def site_ids_of(session: Session, account_id: int) -> frozenset[int]:
    """The numbers of the sites that the account belongs to."""
    return frozenset(session.scalars(select(Membership.site_id).where(Membership.account_id == account_id)))


def owned_by(session: Session, account_id: int) -> list[int]:
    """The numbers of the sites that the account owns."""
    mine = select(Membership.site_id).where(Membership.account_id == account_id, Membership.role == Role.OWNER)
    return list(session.scalars(mine.order_by(Membership.site_id)))


def role_at(session: Session, account_id: int, site_id: int) -> Role | None:
    """The account's role at the site, if it has one."""
    return session.scalar(
        select(Membership.role).where(Membership.account_id == account_id, Membership.site_id == site_id)
    )


def require_role(session: Session, account_id: int, site_id: int, roles: Collection[Role]) -> None:
    """Raise Forbidden unless the account has one of these roles at the site."""
    if role_at(session, account_id, site_id) not in roles:
        raise Forbidden("Your role at this site does not allow that.")


def is_administrator(session: Session, account_id: int) -> bool:
    """Whether the account administrates the installation."""
    return session.scalar(select(Account.is_administrator).where(Account.id == account_id)) is True


def require_administrator(session: Session, account_id: int) -> None:
    """Raise Forbidden for everybody but administrators of the installation."""
    if not is_administrator(session, account_id):
        raise Forbidden("Only administrators of the installation may do that.")


def office_site(session: Session, account_id: int, key: str, roles: Collection[Role] = frozenset(Role)) -> Site:
    """The site with this key, for its members in one of these roles, and for administrators of the installation.

    Raises Forbidden for its other members, and NotFound for everybody else, whether or not there is such a site. Where
    the site had this key before, raises Moved for all who belong to it, however long ago it was changed.
    """
    named = select(Site).where(or_(Site.key == key, Site.former_key == key)).order_by(Site.key != key)
    site = session.scalar(named.limit(1)) if key.isprintable() else None
    role = None if site is None else role_at(session, account_id, site.id)
    administers = is_administrator(session, account_id)
    if site is None or (role is None and not administers):
        raise NotFound("There is no such site, or you are no member of it.")
    if site.key != key:
        raise Moved("The site has another key now.", former=key, present=site.key)
    if role not in roles and not administers:
        raise Forbidden("Your role at this site does not allow that.")
    return site


def led_site(session: Session, account_id: int, key: str) -> Site:
    """The site with this key, for those who set it up and see to its people: its owners, and administrators."""
    return office_site(session, account_id, key, OWNERS)
