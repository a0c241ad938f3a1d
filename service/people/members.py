"""The members of a site: who they are, what they may do, and that one owner is left."""

from datetime import datetime

from sqlalchemy import case, delete, func, select, update
from sqlalchemy.orm import Session

from service.accounts.logins import end_logins
from service.errors import Conflict, NotFound
from service.models import Account, Author, Issue, Membership, Role, Site

_RANK = case({Role.OWNER: 0, Role.EDITOR: 1}, value=Membership.role, else_=2)


def list_members(session: Session, site_id: int) -> list[tuple[Account, Membership]]:
    """Everybody at the site: owners first, then editors and viewers, each by name."""
    rows = session.execute(
        select(Account, Membership)
        .join(Membership, Membership.account_id == Account.id)
        .where(Membership.site_id == site_id)
        .order_by(_RANK, func.lower(Account.name), Account.id)
    )
    return [(account, membership) for account, membership in rows]


def put_member(session: Session, site_id: int, account_id: int, role: Role, *, now: datetime) -> None:
    """Make the account a member, or give a member another role. Raises Conflict as `change_role` does."""
    if _membership(session, site_id, account_id) is None:
        session.add(Membership(account_id=account_id, site_id=site_id, role=role, created_at=now))
        session.flush()
    else:
        change_role(session, site_id, account_id, role)


def change_role(
    session: Session, site_id: int, account_id: int, role: Role, *, keeping: bytes | None = None
) -> Membership:
    """Give a member another role; their log-ins end, but for the one with the token hash `keeping`.

    Raises NotFound where the account is no member, and Conflict where the site would be left without an owner.
    """
    membership = _locked(session, site_id, account_id)
    if membership.role is not role:
        _require_another_owner(session, membership)
        membership.role = role
        end_logins(session, account_id, but=keeping)
    return membership


def remove_member(session: Session, site_id: int, account_id: int, *, keeping: bytes | None = None) -> None:
    """Take somebody out of the site, and end their log-ins.

    What is assigned to them there is assigned to nobody, and no name on its pages stands for them any more.

    Raises as `change_role` does.
    """
    membership = _locked(session, site_id, account_id)
    _require_another_owner(session, membership)
    theirs = (Issue.site_id == site_id, Issue.assignee_id == account_id)
    session.execute(update(Issue).where(*theirs).values(assignee_id=None))
    session.execute(delete(Author).where(Author.site_id == site_id, Author.account_id == account_id))
    session.delete(membership)
    session.flush()
    end_logins(session, account_id, but=keeping)


def _membership(session: Session, site_id: int, account_id: int) -> Membership | None:
    return session.get(Membership, (account_id, site_id), populate_existing=True)


def _locked(session: Session, site_id: int, account_id: int) -> Membership:
    session.execute(select(Site.id).where(Site.id == site_id).with_for_update())  # one at a time changes who owns it
    membership = _membership(session, site_id, account_id)
    if membership is None:
        raise NotFound("There is no such member of this site.")
    return membership


def _require_another_owner(session: Session, membership: Membership) -> None:
    if membership.role is not Role.OWNER:
        return
    others = (
        Membership.site_id == membership.site_id,
        Membership.role == Role.OWNER,
        Membership.account_id != membership.account_id,
    )
    if session.scalar(select(Membership.account_id).where(*others).limit(1)) is None:
        raise Conflict("A site needs an owner, and this is the last one: make somebody else an owner first.")
