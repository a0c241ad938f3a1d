"""Invitations: for one person, to one site, for a week, once."""

import re
from collections.abc import Callable

import pytest
from fastapi import FastAPI
from sqlalchemy import select

from service.database import Database
from service.models import Account, Invitation, Letter, LetterKind, Membership, Role
from service.settings import Settings
from service.worker import Worker
from tests.conftest import BASE_URL, Clock
from tests.factories import PASSWORD, MadeSite, make_member
from tests.people.person import GOOD, Person

EMIL = "emil@courier.example"
NEW = {"name": "Emil Zola", "password": GOOD, "again": GOOD}
GONE = "This invitation is no longer valid It was accepted or withdrawn, or it is too old."


def _invited(owner: Person, email: str = EMIL, role: str = "editor") -> str:
    """Invite by the form; the link."""
    owner.open("/office/courier/people")
    assert owner.send("/people", email=email, role=role).status_code == 200
    assert owner.link.startswith(f"{BASE_URL}/invitation?token=")
    return owner.link


def _role(database: Database, site: MadeSite, email: str) -> Role | None:
    with database.read() as session:
        found = select(Membership.role).join(Account, Account.id == Membership.account_id)
        return session.scalar(found.where(Account.email == email, Membership.site_id == site.id))


def test_a_new_person_accepts_with_a_new_account(
    app: FastAPI, owner: Person, site: MadeSite, database: Database
) -> None:
    link = _invited(owner, " Emil@Courier.example ", "viewer")
    assert "Pass this link on to emil@courier.example." in owner.shown()
    emil = Person(app)
    emil.open(link)
    assert "You are invited to The Courier" in emil.shown() and "Viewer : looks on" in emil.shown()
    assert emil.send("/invitation", **NEW | {"email": "eve@evil.test"}).headers["location"] == "/desk?site=courier"
    assert emil.is_in and _role(database, site, EMIL) is Role.VIEWER
    with database.read() as session:
        assert session.scalar(select(Account).where(Account.email == "eve@evil.test")) is None
        assert session.scalars(select(Invitation)).all() == []
        assert session.scalars(select(Account.is_administrator).where(Account.email == EMIL)).one() is False


def test_the_link_works_once(app: FastAPI, owner: Person) -> None:
    link = _invited(owner)
    first, second = Person(app), Person(app)
    for person in (first, second):
        person.open(link)
    assert first.send("/invitation", **NEW).status_code == 303
    assert second.send("/invitation", **NEW).status_code == 404 and GONE in second.shown()
    assert Person(app).open(link).status_code == 404


def test_somebody_with_an_account_logs_in_and_accepts(
    app: FastAPI, owner: Person, site: MadeSite, other: MadeSite, database: Database
) -> None:
    make_member(database, other, EMIL, Role.OWNER)
    link = _invited(owner)
    emil = Person(app)
    emil.open(link)
    assert "There is an account with this address." in emil.shown()
    assert emil.post("/invitation", token=link.partition("=")[2], **NEW).status_code == 422
    assert "There is an account for emil@courier.example already." in emil.shown()
    emil.open("/login?next=" + link.removeprefix(BASE_URL).replace("?", "%3F"))
    assert emil.send("/login", email=EMIL, password=PASSWORD).status_code == 303
    assert emil.send("/invitation/joining").headers["location"] == "/desk?site=courier"
    assert _role(database, site, EMIL) is Role.EDITOR and _role(database, other, EMIL) is Role.OWNER


def test_another_persons_invitation_is_of_no_use(
    app: FastAPI, owner: Person, site: MadeSite, other: MadeSite, database: Database
) -> None:
    link = _invited(owner)
    eve = Person(app, other.owner_email)
    eve.open(link)
    assert "You are logged in as owner@gazette.example." in eve.shown()
    assert "/invitation/joining" not in eve.page.text
    answer = eve.post("/invitation/joining", token=link.partition("=")[2], form=eve.form)
    assert answer.status_code == 422 and "This invitation is for emil@courier.example" in eve.shown()
    assert _role(database, site, other.owner_email) is None
    assert Person(app).open(link).status_code == 200, "it still waits for whom it is for"


def test_it_ends_after_a_week(app: FastAPI, owner: Person, clock: Clock) -> None:
    link = _invited(owner)
    clock.advance(days=6, hours=23)
    assert Person(app).open(link).status_code == 200
    clock.advance(hours=1)
    late = Person(app)
    assert late.open(link).status_code == 404
    assert late.post("/invitation", token=link.partition("=")[2], **NEW).status_code == 404
    again = Person(app, "owner@courier.example")
    again.open("/office/courier/people")
    assert "too old: the link leads nowhere" in again.shown()


