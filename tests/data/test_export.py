"""Exports: whole, filtered as the queue is, formula-safe, and only what a person may see."""

import csv
import io
import json
from typing import Any

import pytest
from sqlalchemy import event, func, select, update

from service.data.exports.export import export
from service.data.exports.schemas import Wanted
from service.data.exports.windows import Window, steps
from service.database import Database
from service.domain.exports import Form, What
from service.domain.workflow import Decision
from service.issues.triage import apply
from service.issues.view import Scope, View
from service.models import Issue, Page, Report, Role
from tests.conftest import Clock
from tests.data.conftest import Readers
from tests.factories import log_in, make_member
from tests.queue import make_tasks


def _rows(text: str, form: str) -> list[dict[str, Any]]:
    if form == "csv":
        assert text.startswith("\ufeff")
        return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))
    return [json.loads(line) for line in text.splitlines()]


def _get(readers: Readers, path: str) -> list[dict[str, Any]]:
    answer = readers.client.get(f"/desk/export/{path}")
    assert answer.status_code == 200, answer.text
    name, form = path.partition("?")[0].split(".")
    assert f'.{form}"' in answer.headers["content-disposition"] and name in answer.headers["content-disposition"]
    assert answer.headers["cache-control"] == "no-store"
    return _rows(answer.text, form)


@pytest.mark.parametrize("form", ["csv", "jsonl"])
def test_every_issue_and_every_report_is_there_as_it_is_stored(readers: Readers, database: Database, form: str) -> None:
    comment = 'two "words",\nand a line; Ґанок 🖋'
    readers.report("recieved", comment=comment, email="reader@example.org", correction="received", path="a")
    readers.report("recieved", path="a")
    receipt = readers.report("seperate", path="b", kind="grammar")
    log_in(readers.client, readers.site.owner_email)
    first, second = _get(readers, f"issues.{form}")
    assert (first["exact"], first["status"], str(first["readers"])) == ("recieved", "open", "2")
    assert first["proposed"] == "received" and first["page"] == "https://news.example/a"
    assert first["desk"] == f"http://desk.test/desk/issues/{first['number']}"
    assert (second["kind"], second["title"], second["site"]) == ("grammar", "The harbour", "courier")
    told = _get(readers, f"reports.{form}")
    assert [row["exact"] for row in told] == ["recieved", "recieved", "seperate"]
    assert (told[0]["comment"], told[0]["email"], told[0]["correction"]) == (comment, "reader@example.org", "received")
    guarded = "'" if form == "csv" and receipt.startswith("-") else ""  # by chance, it may look like a formula
    assert (told[2]["receipt"], told[2]["received_at"]) == (guarded + receipt, readers.clock().isoformat())
    assert [row["outcome"] for row in told] == ["received", "known", "received"]


def test_a_file_for_spreadsheets_holds_no_formula(readers: Readers) -> None:
    evil = ["=1+1", "+1", "-1", "@SUM(A1)", '"=1+1', "＝1+1", " =cmd|' /C calc'!A0"]
    for text in evil:
        readers.report("recieved", comment=text, correction=text, path="a")
    log_in(readers.client, readers.site.owner_email)
    for row in _get(readers, "reports.csv"):
        assert row["comment"].startswith("'") and row["correction"].startswith("'")
    assert [row["comment"] for row in _get(readers, "reports.jsonl")] == [text.strip() for text in evil]


def test_it_is_filtered_as_the_queue_is(readers: Readers, database: Database) -> None:
    readers.report("recieved", path="a")
    readers.report("seperate", path="b", kind="grammar", comment="in the harbour café")
    readers.report("definately", path="c")
    with database.write() as session:
        issue = session.get_one(Issue, readers.last_issue())
        apply(session, issue, Decision.RESOLVE, account_id=readers.site.owner_id, now=readers.clock(), correction="x")
        page = session.scalars(select(Page).where(Page.id == issue.page_id)).one()
        page.section, page.author = "Sport", "Ann"
    log_in(readers.client, readers.site.owner_email)

    def words(query: str, what: str = "issues") -> list[str]:
        return [row["exact"] for row in _get(readers, f"{what}.jsonl?{query}")]

    assert words("") == ["recieved", "seperate"]
    assert words("status=resolved") == ["definately"]
    assert words("any=1") == ["recieved", "seperate", "definately"]
    assert words("any=1&section=Sport&author=Ann", "reports") == ["definately"]
    assert words("kind=grammar") == words("kind=grammar", "reports") == ["seperate"]
    assert words("q=cafe") == words("q=cafe+harbour", "reports") == ["seperate"]
    assert words("q=nowhere") == words("q=%22", "reports") == words("readers=2") == []
    assert readers.client.get("/desk/export/issues.csv?status=nothing").status_code == 422
    assert readers.client.get("/desk/export/issues.xlsx").status_code == 404


