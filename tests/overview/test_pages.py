"""The overview's page and files: who sees them, which addresses there are, what hostile words become."""

import re
from datetime import UTC, datetime

import pytest
from sqlalchemy import update

from service.database import Database
from service.domain.events import Happening
from service.models import Issue, Membership, Page, Role
from tests.client import TestClient
from tests.conftest import Clock
from tests.factories import EPOCH, make_member, make_site
from tests.overview.history import History
from tests.overview.reading import Overview, text_of

TABLES = ("days", "outcomes", "times", "errors", "pages", "sections", "authors", "languages")
NOON = datetime(2026, 6, 10, 12, tzinfo=UTC)


def test_without_a_log_in_one_is_asked_for_it(client: TestClient) -> None:
    for path in ("/desk/overview", "/desk/overview.csv?table=days"):
        answer = client.get(path)
        assert answer.status_code == 303 and answer.headers["location"].startswith("/login?next=")


def test_nothing_of_another_site_is_counted(client: TestClient, database: Database, clock: Clock) -> None:
    site = make_site(database)
    gazette = make_site(database, "gazette", name="The Gazette", origins=["https://gazette.example"])
    make_member(database, site, "viewer@courier.example", Role.VIEWER)
    History(client, database, clock).report("recieved", NOON, section="Sport")
    theirs = History(client, database, clock, "gazette", "https://gazette.example")
    number = theirs.report("adress", NOON, section="Secrets", author="Whistler")
    theirs.decide(number, Happening.RESOLVED, NOON - NOON, "address")
    for email in (site.owner_email, "viewer@courier.example"):
        desk = Overview(client, email)
        page = desk.open()
        assert "Sport" in page.text and "Secrets" not in page.text and "adress" not in page.text
        assert "Gazette" not in page.text
        files = str([desk.file(table) for table in TABLES])
        assert "Secrets" not in files and "adress" not in files and "Whistler" not in files
        for key in ("gazette", "no-such-site"):
            assert desk.open(site=key).status_code == 404
            assert client.get("/desk/overview.csv", params={"table": "pages", "site": key}).status_code == 404
    with database.write() as session:
        also = Membership(account_id=site.owner_id, site_id=gazette.id, role=Role.VIEWER, created_at=EPOCH)
        session.add(also)
    desk = Overview(client, site.owner_email)
    assert {row[0] for row in desk.file("sections")[1:]} == {"Sport", "Secrets"}
    assert [row[0] for row in desk.file("sections", site="gazette")[1:]] == ["Secrets"]
    assert "All sites" in text_of(desk.open())


def test_without_reports_the_page_says_so_and_leads_on(client: TestClient, database: Database, clock: Clock) -> None:
    site = make_site(database)
    clock.now = NOON
    desk = Overview(client, site.owner_email)
    page = desk.open(site="courier")
    assert page.status_code == 200 and "<svg" not in page.text
    assert "Not a single report in these days" in text_of(page)
    assert 'href="/desk/overview?site=courier&amp;period=365"' in page.text
    assert len(desk.file("days")) == 31 and desk.file("errors") == [["Wrong", "Right", "Issues", "Reports"]]
    assert desk.file("times")[2] == ["Median", "", ""]
    History(client, database, clock).report("recieved", NOON)
    said = text_of(desk.open())
    assert "1 report a day at most, on 10 Jun" in said
    assert "Nothing is decided yet" in said and "Nothing is fixed yet" in said and "No page names its section" in said


@pytest.mark.parametrize(
    "query",
    [
        "period=31",
        "period=x",
        "from=yesterday",
        "to=2026-13-01",
        "from=2026-03-02&to=2026-03-01",
        "from=1999-01-01&to=1999-01-02",
        "from=2024-01-01&to=2026-01-01",
        "from=2027-01-01",
    ],
)
def test_addresses_that_mean_no_days_are_refused(client: TestClient, database: Database, query: str) -> None:
    site = make_site(database)
    Overview(client, site.owner_email)
    for path in ("/desk/overview?", "/desk/overview.csv?table=days&"):
        assert client.get(path + query).status_code == 422
    assert client.get("/desk/overview.csv").status_code == 422
    assert client.get("/desk/overview.csv?table=accounts").status_code == 422


def test_days_that_are_none_are_told_beside_what_was_typed(
    client: TestClient, database: Database, clock: Clock
) -> None:
    site = make_site(database)
    clock.now = NOON
    History(client, database, clock).report("recieved", NOON)
    desk = Overview(client, site.owner_email)
    for since, until, told in (
        ("2026-03-02", "2026-03-01", "The first day comes after the last."),
        ("2.3.2026", "2026-03-05", "“2.3.2026” is no day. A day is written like 2026-05-03."),
        ("1999-01-01", "1999-02-01", "That day is too long ago."),
    ):
        page = desk.open(**{"from": since, "to": until, "site": "courier"})
        assert page.status_code == 422 and told in text_of(page)
        assert f'name="from" value="{since}"' in page.text and f'name="to" value="{until}"' in page.text
        assert "1 report a day at most, on 10 Jun" in text_of(page), "the usual days are shown"
        assert 'href="/desk/overview.csv?site=courier&amp;period=30&amp;table=days"' in page.text
    told = desk.open(**{"from": '"><script>', "to": "2026-03-01"}).text
    assert _scripts(told) == OWN_SCRIPTS and "“&#34;&gt;&lt;script&gt;” is no day" in told


HOSTILE = [
    ('=HYPERLINK("https://evil.example","x")', '\'=HYPERLINK("https://evil.example","x")'),
    ("+1", "'+1"),
    ("-1", "'-1"),
    ("@SUM(A1)", "'@SUM(A1)"),
    ('"=1', "'\"=1"),
    ("'=1", "''=1"),
    ("＝1+1", "'＝1+1"),
    ('a,"b"\nc', 'a,"b"\nc'),
    ("<script>alert(1)</script>", "<script>alert(1)</script>"),
]


OWN_SCRIPTS = ["narrow.js"]


def _scripts(page: str) -> list[str]:
    """The scripts of a page: of the service's own the files' names, and of any other what its tag says."""
    return [tag.rpartition("/")[2].removesuffix('"') for tag in re.findall(r"<script\b([^>]*)>", page)]


@pytest.mark.parametrize(("text", "cell"), HOSTILE)
def test_what_readers_and_pages_say_stays_text(
    client: TestClient, database: Database, clock: Clock, text: str, cell: str
) -> None:
    site = make_site(database)
    history = History(client, database, clock)
    history.decide(history.report("recieved", NOON), Happening.RESOLVED, NOON - NOON, text)
    with database.write() as session:
        session.execute(update(Issue).values(exact=text))
        session.execute(update(Page).values(title=text, section=text, author=text, url="javascript:alert(1)"))
    desk = Overview(client, site.owner_email)
    assert desk.file("errors")[1] == [cell, cell, "1", "1"]
    assert desk.file("pages")[1] == [cell, "javascript:alert(1)", "1", "1"]
    assert desk.file("sections")[1] == desk.file("authors")[1] == [cell, "1", "1"]
    page = desk.open()
    assert _scripts(page.text) == OWN_SCRIPTS and 'href="javascript:' not in page.text and "style=" not in page.text
    answer = client.get("/desk/overview.csv", params={"table": "errors", "site": "courier"})
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.headers["cache-control"] == "no-store"
    named = 'attachment; filename="bluepencil-courier-errors-2026-05-12-2026-06-10.csv"'
    assert answer.headers["content-disposition"] == named