def test_it_is_withdrawn_or_renewed(app: FastAPI, owner: Person, database: Database) -> None:
    first = _invited(owner)
    assert "emil@courier.example Editor invited by Olena Courier good until 9 Mar 2026" in owner.shown()
    owner.send("/people", email=EMIL, role="editor")
    second = owner.link
    assert Person(app).open(first).status_code == 404 and Person(app).open(second).status_code == 200
    owner.open("/office/courier/people")
    assert second.partition("=")[2] not in owner.page.text, "it was shown once"
    owner.send("/withdrawal")
    assert "The invitation is withdrawn" in owner.shown() and EMIL not in owner.shown()
    assert Person(app).open(second).status_code == 404


def test_a_double_click_makes_one_invitation(
    app: FastAPI, with_mail: Settings, owner: Person, letters: Callable[[], list[Letter]], database: Database
) -> None:
    owner.open("/office/courier/people")
    once = re.findall(r'name="once" value="([^"]+)"', owner.page.text)[0]
    filled = {"form": owner.form, "once": once, "email": EMIL, "role": "editor"}
    links = []
    for _ in range(2):
        owner.post("/office/courier/people", **filled)
        links.append(owner.link)
    assert links[0] == links[1] and len(letters()) == 1 and "invited already" not in owner.shown()
    assert Person(app).open(links[0]).status_code == 200
    owner.send("/people", email=EMIL, role="editor")
    assert "They were invited already: the former link leads nowhere any more." in owner.shown()
    assert owner.link != links[0] and Person(app).open(links[0]).status_code == 404
    with database.read() as session:
        assert len(session.scalars(select(Invitation)).all()) == 1


@pytest.mark.parametrize("token", ["", "guessed", "x" * 100, "é", "%00"])
def test_a_guess_leads_nowhere(app: FastAPI, owner: Person, token: str) -> None:
    _invited(owner)
    stranger = Person(app)
    assert stranger.open(f"/invitation?token={token}").status_code == 404 and GONE in stranger.shown()
    assert stranger.post("/invitation", token=token, **NEW).status_code == 404


@pytest.mark.parametrize(
    ("email", "role", "why"),
    [
        ("nobody", "editor", "That is no e-mail address."),
        ("a@b(c).example", "editor", "That is no e-mail address."),  # which would be sent to a@b.example
        ("owner@courier.example", "editor", "owner@courier.example is a member of this site already."),
        (EMIL, "king", "Please choose a role."),
        (EMIL, "", "Please choose a role."),
    ],
)
def test_a_refusal_keeps_what_was_typed(owner: Person, database: Database, email: str, role: str, why: str) -> None:
    owner.open("/office/courier/people")
    assert owner.send("/people", email=email, role=role).status_code == 422
    assert why in owner.shown() and f'value="{email}"' in owner.page.text
    with database.read() as session:
        assert session.scalars(select(Invitation)).all() == []


def test_a_wrong_name_or_password_uses_nothing_up(app: FastAPI, owner: Person) -> None:
    emil = Person(app)
    emil.open(_invited(owner))
    assert emil.send("/invitation", **NEW | {"password": "emilemil12", "again": "emilemil12"}).status_code == 422
    assert "This password would soon be guessed." in emil.shown() and 'value="Emil Zola"' in emil.page.text
    assert emil.send("/invitation", **NEW).status_code == 303


def test_the_letter_waits_in_the_same_transaction(
    app: FastAPI, with_mail: Settings, owner: Person, letters: Callable[[], list[Letter]], database: Database
) -> None:
    link = _invited(owner)
    assert "The invitation is on its way to emil@courier.example." in owner.shown()
    (letter,) = letters()
    assert (letter.kind, letter.email, letter.language) == (LetterKind.INVITATION, EMIL, "en")
    assert letter.values == {
        "link": link,
        "site": "The Courier",
        "role": "editor",
        "invited_by": "Olena Courier",
        "days": "7",
    }
    with database.read() as session:
        assert link.partition("=")[2].encode() not in session.scalars(select(Invitation.token_hash)).one()


def test_without_mail_nothing_is_queued(owner: Person, letters: Callable[[], list[Letter]]) -> None:
    _invited(owner)
    assert letters() == []


def test_nobody_sends_hundreds(owner: Person) -> None:
    owner.open("/office/courier/people")
    form = owner.form
    answers = [
        owner.post("/office/courier/people", form=form, email=f"r{number}@x.example", role="viewer").status_code
        for number in range(61)
    ]
    assert answers == [200] * 60 + [429]


def test_what_is_long_over_is_forgotten(owner: Person, database: Database, worker: Worker, clock: Clock) -> None:
    _invited(owner)
    for days, left in ((34, 1), (2, 0)):
        clock.advance(days=days)
        worker.run_once()
        with database.read() as session:
            assert len(session.scalars(select(Invitation)).all()) == left
