"""The overview's figures, exact, on a small history."""

from datetime import UTC, datetime, timedelta

import pytest

from service.database import Database
from service.domain.events import Happening
from service.models import Account
from service.overview import figures
from tests.client import TestClient
from tests.conftest import Clock
from tests.factories import MadeSite, make_site
from tests.overview.history import History
from tests.overview.reading import Overview, Rows, text_of

NOW = datetime(2026, 6, 10, 12, 0, tzinfo=UTC)


def day(number: int, hour: int = 9) -> datetime:
    """A moment of Jun 2026."""
    return datetime(2026, 6, number, hour, tzinfo=UTC)


@pytest.fixture
def site(database: Database) -> MadeSite:
    """The Courier."""
    return make_site(database)


@pytest.fixture
def history(client: TestClient, database: Database, clock: Clock, site: MadeSite) -> History:
    """The Courier's readers and editors."""
    return History(client, database, clock)


@pytest.fixture
def known(history: History) -> History:
    """Eight issues of which six are decided, one of those after an undone decision."""
    sport = {"section": "Sport", "author": "Dorrit Vane", "lang": "en-GB"}
    sea = {"section": "Waterfront", "author": "Taras Hnatiuk", "lang": "uk"}
    first = history.report("recieved", day(3), path="/a", **sport)
    history.report("recieved", day(3, 11), path="/a", **sport)
    second = history.report("Recieved", day(4), path="/b", **sport)
    third = history.report("adress", day(4), path="/a", **sport)
    fourth = history.report("the the", day(5), path="/c", **sea)
    fifth = history.report("Kovalenko", day(5), path="/c", **sea)
    sixth = history.report("casino", day(9), path="/c", **sea)
    history.report("untill", day(9), path="/a", **sport)
    history.report("wich", day(10), path="/d")
    history.report("recieved", day(1), path="/old", **sport)  # before the period
    hour = timedelta(hours=1)
    history.decide(first, Happening.RESOLVED, 2 * hour, "received")
    history.decide(second, Happening.ACCEPTED, 1 * hour, "Received")
    history.decide(second, Happening.RESOLVED, 6 * hour, "Received")
    history.undo(history.decide(third, Happening.MARKED_SPAM, hour / 2))
    history.decide(third, Happening.ACCEPTED, 4 * hour, "address")
    history.decide(fourth, Happening.RESOLVED, 10 * hour)
    history.decide(fifth, Happening.REJECTED, 3 * hour)
    history.decide(sixth, Happening.MARKED_SPAM, 40 * hour)
    history.clock.now = NOW
    return history


def test_the_page_counts_what_happened(known: History, site: MadeSite) -> None:
    desk = Overview(known.client, site.owner_email)
    page = desk.open(period="7")
    assert page.status_code == 200
    said = text_of(page)
    assert "The Courier · 4 Jun 2026 to 10 Jun 2026" in said
    assert "2 reports a day at most, on 4 Jun" in said and "2 issues a day at most, on 4 Jun" in said
    tables = desk.tables(site="courier", **{"from": "2026-06-02", "to": "2026-06-10"})
    assert tables["Day"][1:] == [
        ["10 Jun 2026", "1", "1"],
        ["9 Jun 2026", "2", "2"],
        ["8 Jun 2026", "0", "0"],
        ["7 Jun 2026", "0", "0"],
        ["6 Jun 2026", "0", "0"],
        ["5 Jun 2026", "2", "2"],
        ["4 Jun 2026", "2", "2"],
        ["3 Jun 2026", "2", "1"],
        ["2 Jun 2026", "0", "0"],
    ]
    assert tables["Status"][1:] == [
        ["Open", "2", "25%"],
        ["Accepted", "1", "12%"],
        ["Resolved", "3", "38%"],
        ["Not errors", "1", "12%"],
        ["Spam", "1", "12%"],
        ["Duplicates", "0", "0%"],
    ]
    assert tables["Wrong"][1:] == [
        ["recieved", "received", "2", "3"],
        ["adress", "address", "1", "1"],
        ["the the", "–", "1", "1"],
    ]
    assert tables["Page"][1:] == [
        ["Page /a", "https://news.example/a", "3", "4"],
        ["Page /b", "https://news.example/b", "1", "1"],
        ["Page /c", "https://news.example/c", "1", "1"],
        ["Page /d", "https://news.example/d", "1", "1"],
    ]
    assert tables["Section"][1:] == [["Sport", "4", "5"], ["Waterfront", "1", "1"]]
    assert tables["Author"][1:] == [["Dorrit Vane", "4", "5"], ["Taras Hnatiuk", "1", "1"]]
    assert tables["Language"][1:] == [["English", "5", "6"], ["Ukrainian", "3", "3"]]


