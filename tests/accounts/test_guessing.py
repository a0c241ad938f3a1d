"""Limits on guessing: they stop those who guess, and lock nobody out."""

import threading

import pytest
from fastapi import FastAPI

from service.accounts.guessing import is_mark_of, new_mark
from service.database import Database
from service.settings import Settings
from service.web import context
from tests.client import TestClient
from tests.conftest import BASE_URL, Clock
from tests.factories import PASSWORD, log_in, make_member, make_site

MARK = "bluepencil-known"


def _browser(app: FastAPI, host: str = "203.0.113.7") -> TestClient:
    return TestClient(app, base_url=BASE_URL, follow_redirects=False, client=(host, 50000))


def _guess(app: FastAPI, settings: Settings, email: str, host: str = "203.0.113.7") -> None:
    guesser = _browser(app, host)
    answers = [log_in(guesser, email, "wrong").status_code for _ in range(settings.logins_per_quarter_hour + 1)]
    assert set(answers) == {422, 429}


def test_a_stranger_elsewhere_locks_nobody_out(app: FastAPI, database: Database, settings: Settings) -> None:
    site = make_site(database)
    _guess(app, settings, site.owner_email)
    assert log_in(_browser(app), site.owner_email).status_code == 429
    assert log_in(_browser(app, "198.51.100.9"), site.owner_email).status_code == 303


def test_a_known_browser_gets_in_even_beside_a_guesser(app: FastAPI, database: Database, settings: Settings) -> None:
    site = make_site(database)
    known = _browser(app)
    log_in(known, site.owner_email)
    known.cookies.delete("bluepencil")
    _guess(app, settings, site.owner_email)
    assert log_in(_browser(app), site.owner_email).status_code == 429
    assert log_in(known, site.owner_email).status_code == 303


def test_a_known_browser_is_limited_too(app: FastAPI, database: Database, settings: Settings) -> None:
    site = make_site(database)
    known = _browser(app)
    log_in(known, site.owner_email)
    answers = [
        log_in(known, site.owner_email, "wrong").status_code for _ in range(settings.logins_per_quarter_hour + 1)
    ]
    assert answers == [422] * settings.logins_per_quarter_hour + [429]


def test_a_mark_counts_for_its_own_account_only(app: FastAPI, database: Database, settings: Settings) -> None:
    site = make_site(database)
    make_member(database, site, "emil@courier.example")
    emil = _browser(app)
    log_in(emil, "emil@courier.example")
    _guess(app, settings, site.owner_email)
    assert log_in(emil, site.owner_email).status_code == 429
    for forged in ("", "x", "x.y", f"{emil.cookies[MARK]}0", "é.é"):
        somebody = _browser(app)
        cookie = {b"cookie": f"{MARK}={forged}".encode(), b"sec-fetch-site": b"same-origin"}
        form = {"email": site.owner_email, "password": PASSWORD}
        assert somebody.post("/login", data=form, headers=cookie).status_code == 429


def test_the_mark_says_nothing_and_stays(app: FastAPI, database: Database, settings: Settings) -> None:
    site = make_site(database)
    browser = _browser(app)
    first = log_in(browser, site.owner_email)
    mark = first.cookies[MARK]
    assert "owner" not in mark and "courier" not in mark
    kept = next(each for each in first.headers.get_list("set-cookie") if each.startswith(MARK))
    assert "HttpOnly" in kept and "samesite=lax" in kept.lower() and "Max-Age=15552000" in kept
    assert MARK not in log_in(browser, site.owner_email).cookies
    assert is_mark_of(settings, " Owner@Courier.example", mark)
    assert new_mark(settings, site.owner_email) != mark


def test_a_few_passwords_at_many_accounts_are_stopped(app: FastAPI, settings: Settings, database: Database) -> None:
    site = make_site(database)
    sprayer = _browser(app)
    limit = settings.logins_per_quarter_hour * 10
    answers = [log_in(sprayer, f"n{number}@courier.example", "wrong").status_code for number in range(limit + 1)]
    assert answers == [422] * limit + [429]
    assert log_in(_browser(app, "198.51.100.9"), site.owner_email).status_code == 303


def test_the_wait_is_told_and_over_in_time(app: FastAPI, database: Database, settings: Settings, clock: Clock) -> None:
    site = make_site(database)
    _guess(app, settings, site.owner_email)
    browser = _browser(app)
    refused = log_in(browser, site.owner_email)
    assert "Too many attempts." in refused.text
    clock.advance(seconds=int(refused.headers["retry-after"]))
    assert log_in(browser, site.owner_email).status_code == 303


def test_who_waits_too_long_for_a_turn_is_told_to_come_again(
    app: FastAPI, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = make_site(database)
    monkeypatch.setattr(context, "PASSWORD_SECONDS", 0.05)
    with _browser(app) as browser:
        hashing, portal = app.state.context.hashing, browser.portal
        assert portal is not None
        for _ in range(context.PASSWORDS_AT_ONCE):
            portal.call(hashing.acquire_nowait)
        refused = log_in(browser, site.owner_email)
        assert refused.status_code == 503 and int(refused.headers["retry-after"]) > 0
        assert "Too many people are logging in right now." in refused.text
        portal.call(hashing.release)
        assert log_in(browser, site.owner_email).status_code == 303


def test_many_at_once_take_turns_and_readers_are_answered(
    app: FastAPI, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """E14: never more than two passwords at once, and those who wait take no thread from anybody."""
    site = make_site(database)
    holding, both_in, answers = threading.Event(), threading.Semaphore(0), []

    def slow(password: str, stored: str | None) -> bool:
        both_in.release()
        assert holding.wait(20)
        return True

    monkeypatch.setattr("service.accounts.logins.verify_password", slow)
    with _browser(app) as browser:
        threads = [
            threading.Thread(target=lambda: answers.append(log_in(browser, site.owner_email).status_code))
            for _ in range(45)  # more than there are threads for routes
        ]
        for thread in threads:
            thread.start()
        for _ in range(2):
            assert both_in.acquire(timeout=20)
        assert browser.get("/widget.js").status_code == 200
        assert not both_in.acquire(blocking=False), "a third one"
        holding.set()
        for thread in threads:
            thread.join()
    assert set(answers) <= {303, 429}
