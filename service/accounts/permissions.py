"""Which sites an account may see and decide for."""

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.errors import Forbidden
from service.models import Membership, Role, Site

DECIDERS = frozenset({Role.OWNER, Role.EDITOR})


def sites_of(session: Session, account_id: int) -> list[Site]:
    """The sites that the account belongs to, by name."""
    member = select(Membership.site_id).where(Membership.account_id == account_id)
    return list(session.scalars(select(Site).where(Site.id.in_(member)).order_by(Site.name, Site.id)))


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
