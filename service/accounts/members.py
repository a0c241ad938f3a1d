"""The members of a site, to choose from."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.models import Account, Membership


def members_of(session: Session, site_id: int) -> list[Account]:
    """By name."""
    members = select(Account).join(Membership, Membership.account_id == Account.id)
    return list(session.scalars(members.where(Membership.site_id == site_id).order_by(Account.name, Account.id)))
