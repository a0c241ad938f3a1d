"""Invitations: a link for one person to one site, which works once and not for ever."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from service.accounts.create import email_of
from service.accounts.logins import token_hash
from service.errors import Conflict, InvalidInput, NotFound
from service.models import Account, Invitation, Membership, Role, Site
from service.people.tokens import derived_token, new_token
from service.settings import Settings

LASTS = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Invited:
    """An invitation with its link's token."""

    invitation: Invitation
    token: str
    is_repeated: bool = False
    """Whether the same form had made it before: nothing is new."""
    is_renewed: bool = False
    """Whether it took the place of one that was good still."""


def invite_once(
    session: Session,
    settings: Settings,
    site_id: int,
    *,
    once: str,
    email: str,
    role: Role,
    by_id: int,
    now: datetime,
) -> Invited:
    """As `invite`; a form that is sent twice, by a double click, has made one invitation and gets the same link.

    `once` is the form's own word, another on each page. Raises InvalidInput.
    """
    address = email_of(email)
    session.execute(select(Site.id).where(Site.id == site_id).with_for_update())  # the second click waits for the first
    theirs = select(Invitation).where(Invitation.site_id == site_id, Invitation.email == address)
    former = session.scalar(theirs.where(Invitation.ends_at > now))
    if not once:
        return Invited(*invite(session, site_id, email=address, role=role, by_id=by_id, now=now))
    token = derived_token(settings, "invitation", once, str(site_id), str(by_id), address, role)
    if former is not None and former.token_hash == token_hash(token):
        return Invited(former, token, is_repeated=True)
    invitation, _ = invite(session, site_id, email=address, role=role, by_id=by_id, now=now, token=token)
    return Invited(invitation, token, is_renewed=former is not None)


def invite(
    session: Session,
    site_id: int,
    *,
    email: str,
    role: Role,
    by_id: int | None,
    now: datetime,
    token: str | None = None,
) -> tuple[Invitation, str]:
    """An invitation and its link's token, in place of a former one to the same person. Raises InvalidInput."""
    address = email_of(email)
    member = select(Membership.account_id).join(Account, Account.id == Membership.account_id)
    if session.scalar(member.where(Membership.site_id == site_id, Account.email == address)) is not None:
        raise InvalidInput("%(email)s is a member of this site already.", field="email", email=address)
    token = token or new_token()[0]
    session.execute(delete(Invitation).where(Invitation.site_id == site_id, Invitation.email == address))
    invitation = Invitation(
        token_hash=token_hash(token),
        site_id=site_id,
        email=address,
        role=role,
        invited_by_id=by_id,
        created_at=now,
        ends_at=now + LASTS,
    )
    session.add(invitation)
    session.flush()
    return invitation, token


def list_invitations(session: Session, site_id: int) -> list[tuple[Invitation, str | None]]:
    """The site's invitations that nobody has accepted, the newest first, each with the name of who invited."""
    rows = session.execute(
        select(Invitation, Account.name)
        .outerjoin(Account, Account.id == Invitation.invited_by_id)
        .where(Invitation.site_id == site_id)
        .order_by(Invitation.id.desc())
    )
    return [(invitation, name) for invitation, name in rows]


def withdraw(session: Session, site_id: int, number: int) -> bool:
    """Make the link of one of the site's invitations worth nothing. False where there is no such any more."""
    withdrawn = delete(Invitation).where(Invitation.id == number, Invitation.site_id == site_id)
    return session.scalar(withdrawn.returning(Invitation.id)) is not None


def find_invitation(session: Session, token: str, *, now: datetime) -> tuple[Invitation, Site]:
    """The invitation of this link, with its site. Raises NotFound, the same for every link that is no good."""
    row = session.execute(
        select(Invitation, Site)
        .join(Site, Site.id == Invitation.site_id)
        .where(Invitation.token_hash == token_hash(token), Invitation.ends_at > now)
    ).first()
    if row is None:
        raise _gone()
    return row[0], row[1]


def has_account(session: Session, invitation: Invitation) -> bool:
    """Whether the invited person has an account already."""
    return session.scalar(select(func.count()).where(Account.email == invitation.email)) == 1


def accept(session: Session, token: str, account: Account, *, now: datetime) -> Site:
    """Make the account a member, and use the invitation up. A member by other ways keeps their role.

    Raises NotFound as `find_invitation` does, and Conflict for another person's invitation.
    """
    invitation, site = find_invitation(session, token, now=now)
    if invitation.email != account.email:
        raise Conflict(
            "This invitation is for %(invited)s, and you are logged in as %(email)s.",
            invited=invitation.email,
            email=account.email,
        )
    role = invitation.role
    used = delete(Invitation).where(Invitation.id == invitation.id).returning(Invitation.id)
    if session.scalar(used.execution_options(synchronize_session=False)) is None:
        raise _gone()
    if session.get(Membership, (account.id, site.id)) is None:
        session.add(Membership(account_id=account.id, site_id=site.id, role=role, created_at=now))
        session.flush()
    return site


def purge_invitations(session: Session, *, now: datetime) -> None:
    """Forget invitations that ended long ago: they hold somebody's address."""
    session.execute(delete(Invitation).where(Invitation.ends_at < now - 4 * LASTS))


def _gone() -> NotFound:
    return NotFound(
        "It was accepted or withdrawn, or it is too old. If you have accepted it, log in; "
        "else ask whoever invited you for another one.",
        code="invitation_gone",
    )
