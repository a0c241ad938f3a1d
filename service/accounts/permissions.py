"""Which sites an account may see and decide for."""

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session, load_only

from service.errors import Forbidden, NotFound
from service.models import Account, Membership, Role, Site

DECIDERS = frozenset({Role.OWNER, Role.EDITOR})
OWNERS = frozenset({Role.OWNER})


def sites_of(session: Session, account_id: int) -> list[Site]:
    """The sites that the account belongs to, by name."""
    return [site for site, _ in roles_of(session, account_id)]


def roles_of(session: Session, account_id: int) -> list[tuple[Site, Role]]:
    """The sites that the account belongs to, by name, with its role at each. Settings of sites are read once needed."""
    named = load_only(Site.id, Site.key, Site.name)
    mine = select(Site, Membership.role).join(Membership, Membership.site_id == Site.id).options(named)
    rows = session.execute(mine.where(Membership.account_id == account_id).order_by(Site.name, Site.id))
    return [(site, role) for site, role in rows]


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


def led_site(session: Session, account_id: int, key: str) -> Site:
    """The site with this key, for those who see to its people: its owners, and administrators.

    Raises Forbidden for its other members, and NotFound for everybody else.
    """
    site = session.scalar(select(Site).where(Site.key == key)) if key.isprintable() else None
    role = None if site is None else role_at(session, account_id, site.id)
    if site is None or (role is None and not is_administrator(session, account_id)):
        raise NotFound("There is no such site, or you are no member of it.")
    if role is not Role.OWNER and not is_administrator(session, account_id):
        raise Forbidden("Your role at this site does not allow that.")
    return site
