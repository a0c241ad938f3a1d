"""Taking over the reports of other tools: what becomes of each record, in the desk and for the command."""

import csv
import io
import json
from dataclasses import replace
from pathlib import Path
from threading import Event, Thread, current_thread
from typing import Any

import pytest
from sqlalchemy import select
from typer.testing import CliRunner, Result

from service.app import utc_now
from service.cli import app
from service.data.imports import take as take_file
from service.data.imports.mistape import record_of
from service.data.imports.read import Tool, read
from service.data.imports.tables import rows_of
from service.data.imports.take import Taken, take
from service.database import Database
from service.domain.quote import Quote
from service.domain.workflow import Status
from service.errors import BluepencilError, InvalidInput
from service.models import Activity, Delivery, HouseWord, Issue, Report, Site
from tests.client import TestClient
from tests.desk import Desk
from tests.factories import MadeSite, make_member, make_site

MISTAPE = {
    "ID": "7",
    "blog_id": "1",
    "reporter_IP": "203.0.113.9",
    "date": "2024-03-01 14:00:00",
    "date_gmt": "2024-03-01 12:00:00",
    "selection": "ship",
    "selection_word": "shipp",
    "selection_replace_context": "second shipp came",
    "selection_context": "The first shipp left &amp; a second shipp came late.",
    "comment": "It is &quot;ship&quot;",
    "url": "https://news.example/harbour?utm_source=x",
    "agent": "Mozilla/5.0",
    "language": "en_US",
    "status": "pending",
}
FIXIT = {
    "id": 3,
    "pageUrl": "https://news.example/harbour",
    "reporterName": "Reader",
    "reporterComment": "two r",
    "textBeforeTypo": "The ",
    "textTypo": "harborr",
    "textAfterTypo": " is open",
    "typoStatus": "CANCELED",
    "createdDate": "2024-03-01 12:00:00.5",
    "modifiedDate": "2024-03-02T09:00:00+02:00",
}


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch, database: Database, database_url: str, tmp_path: Path) -> MadeSite:
    """A site of an installation on the fresh database."""
    monkeypatch.setenv("BLUEPENCIL_DATABASE_URL", database_url)
    monkeypatch.setenv("BLUEPENCIL_DATA_DIR", str(tmp_path))
    return make_site(database)


