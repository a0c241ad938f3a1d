"""One's own account: name, address and password, and the log-ins."""

from collections.abc import Callable

import pytest
from fastapi import FastAPI
from sqlalchemy import select

from service.database import Database
from service.domain.rhythm import Rhythm
from service.models import Account, Channel, Letter, LetterKind, Login, PasswordReset
from service.notifications.personal import set_called
from service.people.resets import new_reset
from service.settings import Settings
from tests.conftest import Clock
from tests.factories import PASSWORD, MadeSite, log_in, make_member
from tests.people.person import GOOD, HERE, Person

Letters = Callable[[], list[Letter]]
NEW = "olena@harbour.example"
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


def _account(database: Database, site: MadeSite) -> Account:
    with database.read() as session:
        return session.get_one(Account, site.owner_id)


def test_the_name_is_changed(owner: Person, site: MadeSite, database: Database) -> None:
    owner.open("/desk/account")
    owner.send("/name", name="  Olena   Mill ")
    assert "Your name is changed." in owner.shown() and _account(database, site).name == "Olena Mill"
    assert owner.send("/name", name=" ").status_code == 422
    assert "A name has 1 to 100 characters." in owner.shown() and _account(database, site).name == "Olena Mill"


def test_the_password_is_changed_and_other_log_ins_end(
    app: FastAPI, with_mail: Settings, owner: Person, site: MadeSite, letters: Letters
) -> None:
    elsewhere = Person(app, site.owner_email)
    owner.open("/desk/account")
    owner.send("/password", current=PASSWORD, password=GOOD, again=GOOD)
    assert "You are logged out everywhere else." in owner.shown()
    assert owner.is_in and not elsewhere.is_in
    assert log_in(elsewhere.client, site.owner_email).status_code == 422
    assert log_in(elsewhere.client, site.owner_email, GOOD).status_code == 303
    (letter,) = letters()
    assert (letter.kind, letter.email, letter.values) == (
        LetterKind.PASSWORD_CHANGED,
        site.owner_email,
        {"name": "Olena Courier"},
    )


@pytest.mark.parametrize(
    ("fields", "where", "why"),
    [
        ({"current": "wrong"}, "current", "This is not your password."),
        ({"current": ""}, "current", "This is not your password."),
        ({"password": "short", "again": "short"}, "password", "A password has 10 to 1,024 characters."),
        ({"password": "x" * 1025}, "password", "A password has 10 to 1,024 characters."),
        ({"password": "olenacourier"}, "password", "This password would soon be guessed."),
        ({"again": "another"}, "again", "This is not the same password as above."),
    ],
)
def test_a_refused_password_changes_nothing(
    owner: Person, site: MadeSite, database: Database, fields: dict[str, str], where: str, why: str
) -> None:
    before = _account(database, site).password_hash
    owner.open("/desk/account")
    sent = {"current": PASSWORD, "password": GOOD, "again": GOOD} | fields
    assert owner.send("/password", **sent).status_code == 422
    assert why in owner.shown() and f'id="wrong-{where}"' in owner.page.text
    assert GOOD not in owner.page.text and PASSWORD not in owner.page.text
    assert _account(database, site).password_hash == before and owner.is_in


def _ask(person: Person, letters: Letters, email: str = NEW) -> str:
    """Want another address; the link that goes to it."""
    person.open("/desk/account")
    assert person.send("/email", email=f" {email.title()} ", current=PASSWORD).status_code == 303
    assert (letters()[-1].kind, letters()[-1].email) == (LetterKind.NEW_EMAIL, email)
    return str(letters()[-1].values["link"])


def test_the_address_is_changed_once_it_is_confirmed_and_the_former_one_told(
    app: FastAPI, with_mail: Settings, owner: Person, site: MadeSite, letters: Letters, database: Database, clock: Clock
) -> None:
    elsewhere = Person(app, site.owner_email)
    with database.write() as session:
        new_reset(session, site.owner_id, now=clock())
        set_called(session, site.owner_id, Rhythm.AT_ONCE, now=clock())
    link = _ask(owner, letters)
    assert f"Waiting for confirmation: {NEW}" in owner.shown() and "The e-mail is on its way" in owner.shown()
    assert [elsewhere.is_in, _account(database, site).email] == [True, site.owner_email]
    elsewhere.open(link)
    assert NEW in elsewhere.shown() and _account(database, site).email == site.owner_email, "a look changes nothing"
    owner.open(link)
    owner.send("/new-email")
    assert f"Log in with {NEW} from now on." in owner.shown()
    assert [owner.is_in, elsewhere.is_in] == [True, False]
    assert Person(app, NEW).is_in
    told = letters()[-1]
    assert (told.kind, told.email) == (LetterKind.EMAIL_CHANGED, site.owner_email)
    assert told.values == {"name": "Olena Courier", "new": NEW}
    assert owner.open(link).status_code == 404 and "This link is no longer valid" in owner.shown(), "it works once"
    with database.read() as session:
        assert session.scalars(select(PasswordReset)).all() == [], "links to the former address are worth nothing"
        assert session.scalars(select(Channel.config)).all() == [{"address": NEW}], "what calls for them goes there"


def test_without_mail_the_address_is_changed_at_once(
    app: FastAPI, owner: Person, site: MadeSite, database: Database
) -> None:
    owner.open("/desk/account")
    assert "another address takes its place at once, unconfirmed" in owner.shown()
    owner.send("/email", email=NEW, current=PASSWORD)
    assert f"You log in with {NEW} from now on." in owner.shown() and _account(database, site).email == NEW
    assert owner.post("/desk/account/email/again", form=owner.form).status_code == 404


