"""Letters about people that did not arrive, for those who invited them or see to their accounts."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from service.models import Account, Invitation, Letter, LetterKind
from service.notifications.fate import latest_letters, undelivered_to
from service.notifications.links import AGREES_FOR
from service.people import email_change, invitations, resets
from service.people.letters import about_invitation

_LINKS_LAST: dict[LetterKind, timedelta] = {
    LetterKind.INVITATION: invitations.LASTS,
    LetterKind.PASSWORD_RESET: resets.LASTS,
    LetterKind.NEW_EMAIL: email_change.LASTS,
    LetterKind.MAILBOX: AGREES_FOR,
}


def letters_of(session: Session, invitations: Sequence[Invitation]) -> dict[int, Letter]:
    """The letter of each of these invitations, where one was written."""
    if not invitations:
        return {}
    oldest = min(invitation.created_at for invitation in invitations)
    letters = latest_letters(session, map(about_invitation, invitations), since=oldest)
    of_each = ((each, letters.get(about_invitation(each))) for each in invitations)
    # A number may have been an earlier invitation's.
    return {each.id: letter for each, letter in of_each if letter is not None and letter.email == each.email}


def send_invitation_again(session: Session, site_id: int, number: int, *, now: datetime) -> bool:
    """Have the dead letter of one of the site's invitations tried anew. False where there is no such letter."""
    mine = select(Invitation).where(Invitation.id == number, Invitation.site_id == site_id, Invitation.ends_at > now)
    invitation = session.scalar(mine.with_for_update())
    letter = letters_of(session, [invitation]).get(number) if invitation is not None else None
    if letter is None or not letter.is_dead:
        return False
    letter.send_again(now)
    return True


def addresses_without_letters(session: Session) -> frozenset[str]:
    """The accounts' addresses to which a letter did not arrive."""
    dead = (Letter.due_at.is_(None), Letter.sent_at.is_(None))
    return frozenset(session.scalars(select(Account.email).where(Account.email.in_(select(Letter.email).where(*dead)))))


def is_too_late(letter: Letter, now: datetime) -> bool:
    """Whether its link has ended, so that sending it again would help nobody."""
    lasts = _LINKS_LAST.get(letter.kind)
    return lasts is not None and letter.created_at <= now - lasts


def forget_ended_links(session: Session, *, now: datetime) -> None:
    """Empty the dead letters whose links have ended: what they said is of use to nobody any more."""
    for kind, lasts in _LINKS_LAST.items():
        dead = (Letter.kind == kind, Letter.due_at.is_(None), Letter.sent_at.is_(None))
        session.execute(update(Letter).where(*dead, Letter.created_at <= now - lasts).values(values={}))


def send_letters_again(session: Session, account: Account, *, now: datetime) -> int:
    """Have the dead letters to this account tried anew, but for those that are too late. How many."""
    again = [letter for letter in undelivered_to(session, account.email) if not is_too_late(letter, now)]
    for letter in again:
        letter.send_again(now)
    return len(again)