def _csv(*rows: dict[str, Any], delimiter: str = ",") -> bytes:
    file = io.StringIO()
    writer = csv.DictWriter(file, list(MISTAPE), delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    return file.getvalue().encode()


def _import(site: MadeSite, file: Path, content: bytes, *arguments: str, tool: str = "mistape") -> Result:
    file.write_bytes(content)
    given = ["import", str(file), "--from", tool, "--site", site.key, *arguments]
    return CliRunner().invoke(app, given if "--by" in arguments else [*given, "--by", site.owner_email])


def test_the_selection_is_found_in_what_stood_around_it() -> None:
    record = record_of(next(rows_of(_csv(MISTAPE))))
    assert record is not None
    assert record.quote == Quote("ship", "The first shipp left & a second ", "p came late.")
    same = MISTAPE | {"selection_word": "NULL", "selection_replace_context": "NULL", "selection": "second"}
    record = record_of(next(rows_of(_csv(same))))
    assert record is not None and record.quote.suffix == " shipp came late."


@pytest.mark.parametrize(
    "content",
    [
        b'ID,selection,url\n7,a;b,"x\ny"\n',
        b"\xef\xbb\xbfID;selection;url\r\n7;a;b;x\r\n",
        b'ID\tselection\turl\n7\ta\\tb "c\tx\\ny\\\\n\n',
        b'[{"ID": 7, "selection": null, "url": "x\\ud800"}]',
        b'[{"type": "header"}, {"type": "table", "data": [{"ID": "7", "url": "x"}]}]',
        b'{"content": [{"ID": 7, "url": "x"}]}',
        b'{"ID": 7, "url": "x"}\n\n{"ID": 8, "url": "y"}\n',
        '{"ID": 7, "url": "x", "comment": "one\u2028other line"}\n{"ID": 8}'.encode(),
        b"\r\n \nID,selection,url\r\n7,a,x\r\n",
    ],
    ids=["commas", "semicolons", "mysql", "json", "phpMyAdmin", "page", "lines", "separator", "blank"],
)
def test_files_of_many_makers_are_read(content: bytes) -> None:
    rows = list(rows_of(content))
    assert rows[0]["id"] == "7" and all(rows[0].values())
    assert rows[0].get("selection") in {None, "a;b", "a", 'a\tb "c'}
    assert rows[0]["url"] in {"x\ny", "b", "x\ny\\n", "x\ufffd", "x"}


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "file: is empty."),
        (b"\xff\xfe", "file: is not text in UTF-8."),
        (b"hello", "file: the first line is to name the columns."),
        (b"name,address\nx,y\n", "file: is no table of mistape: it lacks id, selection, status, url."),
        (b"id,selection,url,status\n", "file: holds no record."),
        (b"[]", "file: holds no record."),
        (b"[7]", "file: holds no list of records."),
        (b"[" * 100_000, "file: "),
        (b'{"a": ', "file: is neither JSON nor JSON lines."),
        (b'id,selection,url,status\n1,"' + b"x" * 200_000, "file: cannot be read as CSV: field larger than"),
        (b'id,selection,url,status,"' + b"x" * 200_000, "file: cannot be read as CSV: field larger than"),
    ],
)
def test_what_is_no_such_table_is_told(content: bytes, why: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        read(content, Tool.MISTAPE, now=utc_now())
    assert refused.value.detail.startswith(why)


def test_a_file_is_not_larger_than_memory_bears(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("service.data.imports.tables.LARGEST", 10)
    with pytest.raises(InvalidInput, match="file: has more than"):
        read(_csv(MISTAPE), Tool.MISTAPE, now=utc_now())


def test_reports_come_with_their_day_and_their_decision(site: MadeSite, database: Database, tmp_path: Path) -> None:
    rows = [
        MISTAPE | {"ID": "9", "date_gmt": "2024-05-01 12:00:00"},  # the same place again, two months later
        MISTAPE,
        MISTAPE | {"ID": "8", "selection": "first", "selection_word": "NULL", "status": "resolve"},
        MISTAPE | {"ID": "10", "status": "trash"},
        MISTAPE | {"ID": "9", "date_gmt": "2024-05-01 12:00:00"},
    ]
    result = _import(site, tmp_path / "reports.csv", _csv(*rows))
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == "3 taken, 1 there already, 1 left in the trash, 0 refused\n"
    with database.read() as session:
        waiting, mended = session.scalars(select(Issue).order_by(Issue.exact.desc())).all()
        assert (waiting.exact, waiting.status, waiting.report_count) == ("shipp", Status.OPEN, 2)
        assert (mended.exact, mended.status, mended.decided_by_id) == ("first", Status.RESOLVED, site.owner_id)
        assert waiting.first_reported_at.isoformat() == "2024-03-01T12:00:00+00:00"
        assert waiting.last_reported_at.isoformat() == "2024-05-01T12:00:00+00:00"
        assert waiting.page.url == "https://news.example/harbour" and waiting.page.language == "en-US"
        report = session.scalars(select(Report).order_by(Report.id)).first()
        assert report is not None and report.comment == 'It is "ship"' and report.client == {"imported": "mistape"}
        assert session.scalars(select(Delivery)).all() == []
        stored = " ".join(str(vars(each)) for each in session.scalars(select(Report)))
        assert "203.0.113.9" not in stored and "Mozilla" not in stored


def test_the_same_file_again_takes_only_what_is_new(site: MadeSite, database: Database, tmp_path: Path) -> None:
    file, newer = tmp_path / "reports.csv", MISTAPE | {"ID": "8", "date_gmt": "2023-01-01 00:00:00"}
    dry = _import(site, file, _csv(MISTAPE), "--dry-run")
    assert dry.stdout.startswith("1 would be taken, 0 there already")
    for rows, told in (([MISTAPE], (1, 0)), ([MISTAPE, newer], (1, 1))):
        done = json.loads(_import(site, file, _csv(*rows), "--json").stdout)
        assert (done["taken"], done["known"]) == told
    with database.read() as session:
        issue = session.scalars(select(Issue)).one()
        assert (issue.first_reported_at.year, issue.last_reported_at.year) == (2023, 2024)
        assert len(session.scalars(select(Activity)).all()) == 1


@pytest.mark.parametrize("camel", [True, False])
def test_fixit_has_other_words_for_the_same(site: MadeSite, database: Database, tmp_path: Path, camel: bool) -> None:
    snake = {"".join(f"_{c.lower()}" if c.isupper() else c for c in name): value for name, value in FIXIT.items()}
    result = _import(site, tmp_path / "typos.json", json.dumps([FIXIT if camel else snake]).encode(), tool="fixit")
    assert result.exit_code == 0, result.stderr
    with database.read() as session:
        issue = session.scalars(select(Issue)).one()
        assert (issue.exact, issue.prefix, issue.suffix) == ("harborr", "The ", " is open")
        assert issue.status is Status.REJECTED and issue.decided_at is not None
        assert issue.decided_at.isoformat() == "2024-03-02T07:00:00+00:00"
        assert session.scalars(select(HouseWord)).all() == []


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"url": "https://elsewhere.example/x"}, "page.url: not a page of this site."),
        ({"url": "javascript:alert(1)"}, "page.url: "),
        ({"url": ""}, "url: is empty."),
        ({"status": "gone"}, "status: is none that Mistape has."),
        ({"date_gmt": "0000-00-00 00:00:00"}, "date_gmt: is no moment."),
        ({"date_gmt": ""}, "date_gmt: is no moment."),
        ({"date_gmt": "2999-01-01 00:00:00"}, "It is dated in the future, or before there were web pages."),
        ({"date_gmt": "0001-01-01 00:00:00"}, "It is dated in the future, or before there were web pages."),
        ({"selection": "\u200b"}, "quote.exact: "),
    ],
)
def test_a_record_that_cannot_be_taken_is_told_and_the_others_are_taken(
    site: MadeSite, database: Database, tmp_path: Path, changes: dict[str, str], why: str
) -> None:
    result = _import(site, tmp_path / "reports.csv", _csv(MISTAPE | {"ID": "1\n2"} | changes, MISTAPE))
    assert result.exit_code == 1 and result.stdout.startswith("1 taken, 0 there already, 0 left in the trash, 1 ref")
    assert result.stderr.startswith(f"bluepencil: 1 2: {why}")
    with database.read() as session:
        assert len(session.scalars(select(Report)).all()) == 1


