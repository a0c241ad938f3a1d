"""Codes at log-in: turned on with an app, asked for, never taken twice; recovery codes; turned off."""

import re
from collections.abc import Callable
from datetime import timedelta

import pyotp
import pytest
from fastapi import FastAPI
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from service.accounts import two_factor
from service.accounts.logins import check_password
from service.database import Database
from service.models import Account, RecoveryCode
from service.settings import Settings
from tests.client import TestClient
from tests.conftest import BASE_URL, Clock
from tests.factories import PASSWORD, MadeSite
from tests.people.person import GOOD, HERE, Person

WRONG = "This code is not right, or was used before."


class Phone:
    """The app with its secret, by the test's clock."""

    def __init__(self, secret: str, clock: Clock) -> None:
        self._app, self._clock = pyotp.TOTP(secret), clock

    def code(self, steps: int = 0) -> str:
        """The code that it shows now, or so many half minutes later."""
        return self._app.at(self._clock() + timedelta(seconds=30 * steps))


def _turned_on(person: Person, clock: Clock) -> tuple[Phone, list[str]]:
    """Turn it on by the page; the app and the recovery codes. The code that was used for it is past."""
    person.open("/desk/account/two-factor")
    found = re.search(r'class="secret">([A-Z2-7 ]+)<', person.page.text)
    assert found is not None
    phone = Phone(found[1].replace(" ", ""), clock)
    assert person.send("/two-factor", code=phone.code(), current=PASSWORD).status_code == 200
    codes = re.findall(r"<code>([a-z0-9]{5}-[a-z0-9]{5})</code>", person.page.text)
    clock.advance(minutes=2)
    return phone, codes


def _asked(app: FastAPI, site: MadeSite, password: str = PASSWORD) -> Person:
    """Somebody who has given the password and is asked for a code."""
    somebody = Person(app)
    somebody.open("/login?next=/desk/account")
    assert somebody.send("/login", email=site.owner_email, password=password).status_code == 200
    assert not somebody.is_in
    return somebody


def _account(database: Database, site: MadeSite) -> Account:
    with database.read() as session:
        return session.get_one(Account, site.owner_id)


def test_it_is_turned_on_and_asked_for(app: FastAPI, owner: Person, site: MadeSite, clock: Clock) -> None:
    elsewhere = Person(app, site.owner_email)
    phone, codes = _turned_on(owner, clock)
    assert len(set(codes)) == two_factor.RECOVERY_CODES and owner.is_in and not elsewhere.is_in
    somebody = _asked(app, site)
    assert "One more step" in somebody.shown()
    assert somebody.send("/login/code", code="000000").status_code == 422 and WRONG in somebody.shown()
    assert somebody.send("/login/code", code=phone.code()).headers["location"] == "/desk/account"
    assert somebody.is_in


def test_the_secret_is_sealed_and_the_codes_are_hashed(
    owner: Person, site: MadeSite, database: Database, clock: Clock, settings: Settings
) -> None:
    owner.open("/desk/account/two-factor")
    secret = re.findall(r'class="secret">([A-Z2-7 ]+)<', owner.page.text)[0].replace(" ", "")
    assert '<svg viewBox="0 0' in owner.page.text and "style=" not in owner.page.text
    code = pyotp.TOTP(secret).at(clock())
    owner.send("/two-factor", code=code, current=PASSWORD)
    codes = re.findall(r"<code>([a-z0-9-]{11})</code>", owner.page.text)
    stored = _account(database, site).totp_secret
    assert stored is not None and secret.encode() not in stored
    with database.read() as session:
        hashes = session.scalars(select(RecoveryCode.code_hash)).all()
    assert len(hashes) == len(codes) == 10 and not any(each.encode() in held for each in codes for held in hashes)