def test_a_link_to_a_new_address_ends_by_another_by_withdrawal_and_by_time(
    app: FastAPI, with_mail: Settings, owner: Person, site: MadeSite, letters: Letters, database: Database, clock: Clock
) -> None:
    first = _ask(owner, letters)
    owner.send("/email/again")
    second = letters()[-1].values["link"]
    other = _ask(owner, letters, "o@harbour.example")
    owner.send("/email/withdrawal")
    assert "Your address stays as it is." in owner.shown() and "Waiting" not in owner.shown()
    late = _ask(owner, letters, "l@harbour.example")
    clock.advance(days=1)
    stranger = Person(app)
    for link in (first, second, other, late, "/new-email?token=guessed"):
        assert stranger.open(link).status_code == 404
        assert stranger.post("/new-email", token=link.partition("=")[2]).status_code == 404
    assert _account(database, site).email == site.owner_email


def test_a_new_address_that_somebody_else_took_meanwhile_is_refused(
    app: FastAPI, with_mail: Settings, owner: Person, site: MadeSite, letters: Letters, database: Database
) -> None:
    link = _ask(owner, letters)
    make_member(database, site, NEW)
    owner.open(link)
    assert owner.send("/new-email").status_code == 409
    assert f"There is an account for {NEW} already." in owner.shown()
    assert _account(database, site).email == site.owner_email


def test_nobodys_mailbox_is_filled_by_strangers_new_addresses(
    with_mail: Settings, owner: Person, letters: Letters
) -> None:
    _ask(owner, letters)
    answers = [owner.send("/email/again").status_code for _ in range(3)]
    assert answers == [303, 303, 422] and len(letters()) == 3
    assert f"{NEW} was written to several times today." in owner.shown()


@pytest.mark.parametrize(
    ("email", "current", "why"),
    [
        ("x@harbour.example", "wrong", "This is not your password."),
        ("nobody", PASSWORD, "That is no e-mail address."),
        ("emil@courier.example", PASSWORD, "There is an account for emil@courier.example already."),
    ],
)
def test_a_refused_address_changes_nothing(
    owner: Person, site: MadeSite, database: Database, email: str, current: str, why: str
) -> None:
    make_member(database, site, "emil@courier.example")
    owner.open("/desk/account")
    assert owner.send("/email", email=email, current=current).status_code == 422
    assert why in owner.shown() and f'value="{email}"' in owner.page.text
    assert _account(database, site).email == site.owner_email


def test_the_same_address_is_no_change(owner: Person, site: MadeSite, app: FastAPI) -> None:
    elsewhere = Person(app, site.owner_email)
    owner.open("/desk/account")
    assert owner.send("/email", email=site.owner_email, current=PASSWORD).status_code == 303
    assert elsewhere.is_in


def test_guessing_by_an_open_log_in_is_limited(owner: Person, settings: Settings) -> None:
    form = owner.form
    sent = {"form": form, "current": "wrong", "password": GOOD, "again": GOOD}
    answers = [
        owner.post("/desk/account/password", **sent).status_code for _ in range(settings.logins_per_quarter_hour + 1)
    ]
    assert answers == [422] * settings.logins_per_quarter_hour + [429]
    assert "Too many attempts." in owner.shown()


def test_log_ins_are_listed_by_browser_and_ended_singly(
    app: FastAPI, site: MadeSite, database: Database, clock: Clock
) -> None:
    here = Person(app, site.owner_email, agent=FIREFOX)
    clock.advance(hours=1)
    phone = Person(app, site.owner_email, agent="Mozilla/5.0 (iPhone; like Mac OS X) Version/18.0 Safari/604.1")
    here.open("/desk/account/logins")
    assert "Safari, iPhone since 15:20" in here.shown() and "Firefox, Linux this one since 14:20" in here.shown()
    with database.read() as session:
        assert sorted(session.scalars(select(Login.browser))) == ["Firefox, Linux", "Safari, iPhone"]
    here.send("/end")
    assert "1 log-in is ended." in here.shown() and "iPhone" not in here.shown()
    assert here.is_in and not phone.is_in


def test_all_others_are_ended_at_once(app: FastAPI, owner: Person, site: MadeSite) -> None:
    others = [Person(app, site.owner_email) for _ in range(3)]
    owner.open("/desk/account/logins")
    owner.send("/logins/end")
    assert "3 log-ins are ended." in owner.shown() and owner.is_in
    assert not any(person.is_in for person in others)


def test_nobody_ends_another_persons_log_in(owner: Person, app: FastAPI, other: MadeSite, database: Database) -> None:
    stranger = Person(app, other.owner_email)
    with database.read() as session:
        number = session.scalars(select(Login.id).where(Login.account_id == other.owner_id)).one()
    owner.post(f"/desk/account/logins/{number}/end", form=owner.form)
    assert "0 log-ins are ended." in owner.shown() and stranger.is_in


def test_no_address_and_no_user_agent_is_kept(app: FastAPI, site: MadeSite, database: Database) -> None:
    Person(app, site.owner_email, agent=f"{FIREFOX} secret-device-7")
    with database.read() as session:
        (login,) = session.scalars(select(Login))
        kept = repr(vars(login))
    assert "secret-device" not in kept and "Gecko" not in kept and "testclient" not in kept


def test_forms_are_ones_own(owner: Person, app: FastAPI, other: MadeSite) -> None:
    stranger = Person(app, other.owner_email)
    answer = owner.client.post("/desk/account/name", data={"form": stranger.form, "name": "x"}, headers=HERE)
    assert answer.status_code == 403
