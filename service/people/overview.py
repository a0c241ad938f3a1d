"""Who and what there is, for administrators; and their own sites, for everybody else."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from service.models import Account, Login, Membership, Role, Site


@dataclass(frozen=True, slots=True)
class SiteLine:
    """One site with the asker's role at it, if they have one."""

    site: Site
    role: Role | None
    members: int


@dataclass(frozen=True, slots=True)
class AccountLine:
    """One account, at how many sites it is, and when it was last used."""

    account: Account
    sites: int
    last_seen_at: datetime | None


def list_sites(session: Session, account_id: int, *, every: bool) -> Sequence[SiteLine]:
    """The account's sites by name, or with `every` all that there are."""
    members = select(func.count()).where(Membership.site_id == Site.id).correlate(Site).scalar_subquery()
    own = (Membership.site_id == Site.id) & (Membership.account_id == account_id)
    query = select(Site, Membership.role, members).join(Membership, own, isouter=every)
    return [SiteLine(*row) for row in session.execute(query.order_by(func.lower(Site.name), Site.id))]


def list_accounts(session: Session) -> Sequence[AccountLine]:
    """Everybody with an account, by name."""
    sites = select(func.count()).where(Membership.account_id == Account.id).correlate(Account).scalar_subquery()
    seen = (
        select(func.max(Login.last_seen_at)).where(Login.account_id == Account.id).correlate(Account).scalar_subquery()
    )
    query = select(Account, sites, seen).order_by(func.lower(Account.name), Account.id)
    return [AccountLine(*row) for row in session.execute(query)]


def roles_of(session: Session, account_id: int) -> list[tuple[Site, Role]]:
    """The account's sites with its role at each, by name."""
    rows = session.execute(
        select(Site, Membership.role)
        .join(Membership, Membership.site_id == Site.id)
        .where(Membership.account_id == account_id)
        .order_by(func.lower(Site.name), Site.id)
    )
    return [(site, role) for site, role in rows]
