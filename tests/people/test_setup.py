"""The first run: who can read what the server prints makes the first account, once."""

from fastapi import FastAPI
from sqlalchemy import select

from service.database import Database
from service.models import Account, SetupToken
from service.people.setup import offer_setup
from tests.conftest import Clock
from tests.factories import make_site
from tests.people.person import GOOD, Person

WHO = {"name": "Nora Mill", "email": " Nora@Courier.example ", "password": GOOD, "again": GOOD}


def _offered(database: Database, clock: Clock) -> str:
    with database.write() as session:
        token = offer_setup(session, now=clock())
    assert token is not None
    return token


def _accounts(database: Database) -> list[Account]:
    with database.read() as session:
        return list(session.scalars(select(Account)))


def test_everything_leads_there_until_there_is_an_account(app: FastAPI, database: Database, clock: Clock) -> None:
    somebody = Person(app)
    for path, leads in (("/", "/desk"), ("/desk", "/login?next=%2Fdesk"), ("/login?next=%2Fdesk", "/setup")):
        assert somebody.open(path).headers["location"] == leads
    somebody.open(f"/setup?token={_offered(database, clock)}")
    answer = somebody.send("/setup", **WHO)
    assert answer.headers["location"] == "/office"
    assert "Make a site" in somebody.shown() and somebody.is_in
    (account,) = _accounts(database)
    assert (account.email, account.name, account.is_administrator) == ("nora@courier.example", "Nora Mill", True)


def test_the_token_is_kept_as_a_hash_and_gone_after_use(app: FastAPI, database: Database, clock: Clock) -> None:
    former, token = _offered(database, clock), _offered(database, clock)
    with database.read() as session:
        kept = session.scalars(select(SetupToken.token_hash)).all()
    assert len(kept) == 2 and token.encode() not in kept
    first, second = Person(app), Person(app)
    for person in (first, second):
        person.open(f"/setup?token={token}")
    first.send("/setup", **WHO)
    assert second.send("/setup", **WHO | {"email": "eve@evil.test"}).headers["location"] == "/login"
    assert Person(app).open(f"/setup?token={former}").headers["location"] == "/login"
    with database.write() as session:
        assert session.scalars(select(SetupToken)).all() == []
        assert offer_setup(session, now=clock()) is None
    assert len(_accounts(database)) == 1


def test_without_the_token_nothing_is_made_and_nothing_typed_is_lost(
    app: FastAPI, database: Database, clock: Clock
) -> None:
    token = _offered(database, clock)
    for wrong in ("", "guessed", token + "x", "é"):
        stranger = Person(app)
        stranger.open("/setup")
        assert stranger.send("/setup", **WHO | {"token": wrong}).status_code == 422
        assert "This is not what the server printed" in stranger.shown()
        assert 'value="Nora Mill"' in stranger.page.text and GOOD not in stranger.page.text
    clock.advance(days=2)
    renewed = _offered(database, clock)
    late = Person(app)
    assert late.post("/setup", token=token, **WHO).status_code == 422
    assert late.post("/setup", token=renewed, **WHO).status_code == 303


def test_each_refusal_stands_beside_its_field(app: FastAPI, database: Database, clock: Clock) -> None:
    person = Person(app)
    person.open(f"/setup?token={_offered(database, clock)}")
    for field, value, why in (
        ("name", " ", "A name has 1 to 100 characters."),
        ("email", "nobody", "That is no e-mail address."),
        ("password", "password12", "This password would soon be guessed."),
        ("password", "short", "A password has 10 to 1,024 characters."),
        ("again", "another one", "This is not the same password as above."),
    ):
        assert person.send("/setup", **WHO | {field: value}).status_code == 422
        assert f'id="wrong-{field}"' in person.page.text and why in person.shown()
    assert _accounts(database) == []


def test_it_is_closed_where_there_is_an_account(app: FastAPI, database: Database) -> None:
    make_site(database)
    assert Person(app).open("/setup").headers["location"] == "/login"
    assert Person(app).post("/setup", token="x", **WHO).headers["location"] == "/login"
    assert len(_accounts(database)) == 1