def test_no_code_is_taken_twice(app: FastAPI, owner: Person, site: MadeSite, clock: Clock) -> None:
    owner.open("/desk/account/two-factor")
    secret = re.findall(r'class="secret">([A-Z2-7 ]+)<', owner.page.text)[0].replace(" ", "")
    phone = Phone(secret, clock)
    used = phone.code()
    owner.send("/two-factor", code=used, current=PASSWORD)
    assert _asked(app, site).send("/login/code", code=used).status_code == 422, "the code that turned it on"
    clock.advance(seconds=30)
    code = phone.code()
    assert _asked(app, site).send("/login/code", code=code).status_code == 303
    for late in (code, used, phone.code(-1)):
        assert _asked(app, site).send("/login/code", code=late).status_code == 422
    clock.advance(seconds=30)
    assert _asked(app, site).send("/login/code", code=phone.code()).status_code == 303


@pytest.mark.parametrize(("steps", "status"), [(-2, 422), (-1, 303), (0, 303), (1, 303), (2, 422)])
def test_a_clock_may_be_half_a_minute_wrong(
    app: FastAPI, owner: Person, site: MadeSite, clock: Clock, steps: int, status: int
) -> None:
    phone, _ = _turned_on(owner, clock)
    assert _asked(app, site).send("/login/code", code=phone.code(steps)).status_code == status


def test_a_recovery_code_lets_in_once(
    app: FastAPI, owner: Person, site: MadeSite, other: MadeSite, clock: Clock
) -> None:
    _, codes = _turned_on(owner, clock)
    assert _asked(app, site).send("/login/code", code=f" {codes[3].upper().replace('-', ' ')} ").status_code == 303
    assert _asked(app, site).send("/login/code", code=codes[3]).status_code == 422
    owner.open("/desk/account/two-factor")
    assert "9 recovery codes are left." in owner.shown()
    stranger = Person(app, other.owner_email)
    _turned_on(stranger, clock)
    asked = Person(app)
    asked.open("/login")
    asked.send("/login", email=other.owner_email, password=PASSWORD)
    assert asked.send("/login/code", code=codes[4]).status_code == 422, "another account's"


def test_recovery_codes_are_renewed(
    app: FastAPI, owner: Person, site: MadeSite, clock: Clock, database: Database
) -> None:
    _, former = _turned_on(owner, clock)
    assert "No recovery code is left" not in owner.open("/desk/account").text
    with database.write() as session:
        session.execute(delete(RecoveryCode))
    for page in ("/desk/account", "/desk/account/two-factor"):
        assert "No recovery code is left" in owner.open(page).text
    assert owner.send("/codes", current="wrong").status_code == 422 and "This is not your password." in owner.shown()
    owner.send("/codes", current=PASSWORD)
    codes = re.findall(r"<code>([a-z0-9-]{11})</code>", owner.page.text)
    assert len(codes) == 10 and not set(codes) & set(former)
    assert _asked(app, site).send("/login/code", code=former[0]).status_code == 422
    assert _asked(app, site).send("/login/code", code=codes[0]).status_code == 303


def test_it_is_turned_off_with_the_password(
    app: FastAPI, owner: Person, site: MadeSite, clock: Clock, database: Database
) -> None:
    _turned_on(owner, clock)
    owner.open("/desk/account/two-factor")
    assert owner.send("/off", current="wrong").status_code == 422
    assert _account(database, site).totp_secret is not None
    owner.open("/desk/account/two-factor")
    owner.send("/off", current=PASSWORD)
    assert "Codes are not asked for any more." in owner.shown() and Person(app, site.owner_email).is_in
    with database.read() as session:
        assert session.scalars(select(RecoveryCode)).all() == []
    assert owner.post("/desk/account/two-factor/codes", form=owner.form, current=PASSWORD).status_code == 422