@pytest.mark.parametrize(
    ("number", "told"), [("", "row 1: id: is empty."), ("9" * 70, f"{'9' * 60}: id: has more than 60 characters.")]
)
def test_a_record_that_cannot_be_known_again_is_not_taken(
    site: MadeSite, tmp_path: Path, number: str, told: str
) -> None:
    result = _import(site, tmp_path / "reports.csv", _csv(MISTAPE | {"ID": number}))
    assert (result.exit_code, result.stderr) == (1, f"bluepencil: {told}\n")


def test_what_was_decided_elsewhere_is_not_what_an_editor_did_last_here(
    site: MadeSite, client: TestClient, database: Database, tmp_path: Path
) -> None:
    _import(site, tmp_path / "reports.csv", _csv(MISTAPE | {"status": "resolved"}))
    desk = Desk(client, site.owner_email)
    desk.open("/desk?status=resolved")
    assert desk.send("/desk/undo").status_code == 404
    with database.read() as session:
        assert session.scalars(select(Issue.status)).one() is Status.RESOLVED


def test_a_decision_of_the_future_is_none(site: MadeSite, tmp_path: Path) -> None:
    rows = [FIXIT | {"modifiedDate": "9999-12-31T23:59:59"}]
    result = _import(site, tmp_path / "typos.json", json.dumps(rows).encode(), tool="fixit")
    assert result.stderr.startswith("bluepencil: 3: It is dated in the future")


def test_a_site_s_new_key_makes_no_other_records(site: MadeSite, database: Database, tmp_path: Path) -> None:
    _import(site, tmp_path / "reports.csv", _csv(MISTAPE))
    with database.write() as session:
        session.get_one(Site, site.id).key = "renamed"
    renamed = replace(site, key="renamed")
    assert _import(renamed, tmp_path / "reports.csv", _csv(MISTAPE)).stdout.startswith("0 taken, 1 there already")


def test_readers_reports_get_in_between_two_steps_of_an_import(
    site: MadeSite, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(take_file, "AT_ONCE", 1)
    given: list[int] = []
    monkeypatch.setattr(Database, "give_way", lambda _: given.append(1))
    rows = [MISTAPE | {"ID": str(number)} for number in range(3)]
    found = read(_csv(*rows), Tool.MISTAPE, now=utc_now())
    assert len(list(take(database, found, site_key=site.key, account_id=site.owner_id, now=utc_now()))) == 3
    assert len(given) == 2


def test_two_imports_at_once_take_each_record_once_and_say_so(
    site: MadeSite, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [MISTAPE | {"ID": str(number), "url": f"https://news.example/{number}"} for number in range(3)]
    found, told, looked = read(_csv(*rows), Tool.MISTAPE, now=utc_now()), list[Taken](), Event()

    def run() -> None:
        told.extend(take(database, found, site_key=site.key, account_id=site.owner_id, now=utc_now()))

    other = Thread(target=run)

    def known(*arguments: Any) -> set[str]:
        receipts = known_before(*arguments)
        if current_thread() is other:
            looked.set()
        elif not other.ident:
            other.start()
            looked.wait(0.5)  # it has to wait for this one, and does not get so far
        return receipts

    known_before = take_file._known
    monkeypatch.setattr(take_file, "_known", known)
    run()
    other.join()
    assert sorted((part.taken, part.known) for part in told) == [(0, 3), (3, 0)]
    with database.read() as session:
        assert len(session.scalars(select(Report)).all()) == 3


def test_of_many_that_are_refused_some_are_told(site: MadeSite, tmp_path: Path) -> None:
    rows = [MISTAPE | {"ID": str(number), "status": "x"} for number in range(25)]
    result = _import(site, tmp_path / "reports.csv", _csv(*rows))
    assert len(result.stderr.splitlines()) == 21 and result.stderr.endswith("and 5 more; --json has all of them\n")
    assert len(json.loads(_import(site, tmp_path / "reports.csv", _csv(*rows), "--json").stdout)["refused"]) == 25


def test_who_may_not_decide_imports_nothing(site: MadeSite, database: Database, tmp_path: Path) -> None:
    make_member(database, make_site(database, "gazette"), "ed@gazette.example")
    for who in ("ed@gazette.example", "nobody@example.org"):
        refused = _import(site, tmp_path / "reports.csv", _csv(MISTAPE), "--by", who)
        assert isinstance(refused.exception, BluepencilError)
    with database.read() as session:
        assert session.scalars(select(Report)).all() == []