@pytest.mark.parametrize("role", [Role.VIEWER, Role.EDITOR])
def test_addresses_and_receipts_are_for_owners(
    readers: Readers, neighbours: Readers, database: Database, role: Role
) -> None:
    readers.report("recieved", email="one@example.org")
    neighbours.report("seperate", email="two@example.org")
    member = make_member(database, readers.site, "member@example.org", role)
    assert member
    log_in(readers.client, "member@example.org")
    (row,) = _get(readers, "reports.jsonl")
    assert (row["exact"], row["email"], row["receipt"]) == ("recieved", None, None)


def test_of_another_site_nothing_is_told(readers: Readers, neighbours: Readers) -> None:
    readers.report("recieved")
    neighbours.report("seperate")
    assert readers.client.get("/desk/export/issues.csv").status_code == 303
    log_in(readers.client, neighbours.site.owner_email)
    assert [row["exact"] for row in _get(readers, "issues.jsonl?any=1")] == ["seperate"]
    for what in ("issues.csv", "reports.jsonl"):
        assert readers.client.get(f"/desk/export/{what}?site=courier").status_code == 404


def _many(database: Database, number: int, clock: Clock) -> Wanted:
    make_tasks(database, number, now=clock())
    with database.read() as session:
        (site,) = session.scalars(select(Issue.site_id).distinct()).all()
    return Wanted(What.ISSUES, View(), Scope((site,), 0, clock()), frozenset())


def test_however_many_there_are_few_are_held_at_once_and_nobody_waits(database: Database, clock: Clock) -> None:
    wanted = _many(database, 2_500, clock)
    sizes = []
    for piece in export(database, wanted, Form.JSON_LINES):
        sizes.append(piece.count("\n"))
        assert database.reader.pool.checkedout() == 0  # type: ignore[attr-defined]  # no picture of the database is held
        with database.write() as session:  # while the export is going on
            session.execute(update(Issue).where(Issue.id == 1).values(version=len(sizes)))
    assert sum(sizes) == 2_500 and len(sizes) >= 4 and max(sizes) <= 1_000


def test_what_comes_while_it_goes_on_is_left_out_and_nothing_twice(
    database: Database, clock: Clock, readers: Readers
) -> None:
    wanted = _many_more(readers, 3)
    pieces = export(database, wanted, Form.JSON_LINES)
    next(pieces)
    readers.report("definately")
    assert sum(piece.count("\n") for piece in pieces) == 3
    with database.read() as session:
        assert session.scalar(select(func.count(Report.id))) == 4


def _many_more(readers: Readers, number: int) -> Wanted:
    for _ in range(number):
        readers.report()
    return Wanted(What.REPORTS, View(), Scope((readers.site.id,), 0, readers.clock()), frozenset())


def test_steps_are_wide_where_little_is_found() -> None:
    looked: list[Window] = []

    def look(window: Window) -> list[int]:
        looked.append(window)
        return [number for number in (1, 900_000, 1_000_000) if window.above < number <= window.upto]

    assert list(steps(1_000_000, look)) == [[1], [900_000], [1_000_000]]
    assert len(looked) < 25
    assert [each.above for each in looked[1:]] == [each.upto for each in looked[:-1]]
    assert looked[-1].upto == 1_000_000


def test_steps_are_narrow_where_rows_are_many() -> None:
    sizes = [len(found) for found in steps(5_000, lambda window: list(range(window.above * 3, window.upto * 3)))]
    assert sum(sizes) == 15_000 and max(sizes[2:]) <= 1_500


def test_a_step_reads_its_own_rows_and_no_index_of_all(database: Database, readers: Readers) -> None:
    if not database.is_sqlite:
        return
    planned: list[str] = []

    def explain(connection: Any, cursor: Any, statement: str, parameters: Any, *_: object) -> None:
        if "CASE WHEN" in statement:
            planned.extend(
                row[3] for row in connection.connection.execute(f"EXPLAIN QUERY PLAN {statement}", parameters)
            )

    readers.report()
    event.listen(database.reader, "before_cursor_execute", explain)
    for what in What:
        scope = Scope((readers.site.id,), 0, readers.clock())
        assert "".join(export(database, Wanted(what, View(), scope, frozenset()), Form.JSON_LINES))
    event.remove(database.reader, "before_cursor_execute", explain)
    assert [step for step in planned if "rowid>" in step] == [
        f"SEARCH {table} USING INTEGER PRIMARY KEY (rowid>? AND rowid<?)" for table in ("issue", "report")
    ]
    assert not any("TEMP B-TREE" in step for step in planned)
