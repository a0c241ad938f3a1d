"""`bluepencil export`, `purge` and `reader`: what they write, whom they obey, and with which exit code."""

import csv
import json
from pathlib import Path

import pytest
from sqlalchemy import select
from typer.testing import CliRunner, Result

from service.app import utc_now
from service.cli import app
from service.database import Database
from service.errors import BluepencilError
from service.models import Issue, Report
from tests.conftest import Clock
from tests.data.conftest import Readers

EMAIL = "reader@example.org"
_ISSUES = ("export", "issues", "--format", "jsonl")


@pytest.fixture(autouse=True)
def installation(
    monkeypatch: pytest.MonkeyPatch,
    database_url: str,
    tmp_path: Path,
    readers: Readers,
    neighbours: Readers,
    clock: Clock,
) -> None:
    """On the fresh database, with one reader who reported to both sites; commands have the machine's own time."""
    monkeypatch.setenv("BLUEPENCIL_DATABASE_URL", database_url)
    monkeypatch.setenv("BLUEPENCIL_DATA_DIR", str(tmp_path))
    clock.now = utc_now()
    readers.report(email=EMAIL, comment="=1+1", path="a")
    neighbours.report("seperate", email=EMAIL, comment="why?", path="b")


def _run(*arguments: str, given: str = "") -> Result:
    return CliRunner().invoke(app, arguments, input=given)


def _lines(*arguments: str) -> list[dict[str, object]]:
    result = _run(*arguments)
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_issues_and_reports_are_exported(tmp_path: Path) -> None:
    rows = list(csv.DictReader(_run("export", "reports").stdout.splitlines()))
    assert [(row["site"], row["comment"], row["email"]) for row in rows] == [
        ("courier", "'=1+1", EMAIL),
        ("gazette", "why?", EMAIL),
    ]
    assert [row["exact"] for row in _lines(*_ISSUES)] == ["recieved", "seperate"]
    assert [row["exact"] for row in _lines(*_ISSUES, "--site", "gazette")] == ["seperate"]
    narrowed = ("--filter", "status=open", "--filter", "q=recieved")
    assert [row["number"] for row in _lines(*_ISSUES, *narrowed)] == [1]
    assert _lines(*_ISSUES, "--filter", "status=spam") == []
    file = tmp_path / "issues.csv"
    assert _run("export", "issues", "--output", str(file)).stdout == ""
    assert len(list(csv.DictReader(file.read_text().splitlines()))) == 2


def test_owners_work_at_their_own_sites_only() -> None:
    mine = ("--by", "owner@gazette.example")
    assert [row["site"] for row in _lines(*_ISSUES, *mine)] == ["gazette"]
    found = json.loads(_run("reader", "export", "--email", EMAIL, *mine).stdout)
    assert [report["comment"] for report in found["reports"]] == ["why?"]
    for command in (
        ("export", "issues"),
        ("purge", "--once"),
        ("reader", "export", "--email", EMAIL),
        ("reader", "erase", "--email", EMAIL, "--yes"),
    ):
        for refused in (
            (*mine, "--site", "courier"),
            ("--by", "nobody@example.org"),
            ("--site", "nothing"),
        ):
            assert isinstance(_run(*command, *refused).exception, BluepencilError), (command, refused)


def test_a_reader_is_told_and_erased(database: Database) -> None:
    with database.read() as session:
        receipt = session.scalars(select(Report.receipt).order_by(Report.id)).first() or ""
    assert len(json.loads(_run("reader", "export", "--email", EMAIL).stdout)["reports"]) == 2
    assert json.loads(_run("reader", "export", "--receipt", receipt).stdout)["reports"][0]["comment"] == "=1+1"
    asked = _run("reader", "erase", "--email", EMAIL, given="n\n")
    assert asked.exit_code == 1 and "in 2 reports, for good?" in asked.output
    assert _run("reader", "erase", "--receipt", receipt, "--yes").stdout == "1 reports erased.\n"
    assert "1 reports erased." in _run("reader", "erase", "--email", EMAIL, given="y\n").stdout
    assert _run("reader", "erase", "--email", EMAIL).stdout == "0 reports erased.\n"
    with database.read() as session:
        assert session.scalars(select(Report.email)).all() == ["", ""]


def test_periods_are_shown_and_chosen() -> None:
    (kept,) = _lines("periods", "--site", "courier", "--json")
    assert (kept["emails"], kept["issues"]) == (90, 1095)
    (chosen,) = _lines("periods", "--site", "courier", "--emails", "7", "--issues", "", "--json")
    assert (chosen["emails"], chosen["issues"], chosen["comments"]) == (7, None, 365), "what is not named stays"
    assert _lines("periods", "--site", "courier", "--json") == [chosen]
    assert "issues\tas long as the site is there" in _run("periods", "--site", "courier").stdout
    refused = _run("periods", "--site", "courier", "--emails", "0", "--comments", "1")
    assert isinstance(refused.exception, BluepencilError) and "1 to 36,500" in str(refused.exception)
    assert _lines("periods", "--site", "courier", "--json") == [chosen]
    assert isinstance(_run("periods", "--site", "nobody").exception, BluepencilError)


def test_a_purge_is_foreseen_and_done(readers: Readers, clock: Clock, database: Database) -> None:
    assert _run("purge", "--dry-run").stdout == "courier: nothing\ngazette: nothing\ninstallation: nothing\n"
    clock.advance(days=-100)
    readers.report(email="old@example.org", comment="x", path="c")
    assert _run("purge", "--dry-run", "--site", "courier").stdout == "courier: 1 emails\n"
    with database.read() as session:
        assert "old@example.org" in session.scalars(select(Report.email)).all()
    (told,) = _lines("purge", "--once", "--json", "--site", "courier")
    assert told == {"site": "courier", "rows": {"emails": 1}}
    assert [row["rows"] for row in _lines("purge", "--once", "--json")] == [{}, {}, {}]
    with database.read() as session:
        assert sorted(session.scalars(select(Report.email))) == ["", EMAIL, EMAIL]
        assert len(session.scalars(select(Issue.id)).all()) == 3


@pytest.mark.parametrize(
    "arguments",
    [
        ("export",),
        ("export", "people"),
        ("export", "issues", "--format", "xlsx"),
        ("export", "issues", "--filter", "status=nothing"),
        ("export", "issues", "--filter", "colour=red"),
        ("purge",),
        ("purge", "--once", "--dry-run"),
        ("reader", "erase"),
        ("reader", "export", "--email", EMAIL, "--receipt", "x" * 22),
    ],
)
def test_wrong_usage_has_exit_code_2(arguments: tuple[str, ...]) -> None:
    result = _run(*arguments)
    assert result.exit_code == 2 and "Traceback" not in result.output
