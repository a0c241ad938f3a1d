"""What administrators do about the accounts of others."""

from datetime import timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from service.accounts.administrators import set_administrator
from service.errors import Conflict, NotFound
from service.models import Account, Membership, Role, Site
from service.people.members import remove_member

RESET_LASTS = timedelta(days=1)
"""Of a link that an administrator hands over by other ways than e-mail."""


def account_of(session: Session, number: int) -> Account:
    """The account with this number. Raises NotFound."""
    account = session.get(Account, number)
    if account is None:
        raise NotFound("There is no such account.")
    return account


def remove_account(session: Session, number: int) -> None:
    """Remove an account and its memberships; what it has decided and written stays, by nobody.

    Raises NotFound, and Conflict for the last owner of a site or the last administrator.
    """
    account = account_of(session, number)
    set_administrator(session, number, False)
    alone = _owned_alone(session, number)
    if alone is not None:
        raise Conflict(
            "%(name)s is the last owner of %(site)s: make somebody else an owner first.", name=account.name, site=alone
        )
    for site_id in session.scalars(select(Membership.site_id).where(Membership.account_id == number)).all():
        remove_member(session, site_id, number)
    session.delete(account)
    session.flush()


def _owned_alone(session: Session, account_id: int) -> str | None:
    """The name of a site that has this account for its only owner."""
    owners = (
        select(Membership.site_id, func.count().label("owners"))
        .where(Membership.role == Role.OWNER)
        .group_by(Membership.site_id)
        .subquery()
    )
    own = (Membership.account_id == account_id, Membership.role == Role.OWNER, owners.c.owners == 1)
    return session.scalar(
        select(Site.name)
        .join(Membership, Membership.site_id == Site.id)
        .join(owners, owners.c.site_id == Site.id)
        .where(*own)
        .order_by(Site.name)
        .limit(1)
    )
