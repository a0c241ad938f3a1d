"""The letters about accounts: rows that leave with the transaction that causes them, where mail is set up at all."""

from datetime import datetime

from sqlalchemy.orm import Session

from service.models import Account, Invitation, Letter, LetterKind, Site
from service.notifications.letters import values_to_keep
from service.people import invitations, resets
from service.settings import Settings


def invitation_link(settings: Settings, token: str) -> str:
    """The address at which an invitation is accepted."""
    return f"{settings.base_url}/invitation?token={token}"


def reset_link(settings: Settings, token: str) -> str:
    """The address at which a forgotten password is replaced."""
    return f"{settings.base_url}/reset?token={token}"


def send_invitation(
    session: Session,
    settings: Settings,
    invitation: Invitation,
    token: str,
    *,
    site: Site,
    invited_by: str,
    language: str,
    now: datetime,
) -> bool:
    """Have the link sent to whom it is for, in the language of the inviting person. False where no mail is set up."""
    values = {
        "link": invitation_link(settings, token),
        "site": site.name,
        "role": str(invitation.role),
        "invited_by": invited_by,
        "days": str(invitations.LASTS.days),
    }
    about = about_invitation(invitation)
    return _send(session, settings, LetterKind.INVITATION, invitation.email, values, language, now, about=about)


def about_invitation(invitation: Invitation) -> str:
    """How letters name the invitation that they belong to."""
    return f"invitation {invitation.id}"


def about_new_email(account_id: int) -> str:
    """How letters name the account whose new address they ask."""
    return f"new email {account_id}"


def send_new_email(
    session: Session, settings: Settings, account: Account, email: str, token: str, *, days: int, now: datetime
) -> bool:
    """Have the new address asked whether it is the account's. False where no mail is set up."""
    link = f"{settings.base_url}/new-email?token={token}"
    values = {"link": link, "name": account.name, "former": account.email, "days": str(days)}
    about = about_new_email(account.id)
    return _send(session, settings, LetterKind.NEW_EMAIL, email, values, account.language, now, about=about)


def send_reset(session: Session, settings: Settings, account: Account, token: str, *, now: datetime) -> bool:
    """Have the link to a new password sent. False where no mail is set up."""
    minutes = str(int(resets.LASTS.total_seconds()) // 60)
    values = {"link": reset_link(settings, token), "name": account.name, "minutes": minutes}
    return _send(session, settings, LetterKind.PASSWORD_RESET, account.email, values, account.language, now)


def tell_of_new_password(session: Session, settings: Settings, account: Account, *, now: datetime) -> bool:
    """Tell the owner of the account that its password is another one. False where no mail is set up."""
    values = {"name": account.name}
    return _send(session, settings, LetterKind.PASSWORD_CHANGED, account.email, values, account.language, now)


def tell_of_new_email(session: Session, settings: Settings, account: Account, former: str, *, now: datetime) -> bool:
    """Tell the former address which one takes its place. False where no mail is set up."""
    values = {"name": account.name, "new": account.email}
    return _send(session, settings, LetterKind.EMAIL_CHANGED, former, values, account.language, now)


def _send(
    session: Session,
    settings: Settings,
    kind: LetterKind,
    email: str,
    values: dict[str, str],
    language: str,
    now: datetime,
    *,
    about: str = "",
) -> bool:
    if settings.mail_server is None:
        return False
    kept = values_to_keep(settings, values, email=email)
    Letter.queue(session, kind, email=email, values=kept, language=language, about=about, now=now)
    return True