def test_it_is_not_turned_on_without_password_and_code(
    owner: Person, site: MadeSite, database: Database, clock: Clock
) -> None:
    owner.open("/desk/account/two-factor")
    secret = re.findall(r'class="secret">([A-Z2-7 ]+)<', owner.page.text)[0]
    code = pyotp.TOTP(secret.replace(" ", "")).at(clock())
    assert owner.send("/two-factor", code=code, current="wrong").status_code == 422
    assert "This is not your password." in owner.shown() and secret in owner.page.text, "the secret stays the same"
    assert owner.send("/two-factor", code="000000", current=PASSWORD).status_code == 422
    assert "This is not the code that belongs to this secret" in owner.shown() and secret in owner.page.text
    for sealed in ("", "x", "A" * 200):
        assert owner.send("/two-factor", sealed=sealed, code=code, current=PASSWORD).status_code == 422
        assert "This secret is too old." in owner.shown()
    assert _account(database, site).totp_secret is None


def test_the_second_step_needs_the_first(
    app: FastAPI, owner: Person, site: MadeSite, other: MadeSite, clock: Clock
) -> None:
    phone, _ = _turned_on(owner, clock)
    stranger = Person(app)
    for ticket in ("", "x", "A" * 200):
        assert stranger.post("/login/code", ticket=ticket, code=phone.code()).status_code == 422
        assert "That took too long." in stranger.shown()
    late = _asked(app, site)
    clock.advance(minutes=10)
    assert late.send("/login/code", code=phone.code()).status_code == 422 and not late.is_in
    before = _asked(app, site)
    owner.open("/desk/account")
    owner.send("/password", current=PASSWORD, password=GOOD, again=GOOD)
    assert before.send("/login/code", code=phone.code()).status_code == 422, "the password is another one by now"
    assert _asked(app, site, GOOD).send("/login/code", code=phone.code()).status_code == 303


def test_guessing_codes_is_limited(
    app: FastAPI, owner: Person, site: MadeSite, clock: Clock, settings: Settings
) -> None:
    phone, _ = _turned_on(owner, clock)
    thief = _asked(app, site)
    answers = [
        thief.send("/login/code", code=f"{number:06}").status_code
        for number in range(settings.logins_per_quarter_hour + 1)
    ]
    assert answers == [422] * settings.logins_per_quarter_hour + [429]
    assert thief.send("/login/code", code=phone.code()).status_code == 429, "not even the right one"
    elsewhere = TestClient(app, base_url=BASE_URL, follow_redirects=False, client=("198.51.100.9", 50000))
    said = {"ticket": re.findall(r'name="ticket" value="([^"]+)"', thief.page.text)[0], "code": phone.code()}
    assert elsewhere.post("/login/code", data=said, headers=HERE).status_code == 429, "nor from another network"
    known = owner
    known.send("/logout") if known.open("/desk/account").status_code == 200 else None
    known.open("/login")
    known.send("/login", email=site.owner_email, password=PASSWORD)
    assert known.send("/login/code", code=phone.code()).status_code == 303, "a browser that is known gets in"


def test_a_password_that_is_changed_meanwhile_opens_nothing(
    app: FastAPI, site: MadeSite, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While it is looked at, its owner takes another one, or turns codes on: both end all log-ins, and this one too."""

    def checked(change: str) -> Callable[..., Account | None]:
        def check(session: Session, **said: str) -> Account | None:
            account = check_password(session, **said)
            with database.write() as writing:
                meanwhile = writing.get_one(Account, site.owner_id)
                setattr(meanwhile, change, b"secret" if change == "totp_secret" else "another")
            return account

        return check

    for change in ("totp_secret", "password_hash"):
        monkeypatch.setattr("service.accounts.routes.login.check_password", checked(change))
        somebody = Person(app)
        somebody.open("/login")
        assert somebody.send("/login", email=site.owner_email, password=PASSWORD).status_code == 422
        assert not somebody.is_in
        with database.write() as session:
            session.get_one(Account, site.owner_id).totp_secret = None


def test_nothing_of_it_is_logged(
    app: FastAPI, owner: Person, site: MadeSite, clock: Clock, capfd: pytest.CaptureFixture[str]
) -> None:
    phone, codes = _turned_on(owner, clock)
    code = phone.code()
    _asked(app, site).send("/login/code", code=code)
    logged = "".join(capfd.readouterr())
    assert "/login/code" in logged and code not in logged and codes[0] not in logged and PASSWORD not in logged
