"""Forgotten passwords: a link by e-mail, for an hour, once; and nobody learns who has an account."""

from collections.abc import Callable
from typing import Any

import pytest
from fastapi import FastAPI
from sqlalchemy import event, select
from starlette.types import Message, Receive, Scope, Send

from service.database import Database
from service.models import Letter, LetterKind, PasswordReset
from service.settings import Settings
from service.worker import Worker
from tests.client import TestClient
from tests.conftest import BASE_URL, Clock
from tests.factories import MadeSite, log_in
from tests.people.person import GOOD, HERE, Person

Letters = Callable[[], list[Letter]]
GONE = "This link is no longer valid It was used, or it is too old, or the password was changed since. Ask for another"


def _asked(app: FastAPI, email: str) -> Person:
    somebody = Person(app)
    somebody.open("/forgotten")
    assert somebody.send("/forgotten", email=email).status_code == 200
    return somebody


def _link(letters: Letters) -> str:
    link: str = letters()[-1].values["link"]
    return link


def test_a_link_comes_by_e_mail_and_replaces_the_password(
    app: FastAPI, with_mail: Settings, site: MadeSite, letters: Letters, database: Database
) -> None:
    before = Person(app, site.owner_email)
    somebody = _asked(app, " Owner@Courier.example ")
    (letter,) = letters()
    assert (letter.kind, letter.email) == (LetterKind.PASSWORD_RESET, site.owner_email)
    assert letter.values["name"] == "Olena Courier" and letter.values["minutes"] == "60"
    link = _link(letters)
    assert link.startswith(f"{BASE_URL}/reset?token=")
    with database.read() as session:
        assert link.partition("=")[2].encode() not in session.scalars(select(PasswordReset.token_hash)).one()
        assert "token" not in str(session.scalars(select(Letter.values)).one()), "sealed until it leaves"
    somebody.open(link)
    assert somebody.send("/reset", password=GOOD, again=GOOD).headers["location"] == "/login?changed=1"
    assert "Your password is changed." in somebody.shown() and not somebody.is_in
    assert not before.is_in, "all log-ins end"
    assert log_in(Person(app).client, site.owner_email).status_code == 422
    assert Person(app, site.owner_email, GOOD).is_in
    assert letters()[-1].kind is LetterKind.PASSWORD_CHANGED


def test_nobody_learns_who_has_an_account(app: FastAPI, with_mail: Settings, site: MadeSite, letters: Letters) -> None:
    known, unknown = _asked(app, site.owner_email), _asked(app, "nobody@courier.example")
    assert known.shown() == unknown.shown() and "If there is an account with this address" in known.shown()
    assert len(letters()) == 1
    for _ in range(5):
        known = _asked(app, site.owner_email)
    assert known.shown() == unknown.shown() and len(letters()) == 3, "a mailbox is not filled"


def test_nobody_learns_it_by_the_work_that_the_answer_takes(
    app: FastAPI, with_mail: Settings, site: MadeSite, letters: Letters, database: Database
) -> None:
    work: list[str] = []

    def note(*given: Any) -> None:
        work.append(given[2])

    for engine in (database.reader, database.writer):
        event.listen(engine, "before_cursor_execute", note)

    async def watched(scope: Scope, receive: Receive, send: Send) -> None:
        async def noting(message: Message) -> None:
            await send(message)
            if message["type"] == "http.response.body" and not message.get("more_body"):
                work.append("answered")

        await app(scope, receive, noting)

    taken = []
    for email in (site.owner_email, "nobody@courier.example"):
        work.clear()
        TestClient(watched, base_url=BASE_URL).post("/forgotten", data={"email": email}, headers=HERE)
        taken.append(work[: work.index("answered")])
    for engine in (database.reader, database.writer):  # which stay open for the tests to come
        event.remove(engine, "before_cursor_execute", note)
    assert taken[0] == taken[1] != [] and len(letters()) == 1


def test_it_works_once_and_so_do_its_siblings(
    app: FastAPI, with_mail: Settings, site: MadeSite, letters: Letters
) -> None:
    for _ in range(2):
        _asked(app, site.owner_email)
    links = [letter.values["link"] for letter in letters()]
    first = Person(app)
    first.open(links[0])
    first.send("/reset", password=GOOD, again=GOOD)
    for link in links:
        late = Person(app)
        assert late.open(link).status_code == 404 and GONE in late.shown()
        token = link.partition("=")[2]
        assert late.post("/reset", token=token, password="x" + GOOD, again="x" + GOOD).status_code == 404
    assert Person(app, site.owner_email, GOOD).is_in


def test_it_ends_after_an_hour(
    app: FastAPI,
    with_mail: Settings,
    site: MadeSite,
    letters: Letters,
    clock: Clock,
    database: Database,
    worker: Worker,
) -> None:
    _asked(app, site.owner_email)
    clock.advance(minutes=59)
    assert Person(app).open(_link(letters)).status_code == 200
    clock.advance(minutes=1)
    assert Person(app).open(_link(letters)).status_code == 404
    with database.write() as session:
        for letter in session.scalars(select(Letter)):
            letter.due_at = None  # sending it is not this test's matter
    worker.run_once()
    with database.read() as session:
        assert session.scalars(select(PasswordReset)).all() == []


@pytest.mark.parametrize(
    ("password", "again", "why"),
    [
        ("short", "short", "A password has 10 to 1,024 characters."),
        ("owner@courier.example", "owner@courier.example", "This password would soon be guessed."),
        (GOOD, "another", "This is not the same password as above."),
    ],
)
def test_a_refusal_uses_nothing_up(
    app: FastAPI, with_mail: Settings, site: MadeSite, letters: Letters, password: str, again: str, why: str
) -> None:
    somebody = _asked(app, site.owner_email)
    somebody.open(_link(letters))
    assert somebody.send("/reset", password=password, again=again).status_code == 422
    assert why in somebody.shown()
    assert somebody.send("/reset", password=GOOD, again=GOOD).status_code == 303


@pytest.mark.parametrize("token", ["", "guessed", "é"])
def test_a_guess_leads_nowhere(app: FastAPI, site: MadeSite, token: str) -> None:
    stranger = Person(app)
    assert stranger.open(f"/reset?token={token}").status_code == 404
    assert stranger.post("/reset", token=token, password=GOOD, again=GOOD).status_code == 404


def test_without_mail_it_is_said(app: FastAPI, site: MadeSite, letters: Letters, database: Database) -> None:
    somebody = Person(app)
    somebody.open("/forgotten")
    assert "This installation sends no e-mail." in somebody.shown()
    somebody.post("/forgotten", email=site.owner_email)
    with database.read() as session:
        assert session.scalars(select(PasswordReset)).all() == [] and letters() == []


def test_asking_is_limited(app: FastAPI, with_mail: Settings, site: MadeSite, settings: Settings) -> None:
    somebody = Person(app)
    answers = [
        somebody.post("/forgotten", email="nobody@courier.example") for _ in range(settings.logins_per_quarter_hour + 1)
    ]
    assert answers[-2].status_code == 200 and answers[-1].status_code == 429
    assert int(answers[-1].headers["retry-after"]) > 0 and "Too many attempts." in somebody.shown()
