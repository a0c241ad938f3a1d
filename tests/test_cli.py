"""The command `bluepencil`: what it answers, what it refuses, and with which exit code."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import select
from typer.testing import CliRunner, Result

from service import __version__
from service.cli import app, main
from service.database import Database
from service.errors import BluepencilError
from service.models import Account, Membership, Role, Site
from tests.checkout import ROOT

PASSWORD = "correct horse battery"


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch, database_url: str, tmp_path: Path) -> None:
    """An installation on the fresh database."""
    monkeypatch.setenv("BLUEPENCIL_DATABASE_URL", database_url)
    monkeypatch.setenv("BLUEPENCIL_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("BLUEPENCIL_BASE_URL", "https://pencil.example.org")


def _run(*arguments: str, given: str | bytes = "") -> Result:
    return CliRunner().invoke(app, list(arguments), input=given)


def _refusal(*arguments: str, given: str = "") -> str:
    result = _run(*arguments, given=given)
    assert isinstance(result.exception, BluepencilError), result.output
    return result.exception.detail


def _process(*arguments: str, given: bytes = b"", **variables: str) -> subprocess.CompletedProcess[bytes]:
    environment = {"PATH": os.defpath} | variables
    command = [sys.executable, "-m", "service", *arguments]
    return subprocess.run(command, cwd=ROOT, input=given, env=environment, capture_output=True, check=False)


@pytest.mark.parametrize(
    "arguments",
    [
        ("nothing-like-it",),
        ("serve", "--port", "0"),
        ("serve", "--port", "http"),
        ("serve", "8000"),
        ("worker", "--twice"),
        ("migrate", "now"),
        ("demo", "--password", "x"),
        ("create-owner", "--email", "a@b.example"),
        ("create-site", "--name", "Courier", "--owner", "a@b.example"),
        ("suggest",),
        ("version", "--long"),
    ],
)
def test_wrong_usage_has_exit_code_2_and_does_nothing(arguments: tuple[str, ...]) -> None:
    result = _run(*arguments)
    assert result.exit_code == 2 and "Traceback" not in result.output
    assert "Usage:" in result.stderr and not result.stdout


def test_without_arguments_it_says_what_there_is() -> None:
    said = _run().output
    for command in (
        "serve",
        "worker",
        "migrate",
        "demo",
        "create-owner",
        "create-site",
        "embed",
        "suggest",
        "locate",
        "version",
    ):
        assert command in said


def test_version() -> None:
    assert _run("version").stdout == f"{__version__}\n"


@pytest.mark.parametrize("command", ["serve", "worker", "migrate", "demo"])
def test_wrong_settings_have_exit_code_2_and_a_line_each(monkeypatch: pytest.MonkeyPatch, command: str) -> None:
    monkeypatch.setenv("BLUEPENCIL_BASE_URL", "ftp://x")
    monkeypatch.setenv("BLUEPENCIL_SECRET_KEY", "hunter2")
    result = _run(command)
    assert result.exit_code == 2
    first, second = result.stderr.splitlines()
    assert first.startswith("bluepencil: BLUEPENCIL_BASE_URL: must be http or https")
    assert second.startswith("bluepencil: BLUEPENCIL_SECRET_KEY: must have 32 characters")
    assert "hunter2" not in result.output


def test_a_misspelled_setting_is_told_and_others_variables_are_not(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("BLUEPENCIL_DATABASE_URL", f"sqlite:///{tmp_path}/file.sqlite3")
    for name in ("SMPT_URL", "SHARED", "CHROMIUM"):
        monkeypatch.setenv(f"BLUEPENCIL_{name}", "smtp://mail.example")
    result = _run("migrate")
    told = "bluepencil: BLUEPENCIL_SMPT_URL sets nothing; BLUEPENCIL_SMTP_URL is a setting\n"
    assert (result.exit_code, result.stderr) == (0, told)


def test_migrate_makes_the_tables_and_may_be_run_again(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, database_url: str
) -> None:
    monkeypatch.setenv("BLUEPENCIL_DATABASE_URL", f"sqlite:///{tmp_path}/new/file.sqlite3")
    for _ in range(2):
        assert _run("migrate").stdout == "The tables are up to date.\n"
    assert _run("worker", "--once").stdout == "0 done\n"


def test_commands_ask_for_the_migrations_where_they_are_missing(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("BLUEPENCIL_DATABASE_URL", f"sqlite:///{tmp_path}/empty.sqlite3")
    for command in (
        ("worker", "--once"),
        ("worker",),
        ("create-owner", "--email", "a@b.example", "--name", "A"),
        ("create-site", "--name", "A", "--origin", "https://a.example", "--owner", "a@b.example"),
    ):
        assert _refusal(*command) == "The tables are not those of this version: run `bluepencil migrate`."


@pytest.mark.usefixtures("environment")
def test_an_owner_and_a_site_are_made(database: Database) -> None:
    made = _run(
        "create-owner", "--email", "Nora@Courier.example", "--name", "Nora Mill", "--password-stdin", given=PASSWORD
    )
    assert made.stdout == "Account: nora@courier.example\n"
    options = ("--origin", "https://courier.example", "--origin", "https://*.courier.example", "--language", "de")
    result = _run("create-site", "--name", "The Courier", "--owner", "NORA@courier.example", *options)
    with database.read() as session:
        site = session.scalars(select(Site)).one()
        role = session.scalars(select(Membership.role)).one()
    assert result.stdout == f'<script async src="https://pencil.example.org/w/{site.key}.js"></script>\n'
    assert site.origins == ["https://courier.example", "https://*.courier.example"]
    assert (site.languages, role) == (["de"], Role.OWNER)


@pytest.mark.usefixtures("environment")
def test_a_password_is_made_and_shown_once(database: Database) -> None:
    said = _run("create-owner", "--email", "a@b.example", "--name", "A").stdout
    password = said.partition("password: ")[2].partition(" ")[0]
    assert len(password) == 23 and "(shown only now)" in said
    with database.read() as session:
        assert password not in session.scalars(select(Account.password_hash)).one()


@pytest.mark.usefixtures("environment")
@pytest.mark.parametrize(
    ("email", "name", "password", "refusal"),
    [
        ("nobody", "A", PASSWORD, "That is no e-mail address."),
        ("a@b.example", " ", PASSWORD, "A name has 1 to 100 characters."),
        ("a@b.example", "A\x00\x1b", PASSWORD, None),
        ("a@b.example", "A", "short", "A password has 10 to 1024 characters."),
        ("a@b.example", "A", "", "A password has 10 to 1024 characters."),
        ("a@b.example", "A", "x" * 1025, "A password has 10 to 1024 characters."),
    ],
)
def test_an_owner_that_cannot_be(database: Database, email: str, name: str, password: str, refusal: str | None) -> None:
    arguments = ("create-owner", "--email", email, "--name", name, "--password-stdin")
    if refusal is None:
        assert _run(*arguments, given=password + "\n").exit_code == 0
    else:
        assert _refusal(*arguments, given=password + "\n") == refusal
    with database.read() as session:
        assert session.scalars(select(Account.name)).all() == ([] if refusal else ["A"])


@pytest.mark.usefixtures("environment")
def test_an_address_has_one_account(database: Database) -> None:
    arguments = ("create-owner", "--email", "a@b.example", "--name", "A", "--password-stdin")
    assert _run(*arguments, given=PASSWORD).exit_code == 0
    assert _refusal(*arguments, given=PASSWORD) == "There is an account for a@b.example already."


@pytest.mark.usefixtures("environment")
@pytest.mark.parametrize(
    ("arguments", "refusal"),
    [
        (
            ("--name", "A", "--origin", "https://a.example", "--owner", "b@b.example"),
            "There is no account for b@b.example",
        ),
        (("--name", "", "--origin", "https://a.example", "--owner", "a@b.example"), "A site's name has 1 to 100"),
        (("--name", "A", "--origin", "a.example", "--owner", "a@b.example"), "“a.example” is no origin"),
        (
            ("--name", "A", "--origin", "https://a.example", "--owner", "a@b.example", "--language", "English"),
            "“English” is no language tag",
        ),
    ],
)
def test_a_site_that_cannot_be(database: Database, arguments: tuple[str, ...], refusal: str) -> None:
    _run("create-owner", "--email", "a@b.example", "--name", "A", "--password-stdin", given=PASSWORD)
    assert _refusal("create-site", *arguments).startswith(refusal)
    with database.read() as session:
        assert session.scalars(select(Site)).all() == []


@pytest.mark.usefixtures("environment")
def test_the_demo_is_made_once(database: Database) -> None:
    assert "password: " in _run("demo").stdout
    assert _run("demo").stdout == ""
    with database.read() as session:
        assert len(session.scalars(select(Site)).all()) == 1


def test_expected_errors_are_one_line_and_exit_code_1(tmp_path: Path) -> None:
    done = _process("worker", "--once", BLUEPENCIL_DATA_DIR=str(tmp_path))
    assert (done.returncode, done.stdout) == (1, b"")
    assert done.stderr == b"bluepencil: The tables are not those of this version: run `bluepencil migrate`.\n"


def test_a_folder_that_cannot_be_used_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    done = _process("serve", BLUEPENCIL_DATA_DIR=str(tmp_path / "file"))
    assert done.returncode == 1 and b"Traceback" not in done.stderr
    assert done.stderr.startswith(b"bluepencil: " + str(tmp_path / "file").encode())


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("postgresql://u:geheim@127.0.0.1:1/x", "Connection refused"),
        ("sqlite:///{folder}/text", "file is not a database"),
        ("sqlite:///{folder}", "unable to open database file"),
    ],
)
def test_why_the_database_cannot_be_used_is_said_in_one_line(
    url: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "text").write_text("no database " * 100)
    monkeypatch.setenv("BLUEPENCIL_DATABASE_URL", url.format(folder=tmp_path))
    monkeypatch.setattr(os, "umask", lambda _: 0)  # would be that of all tests after this one
    monkeypatch.setattr(sys, "argv", ["bluepencil", "sites", "list"])
    with pytest.raises(SystemExit) as ended:
        main()
    told = capsys.readouterr().err
    assert ended.value.code == 1 and told.startswith("bluepencil: The database cannot be used right now. It says: ")
    assert said in told and told.count("\n") == 1 and "geheim" not in told


@pytest.mark.usefixtures("environment")
def test_a_lost_password_is_replaced() -> None:
    _run("create-owner", "--email", "a@b.example", "--name", "A", "--password-stdin", given=PASSWORD)
    assert "The password is replaced.  password: " in _run("set-password", "--email", "A@b.example").stdout
    assert "10 to 1024 characters" in _refusal(
        "set-password", "--email", "a@b.example", "--password-stdin", given="short"
    )
    assert "There is no account for" in _refusal("set-password", "--email", "b@b.example")


@pytest.mark.usefixtures("environment")
def test_what_to_embed_is_printed_again() -> None:
    _run("create-owner", "--email", "a@b.example", "--name", "A", "--password-stdin", given=PASSWORD)
    tag = _run("create-site", "--name", "S", "--origin", "https://s.example", "--owner", "a@b.example").stdout
    key = tag.partition("/w/")[2].partition(".js")[0]
    printed = _run("embed", "--site", key).stdout
    assert tag in printed
    assert f'data-site="{key}"' in printed and 'integrity="sha384-' in printed
    assert "script-src https://pencil.example.org; connect-src https://pencil.example.org" in printed
    assert "no site" in _refusal("embed", "--site", "none")


@pytest.mark.usefixtures("environment")
def test_members_join_a_site_and_change_their_role() -> None:
    for name in ("a", "b"):
        _run("create-owner", "--email", f"{name}@b.example", "--name", name, "--password-stdin", given=PASSWORD)
    tag = _run("create-site", "--name", "S", "--origin", "https://s.example", "--owner", "a@b.example").stdout
    key = tag.partition("/w/")[2].partition(".js")[0]
    for role in ("viewer", "editor"):
        said = _run("add-member", "--site", key, "--email", "b@b.example", "--role", role).stdout
        assert said.strip() == f"b@b.example is {role} of {key}."
    assert "no site" in _refusal("add-member", "--site", "none", "--email", "b@b.example")
    assert "no account" in _refusal("add-member", "--site", key, "--email", "c@b.example")
