"""`bluepencil check`: what it prints, what it refuses, and with which exit code."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from service.app import utc_now
from service.cli import app
from service.domain.workflow import Status
from service.errors import BluepencilError
from tests.checks.paper import Paper, page
from tests.factories import make_site
from tests.outbound.server import answer


@pytest.fixture(autouse=True)
def installation(monkeypatch: pytest.MonkeyPatch, database_url: str, tmp_path: Path, paper: Paper) -> None:
    """On the fresh database; commands have the machine's own time."""
    monkeypatch.setenv("BLUEPENCIL_DATABASE_URL", database_url)
    monkeypatch.setenv("BLUEPENCIL_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("BLUEPENCIL_REACHABLE_NETWORKS", "127.0.0.1/32")
    monkeypatch.setenv("BLUEPENCIL_PAGE_PAUSE_SECONDS", "0")
    paper.clock.now = utc_now()


def _run(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["check", *arguments])


def _refusal(*arguments: str) -> str:
    result = _run(*arguments)
    assert isinstance(result.exception, BluepencilError), result.output
    return result.exception.detail


def test_it_tells_of_each_issue_what_the_page_says(paper: Paper) -> None:
    paper.says(page("received"))
    number = paper.reported()
    result = _run("--issue", str(number))
    assert result.exit_code == 0
    assert result.stdout.splitlines() == [paper.url, f"#{number}  open  changed  recieved → received"]
    told = json.loads(_run("--url", f"{paper.url}?utm_source=mail#top", "--json").stdout)
    assert (told["page"], told["problem"], told["reason"]) == (paper.url, None, None)
    (issue,) = told["issues"]
    assert (issue["number"], issue["verdict"], issue["found"]) == (number, "changed", "received")
    assert issue["confidence"] > 0.8 and issue["looked_at"].endswith("+00:00")


def test_it_resolves_as_any_look_does(paper: Paper) -> None:
    paper.says(page("received"))
    number = paper.reported()
    paper.accepted(number, "received")
    assert f"#{number}  resolved  changed" in _run("--issue", str(number)).stdout
    assert paper.issue(number).status is Status.RESOLVED


def test_a_page_that_cannot_be_read_is_told_with_exit_code_1(paper: Paper) -> None:
    paper.says(answer(status="404 Not Found"))
    number = paper.reported()
    result = _run("--issue", str(number))
    assert (result.exit_code, result.stderr) == (
        1,
        "bluepencil: the page could not be read: the page is not there (status 404)\n",
    )
    told = _run("--issue", str(number), "--json")
    assert told.exit_code == 1 and json.loads(told.stdout)["problem"] == "missing"


def test_what_it_refuses(paper: Paper) -> None:
    paper.reported()
    assert _run().exit_code == 2 and _run("--issue", "1", "--url", paper.url).exit_code == 2
    assert "no issue with this number" in _refusal("--issue", "999")
    for url in (f"{paper.origin}/nothing", "https://elsewhere.example/", "nonsense"):
        assert "Nothing was reported from this address" in _refusal("--url", url)
    paper.turn_looks(on=False)
    assert "turned that off" in _refusal("--issue", "1")
    assert paper.press.requests == []


def test_of_several_sites_with_one_page_one_has_to_be_named(paper: Paper) -> None:
    make_site(paper.database, "herald", origins=[paper.origin])
    paper.says(page("recieved"))
    mine = paper.reported()
    theirs = paper.reported(site="herald")
    assert "--site" in _refusal("--url", paper.url)
    assert f"#{theirs}  open  present" in _run("--url", paper.url, "--site", "herald").stdout
    assert paper.check(mine) is None
