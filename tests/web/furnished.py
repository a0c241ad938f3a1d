"""The rooms of the office of the newsroom, with something in each, and the addresses of all pages."""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from service.dictionary.learn import ADDED, add_pair, add_word
from service.domain.roles import Role
from service.domain.workflow import Decision
from service.models import (
    Account,
    Batch,
    ChannelKind,
    Delivery,
    EmailChange,
    InstallationCheck,
    Letter,
    LetterKind,
    Off,
    Purpose,
    Site,
)
from service.notifications.authors import add_rule
from service.notifications.channels import Wishes, open_channel
from service.notifications.links import DecisionLink, agreement_token, decision_token, mailbox_of, unsubscribe_token
from service.notifications.senders.outcomes import Why
from service.people.invitations import invite
from service.people.resets import new_reset
from service.people.tokens import new_token
from service.settings import Settings
from service.sites.check.findings import Finding, State
from service.sites.check.words import WORDS
from tests.factories import MadeSite

DAY = timedelta(days=1)


def furnish(session: Session, settings: Settings, site: MadeSite, now: datetime) -> dict[str, str]:
    """Fill the rooms. The address of a page by its route, for those whose parameters are not simply 1."""
    owner = session.get_one(Account, site.owner_id)
    owner.is_administrator = True
    made = session.get_one(Site, site.id)
    made.former_key, made.former_key_until = "x1", now + DAY
    add_word(session, site.id, "Ґудзь", origin=ADDED, account_id=owner.id, now=now)
    add_pair(session, site.id, "Кіїв", "Київ", account_id=owner.id, now=now)
    for role in Role:
        invite(session, site.id, email=f"{role}@new.example", role=role, by_id=owner.id, now=now)
    _, invitation = invite(session, site.id, email="c@new.example", role=Role.EDITOR, by_id=owner.id, now=now)
    first = _channels(session, site.id, owner.id, settings, now)
    session.add(Batch(account_id=owner.id, action="resolve", selection={}, total=9, failure="x", created_at=now))
    add_rule(session, site.id, "Юлія Дзюба", owner.id, settings, now=now)
    session.add(_check(site.id, now))
    token, stored = new_token()
    session.add(
        EmailChange(account_id=owner.id, token_hash=stored, email="n@k1.example", created_at=now, ends_at=now + DAY)
    )
    _letters(session, owner.email, now)
    agreement = agreement_token(settings, first, "a@k1.example", now=now)
    decision = decision_token(settings, DecisionLink(owner.id, mailbox_of(owner.email), 1, Decision.RESOLVE), now=now)
    return {
        "/invitation": f"/invitation?token={invitation}",
        "/office/{site_key}/embed/guides/{guide}": "/office/k1/embed/guides/html",
        "/new-email": f"/new-email?token={token}",
        "/mailbox/{token}": f"/mailbox/{agreement}",
        "/reset": f"/reset?token={new_reset(session, owner.id, now=now, lasts=DAY)}",
        "/unsubscribe/{token}": f"/unsubscribe/{unsubscribe_token(settings, first, 'a@k1.example')}",
        "/desk/confirm/{token}": f"/desk/confirm/{decision}",
        "/office/accounts/{number}": f"/office/accounts/{owner.id + 1}",
        "/desk/notifications/{number}": f"/desk/notifications/{first}",
        "/desk/notifications/{number}/test": f"/desk/notifications/{first}/test",
        "/office/{site_key}/channels/{number}": f"/office/k1/channels/{first + 1}",
        "/office/{site_key}/channels/{number}/test": f"/office/k1/channels/{first + 1}/test",
    }


def _letters(session: Session, email: str, now: datetime) -> None:
    """A dead letter of each kind."""
    for kind, failure in zip(LetterKind, Why, strict=False):
        session.add(Letter(kind=kind, email=email, values={}, created_at=now, failure=failure, attempts=1))
    for about, due_at in (("new email 1", now), ("channel 1", None), ("invitation 1", now)):
        session.add(
            Letter(
                kind=LetterKind.NEW_EMAIL,
                email=f"{Role.OWNER}@new.example",
                values={},
                about=about,
                created_at=now,
                due_at=due_at,
                failure="busy",
            )
        )


def _check(site_id: int, now: datetime) -> InstallationCheck:
    """A look at a page that has found everything that can be found."""
    values = dict.fromkeys(("url", "host", "status", "origin", "there", "here", "key", "count", "version"), "1")
    values |= {"directive": "1", "path": "1", "message": "There are more than %(most)s redirects.", "most": "5"}
    findings = [Finding(code, State.WRONG, values).row() for code in WORDS]
    return InstallationCheck(
        site_id=site_id, url="https://news.example/1", asked_at=now, checked_at=now, findings=findings, due_at=None
    )


def _channels(session: Session, site_id: int, account_id: int, settings: Settings, now: datetime) -> int:
    """A channel of each kind, one of them the owner's own, whose number is returned; those of the site follow."""
    mailbox = {"address": "a@k1.example"}
    own, _ = open_channel(
        session, ChannelKind.EMAIL, Wishes("Пошта"), mailbox, settings, account_id=account_id, now=now
    )
    for number, kind in enumerate(ChannelKind):
        config = {"address": "b@k1.example", "url": "https://k1.example/hook", "token": "1:x", "chat": "1"}
        channel, _ = open_channel(session, kind, Wishes("Канал"), config, settings, site_id=site_id, now=now)
        if number > 1:
            channel.off_at, channel.off_why = now, list(Off)[number % len(Off)]
        for failure in (None, *Why):
            session.add(
                Delivery(channel_id=channel.id, purpose=Purpose.NEWS, created_at=now, failure=failure, attempts=number)
            )
    return own.id
