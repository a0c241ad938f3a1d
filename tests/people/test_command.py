"""The commands about people and accounts: what they print, for people and for programs, and what they refuse."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from sqlalchemy import select
from typer.testing import CliRunner, Result

from service.accounts.two_factor import new_secret, turn_on
from service.app import utc_now
from service.cli import app as command
from service.database import Database
from service.errors import BluepencilError
from service.models import Account, Letter, LetterKind, Login, Role
from service.settings import Settings
from tests.conftest import BASE_URL
from tests.factories import PASSWORD, MadeSite, log_in, make_member, make_site
from tests.people.person import GOOD, Person

EMIL = "emil@courier.example"


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch, database_url: str, tmp_path: Path, settings: Settings) -> None:
    """The same installation as that of `app`."""
    assert settings.secret_key is not None
    monkeypatch.setenv("BLUEPENCIL_DATABASE_URL", database_url)
    monkeypatch.setenv("BLUEPENCIL_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("BLUEPENCIL_BASE_URL", BASE_URL)
    monkeypatch.setenv("BLUEPENCIL_SECRET_KEY", settings.secret_key.get_secret_value())


@pytest.fixture
def site(database: Database) -> MadeSite:
    """A site with an owner and an editor."""
    made = make_site(database)
    make_member(database, made, EMIL)
    return made


def _run(*arguments: str, given: str = "") -> Result:
    result = CliRunner().invoke(command, list(arguments), input=given)
    assert result.exit_code == 0, (result.output, result.exception)
    return result


def _json(*arguments: str) -> Any:
    return json.loads(_run(*arguments, "--json").stdout)


def _refusal(*arguments: str, given: str = "") -> str:
    result = CliRunner().invoke(command, list(arguments), input=given)
    assert isinstance(result.exception, BluepencilError), result.output
    return result.exception.detail


def test_both_groups_explain_themselves() -> None:
    people = CliRunner().invoke(command, ["people"]).output
    accounts = CliRunner().invoke(command, ["accounts"]).output
    assert all(word in people for word in ("list", "invite", "invitations", "withdraw", "role", "remove"))
    assert all(
        word in accounts for word in ("list", "make-administrator", "reset-password", "turn-off-codes", "log-ins")
    )


@pytest.mark.parametrize(
    "arguments",
    [
        ("people", "list"),
        ("people", "invite", "--site", "courier"),
        ("people", "role", "--site", "courier", "--email", EMIL, "--role", "king"),
        ("people", "role", "--site", "courier", "--email", EMIL),
        ("people", "role", "--site", "courier", "--email", EMIL, "--role", "viewer", "editor"),
        ("accounts", "make-administrator"),
        ("accounts", "end-log-ins", EMIL, "--number", "x"),
    ],
)
def test_wrong_usage_has_exit_code_2(arguments: tuple[str, ...]) -> None:
    result = CliRunner().invoke(command, list(arguments))
    assert result.exit_code == 2 and "Usage:" in result.stderr


def test_the_first_account_administrates_the_installation() -> None:
    first = ("create-owner", "--email", "nora@courier.example", "--name", "Nora", "--json")
    made = json.loads(_run(*first).stdout)
    assert (made["email"], made["administrator"]) == ("nora@courier.example", True) and len(made["password"]) == 23
    second = json.loads(
        _run("create-owner", "--email", EMIL, "--name", "Emil", "--password-stdin", "--json", given=GOOD).stdout
    )
    assert second == {"email": EMIL, "name": "Emil", "administrator": False}


def test_a_password_that_would_be_guessed_is_refused(database: Database) -> None:
    options = ("create-owner", "--email", EMIL, "--name", "Emil", "--password-stdin")
    assert "This password would soon be guessed." in _refusal(*options, given="password12")
    with database.read() as session:
        assert session.scalars(select(Account)).all() == []


def test_members_are_listed_changed_and_removed(site: MadeSite) -> None:
    assert _run("people", "list", "--site", "courier").stdout == (
        f"owner@courier.example\towner\tOlena Courier\n{EMIL}\teditor\temil@courier.example\n".replace(
            "\temil@courier.example\n", "\temil\n"
        )
    )
    said = _run("people", "role", "--site", "courier", "--email", EMIL, "--role", "viewer").stdout
    assert said == f"{EMIL} is viewer of courier.\n"
    assert _json("people", "list", "--site", "courier")[1] == {"email": EMIL, "name": "emil", "role": "viewer"}
    _run("people", "remove", "--site", "courier", "--email", EMIL)
    assert len(_json("people", "list", "--site", "courier")) == 1
    last = ("people", "remove", "--site", "courier", "--email", site.owner_email)
    assert "this is the last one" in _refusal(*last)
    assert "There is no such member" in _refusal("people", "remove", "--site", "courier", "--email", EMIL)
    assert "There is no site" in _refusal("people", "list", "--site", "nothing")
    assert "this is the last one" in _refusal(
        "add-member", "--site", "courier", "--email", site.owner_email, "--role", "viewer"
    )


def test_an_invitation_is_made_listed_and_withdrawn(app: FastAPI, site: MadeSite, database: Database) -> None:
    options = ("--site", "courier", "--email", "New@Courier.example")
    result = _run("people", "invite", *options, "--role", "viewer")
    assert result.stdout.startswith(f"{BASE_URL}/invitation?token=") and "pass it on yourself" in result.stderr
    made = _json("people", "invite", *options)
    assert (made["email"], made["role"], made["mailed"]) == ("new@courier.example", "editor", False)
    (listed,) = _json("people", "invitations", "--site", "courier")
    assert listed == {"email": "new@courier.example", "role": "editor", "invited_by": None} | {
        "ends_at": made["ends_at"]
    }
    assert _run("people", "invitations", "--site", "courier").stdout.startswith("new@courier.example\teditor\t")
    _run("people", "withdraw", *options)
    assert _json("people", "invitations", "--site", "courier") == []
    assert "Nobody has invited" in _refusal("people", "withdraw", *options)
    assert Person(app).open(made["link"]).status_code == 404
    assert "is a member of this site already" in _refusal("people", "invite", "--site", "courier", "--email", EMIL)


def test_with_mail_the_invitation_is_sent(site: MadeSite, monkeypatch: pytest.MonkeyPatch, database: Database) -> None:
    monkeypatch.setenv("BLUEPENCIL_SMTP_URL", "smtp://127.0.0.1:1025")
    assert _json("people", "invite", "--site", "courier", "--email", "new@courier.example")["mailed"]
    with database.read() as session:
        assert session.scalars(select(Letter.email)).all() == ["new@courier.example"]


def test_administrators_are_made_and_unmade(site: MadeSite) -> None:
    assert _run("accounts", "make-administrator", EMIL).stdout == f"{EMIL} is an administrator.\n"
    assert _run("accounts", "list").stdout.splitlines()[0] == f"{EMIL}\tadministrator\t1\temil"
    assert "This is the last administrator" in _refusal("accounts", "unmake-administrator", EMIL)
    _run("accounts", "make-administrator", site.owner_email)
    _run("accounts", "unmake-administrator", EMIL)
    listed = _json("accounts", "list")
    assert [each["administrator"] for each in listed] == [False, True]
    assert listed[0] == {"email": EMIL, "name": "emil", "administrator": False, "codes": False, "sites": 1} | {
        "last_seen_at": None
    }
    assert "There is no account for" in _refusal("accounts", "make-administrator", "x@courier.example")


def test_a_reset_link_leads_to_a_new_password(app: FastAPI, site: MadeSite) -> None:
    assert _run("accounts", "reset-password", EMIL).stdout.startswith(f"{BASE_URL}/reset?token=")
    link = _json("accounts", "reset-password", EMIL)["link"]
    clock = app.state.context.clock
    clock.now = utc_now()
    somebody = Person(app)
    somebody.open(link)
    somebody.send("/reset", password=GOOD, again=GOOD)
    assert Person(app, EMIL, GOOD).is_in


def test_codes_are_turned_off_for_somebody_who_lost_them(
    app: FastAPI, site: MadeSite, database: Database, settings: Settings
) -> None:
    with database.write() as session:
        turn_on(session, settings, session.get_one(Account, site.owner_id), new_secret(), 1)
    assert log_in(Person(app).client, site.owner_email).status_code == 200, "a code is asked for"
    said = _run("accounts", "turn-off-codes", site.owner_email).stdout
    assert said == f"{site.owner_email} is not asked for codes any more.\n"
    assert Person(app, site.owner_email).is_in
    assert "is not asked for codes" in _refusal("accounts", "turn-off-codes", site.owner_email)


def test_log_ins_are_listed_and_ended(app: FastAPI, site: MadeSite, database: Database) -> None:
    app.state.context.clock.now = utc_now()
    first, second, third = (Person(app, EMIL, agent=agent) for agent in ("curl/8", "", "Firefox/1 Windows"))
    listed = _json("accounts", "log-ins", EMIL)
    assert [each["browser"] for each in listed] == ["Firefox, Windows", "", "curl"]
    assert "\t-\t" in _run("accounts", "log-ins", EMIL).stdout
    assert _run("accounts", "end-log-ins", EMIL, "--number", str(listed[2]["number"])).stdout == "1 ended.\n"
    assert not first.is_in and second.is_in and third.is_in
    assert "has no log-in" in _refusal("accounts", "end-log-ins", EMIL, "--number", str(listed[2]["number"]))
    assert _run("accounts", "end-log-ins", EMIL).stdout == "2 ended.\n"
    with database.read() as session:
        assert session.scalars(select(Login)).all() == []


def test_an_account_is_removed(site: MadeSite, database: Database) -> None:
    _run("accounts", "make-administrator", site.owner_email)
    assert _run("accounts", "remove", EMIL).stdout == f"The account of {EMIL} is removed.\n"
    assert [each["email"] for each in _json("accounts", "list")] == [site.owner_email]
    _run("add-member", "--site", "courier", "--email", site.owner_email, "--role", Role.OWNER)
    assert "This is the last administrator" in _refusal("accounts", "remove", site.owner_email)


def test_a_new_password_is_told_by_mail(site: MadeSite, monkeypatch: pytest.MonkeyPatch, database: Database) -> None:
    monkeypatch.setenv("BLUEPENCIL_SMTP_URL", "smtp://127.0.0.1:1025")
    _run("set-password", "--email", EMIL, "--password-stdin", given=GOOD)
    with database.read() as session:
        assert [letter.kind for letter in session.scalars(select(Letter))] == ["password_changed"]
    assert PASSWORD != GOOD


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)  # nothing here depends on it
def test_letters_that_did_not_arrive_are_listed_and_sent_again(database: Database, site: MadeSite) -> None:
    now = utc_now()
    with database.write() as session:
        for kind, then in ((LetterKind.PASSWORD_RESET, now - timedelta(hours=2)), (LetterKind.EMAIL_CHANGED, now)):
            session.add(Letter(kind=kind, email=EMIL, values={}, created_at=then, failure="refused", answer="550 no"))
    listed = _json("accounts", "letters")
    assert [(each["kind"], each["failure"], each["answer"]) for each in listed] == [
        ("email_changed", "refused", "550 no"),
        ("password_reset", "refused", "550 no"),
    ]
    assert _run("accounts", "letters", "--retry").stdout.startswith(f"{EMIL}\temail_changed\t")
    assert [each["kind"] for each in _json("accounts", "letters")] == ["password_reset"], "its link has ended"
