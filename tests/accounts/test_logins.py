"""Log-ins end: by themselves, by logging out, by a new one; and a copy of the cookie is of no use then."""

import pytest
from fastapi import FastAPI
from sqlalchemy import select

from service.accounts.logins import token_hash
from service.database import Database
from service.models import Login
from service.settings import Settings
from tests.client import TestClient
from tests.conftest import BASE_URL, Clock
from tests.desk import Desk
from tests.factories import PASSWORD, log_in, make_site

COOKIE = "bluepencil"


def _is_in(client: TestClient) -> bool:
    return client.get("/desk").status_code == 200


def _tokens(database: Database) -> list[bytes]:
    with database.read() as session:
        return list(session.scalars(select(Login.token_hash)))


def test_the_cookie_holds_a_token_and_the_table_its_hash(client: TestClient, database: Database) -> None:
    answer = log_in(client, make_site(database).owner_email)
    token = answer.cookies[COOKIE]
    assert len(token) == 43 and _tokens(database) == [token_hash(token)]
    flags = answer.headers["set-cookie"].lower()
    assert "httponly" in flags and "samesite=lax" in flags and "path=/" in flags and "max-age=1209600" in flags


def test_an_idle_log_in_ends(client: TestClient, database: Database, clock: Clock) -> None:
    log_in(client, make_site(database).owner_email)
    for _ in range(3):
        clock.advance(hours=11, minutes=59)
        assert _is_in(client)
    clock.advance(hours=12, minutes=1)
    assert not _is_in(client)


def test_a_used_log_in_ends_too(client: TestClient, database: Database, clock: Clock) -> None:
    log_in(client, make_site(database).owner_email)
    token = client.cookies[COOKIE]
    for _ in range(14 * 2 + 3):
        client.cookies.clear()
        client.get("/desk", headers={"cookie": f"{COOKIE}={token}"})
        clock.advance(hours=11)
    assert client.get("/desk", headers={"cookie": f"{COOKIE}={token}"}).status_code == 303


def test_after_logging_out_a_stolen_cookie_is_of_no_use(client: TestClient, app: FastAPI, database: Database) -> None:
    desk = Desk(client, make_site(database).owner_email)
    thief = TestClient(app, base_url=BASE_URL, follow_redirects=False, cookies={COOKIE: client.cookies[COOKIE]})
    assert _is_in(thief)
    assert desk.send("/logout").headers["location"] == "/login"
    assert not _is_in(thief) and not _is_in(client) and _tokens(database) == []


def test_logging_in_gives_a_new_token_and_ends_the_former(client: TestClient, app: FastAPI, database: Database) -> None:
    site = make_site(database)
    client.cookies.set(COOKIE, "chosen-by-somebody-else")
    first = log_in(client, site.owner_email).cookies[COOKIE]
    assert first != "chosen-by-somebody-else"
    second = log_in(client, site.owner_email).cookies[COOKIE]
    assert second != first and _tokens(database) == [token_hash(second)]


def test_other_browsers_of_the_account_stay_logged_in(client: TestClient, app: FastAPI, database: Database) -> None:
    site = make_site(database)
    other = TestClient(app, base_url=BASE_URL, follow_redirects=False)
    for browser in (client, other):
        log_in(browser, site.owner_email)
    Desk(client, site.owner_email).send("/logout")
    assert _is_in(other) and not _is_in(client)


def test_log_ins_that_have_ended_are_cleared_away(client: TestClient, database: Database, clock: Clock) -> None:
    site = make_site(database)
    log_in(client, site.owner_email)
    client.cookies.clear()
    clock.advance(days=14)
    log_in(client, site.owner_email)
    assert len(_tokens(database)) == 1


@pytest.mark.parametrize(("email", "password"), [("nobody@courier.example", PASSWORD), (None, "wrong"), (None, "")])
def test_a_failure_says_nothing_about_the_account(
    client: TestClient, database: Database, email: str | None, password: str
) -> None:
    site = make_site(database)
    answer = log_in(client, email or site.owner_email, password)
    assert answer.status_code == 422 and "set-cookie" not in answer.headers
    assert "That address and password do not belong together." in answer.text
    assert _tokens(database) == []


def test_too_many_attempts_are_stopped_before_hashing(
    client: TestClient, settings: Settings, database: Database, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = make_site(database)
    asked: list[str] = []
    monkeypatch.setattr("service.accounts.logins.verify_password", lambda password, stored: asked.append(password))
    answers = [log_in(client, site.owner_email, "wrong") for _ in range(settings.logins_per_quarter_hour + 1)]
    assert answers[-1].status_code == 429 and 0 < int(answers[-1].headers["retry-after"]) <= 900
    assert [answer.status_code for answer in answers[:-1]] == [422] * settings.logins_per_quarter_hour
    assert len(asked) == settings.logins_per_quarter_hour
    assert log_in(client, "another@courier.example", "wrong").status_code == 422
    clock.advance(minutes=15)
    assert log_in(client, site.owner_email, "wrong").status_code == 422


@pytest.mark.parametrize(
    ("wanted", "led"),
    [
        ("/desk/issues/7?status=open", "/desk/issues/7?status=open"),
        ("https://evil.test/", "/desk"),
        ("//evil.test/", "/desk"),
        ("/\\evil.test/", "/desk"),
        ("/desk\r\nX: y", "/desk"),
        ("", "/desk"),
    ],
)
def test_after_logging_in_one_stays_on_this_service(
    client: TestClient, database: Database, wanted: str, led: str
) -> None:
    site = make_site(database)
    form = {"email": site.owner_email, "password": PASSWORD, "next": wanted}
    answer = client.post("/login", data=form, headers={"sec-fetch-site": "same-origin"})
    assert (answer.status_code, answer.headers["location"]) == (303, led)