def test_median_and_ninth_tenth_leave_out_what_was_undone(known: History, site: MadeSite) -> None:
    desk = Overview(known.client, site.owner_email)
    # Decided after 1, 2, 3, 4, 10 and 40 hours; fixed after 2, 6 and 10.
    wanted = [
        ["Issues", "6", "3"],
        ["Median", "3h 30m", "6h"],
        ["90th percentile", "1d 1h", "9h 12m"],
        ["Within 1h", "17%", "0%"],
        ["Within 4h", "67%", "33%"],
        ["Within 1d", "83%", "100%"],
        ["Within 3d", "100%", "100%"],
        ["Within 7d", "100%", "100%"],
        ["Within 30d", "100%", "100%"],
    ]
    dates = {"from": "2026-06-02", "to": "2026-06-10"}
    assert desk.tables(**dates)["From the first report"][1:] == wanted
    assert desk.file("times", **dates)[2:5] == [
        ["Median", "3:30:00", "6:00:00"],
        ["90th percentile", "25:00:00", "9:12:00"],
        ["Within 1h", "0.1667", "0.0000"],
    ]
    said = text_of(desk.open(**dates))
    assert "Half within 3h 30m, nine of ten within 1d 1h" in said
    assert "67% of what was decided were errors" in said


def test_days_are_those_of_the_editors_clock(history: History, site: MadeSite, database: Database) -> None:
    late = datetime(2026, 3, 28, 22, 30, tzinfo=UTC)  # half past midnight in Kyiv, on the day of 23 hours
    history.report("recieved", late)
    history.report("adress", datetime(2026, 3, 29, 20, 59, tzinfo=UTC))
    history.report("untill", datetime(2026, 3, 29, 21, 0, tzinfo=UTC))
    history.clock.now = datetime(2026, 3, 30, 21, 30, tzinfo=UTC)
    desk = Overview(history.client, site.owner_email)
    assert _days(desk.file("days", period="7")) == {"2026-03-28": "1", "2026-03-29": "2"}
    with database.write() as session:
        session.get_one(Account, site.owner_id).time_zone = "Europe/Kyiv"
    rows = desk.file("days", period="7")
    assert (rows[1][0], rows[-1][0]) == ("2026-03-31", "2026-03-25")
    assert _days(rows) == {"2026-03-29": "2", "2026-03-30": "1"}


def test_a_year_is_drawn_in_weeks(known: History, site: MadeSite) -> None:
    desk = Overview(known.client, site.owner_email)
    said = text_of(desk.open(period="365"))
    assert "Reports a week 9 reports a week at most, from 4 Jun on" not in said
    assert "7 reports a week at most, from 4 Jun on" in said
    rows = desk.file("days", period="365")
    assert len(rows) == 366 and sum(int(row[1]) for row in rows[1:]) == 10


def test_very_much_is_looked_at_in_its_latest_days(
    known: History, site: MadeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(figures, "MOST", 5)
    desk = Overview(known.client, site.owner_email)
    assert "looks at 5 Jun 2026 and later" in text_of(desk.open())
    assert sum(int(row[1]) for row in desk.file("days")[1:]) == 10
    assert [row[:2] for row in desk.file("outcomes")[1:]] == [
        ["Open", "2"],
        ["Accepted", "0"],
        ["Resolved", "1"],
        ["Not errors", "1"],
        ["Spam", "1"],
        ["Duplicates", "0"],
    ]


def _days(rows: Rows) -> dict[str, str]:
    return {row[0]: row[1] for row in rows[1:] if row[1] != "0"}
