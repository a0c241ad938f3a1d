"""The members of a site, to choose from."""

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.models import Account, Membership


def members_of(session: Session, site_id: int) -> list[Account]:
    """By name."""
    members = select(Account).join(Membership, Membership.account_id == Account.id)
    return list(session.scalars(members.where(Membership.site_id == site_id).order_by(Account.name, Account.id)))


def name_among(session: Session, account_id: int, site_ids: Collection[int]) -> str:
    """The name of a member of one of these sites; empty for whoever is none."""
    named = select(Account.name).join(Membership, Membership.account_id == Account.id)
    return session.scalar(named.where(Account.id == account_id, Membership.site_id.in_(site_ids)).limit(1)) or ""
