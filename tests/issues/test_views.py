"""Views: what narrows the queue, what orders it, and what an editor keeps by name."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from service.database import Database
from service.issues.saved import MOST
from service.models import Issue, SavedView
from service.worker import Worker
from tests.client import TestClient
from tests.conftest import Clock
from tests.desk import Desk, numbers
from tests.factories import ORIGIN, MadeSite, make_member, make_site, post, report


@pytest.fixture
def site(client: TestClient, database: Database, clock: Clock, worker: Worker) -> MadeSite:
    """Four issues: 1 of two readers, 2 grammar in Ukrainian, 3 of another section, 4 by another author and assigned."""
    made = make_site(database, languages=["en", "uk"])
    first = {"url": f"{ORIGIN}/1", "title": "One", "lang": "en-GB", "section": "Politics", "author": "Ann Lee"}
    second = {"url": f"{ORIGIN}/2", "title": "Two", "lang": "uk", "section": "Politics", "author": "Ann Lee"}
    third = {"url": f"{ORIGIN}/3", "title": "Three", "lang": "en", "section": "Sport & more", "author": "Ann Lee"}
    fourth = {"url": f"{ORIGIN}/1", "title": "One", "lang": "en", "section": "Politics", "author": "Bo Ek"}
    for page, exact, kind in (
        (first, "recieved", "spelling"),
        (second, "зробилы", "grammar"),
        (third, "goverment", "spelling"),
        ({**first, "url": f"{ORIGIN}/4", "author": "Bo Ek"}, "xyzzyq", "other"),
        (fourth | {"author": "Ann Lee"}, "recieved", "spelling"),
    ):
        clock.advance(minutes=1)
        assert post(client, report(exact, page=page, kind=kind)).status_code == 202
    worker.run_once()
    with database.write() as session:
        session.get_one(Issue, 4).assignee_id = made.owner_id
        session.get_one(Issue, 2).confidence = 0.95
    return made


VIEWS: tuple[tuple[str, list[int]], ...] = (
    ("", [1, 4, 3, 2]),
    ("readers=2", [1]),
    ("readers=1", [1, 4, 3, 2]),
    ("kind=grammar", [2]),
    ("language=uk", [2]),
    ("language=en", [1, 4, 3]),
    ("section=Sport+%26+more", [3]),
    ("section=Politics&language=en&kind=spelling", [1]),
    ("author=Bo+Ek", [4]),
    ("author=Nobody", []),
    ("assignee=me", [4]),
    ("assignee=none", [1, 3, 2]),
    ("assignee=999999", []),
    ("confidence=90", [1, 3, 2]),
    ("age=1", []),
    ("mention=me", []),
    ("sort=oldest", [2, 3, 4, 1]),
    ("sort=readers", [1, 4, 3, 2]),
    ("sort=page", [4, 3, 2, 1]),
    ("status=spam", []),
    ("q=goverment&section=Sport+%26+more", [3]),
    ("q=goverment&section=Politics", []),
    ("readers=&age=&confidence=&assignee=", [1, 4, 3, 2]),
)


def test_a_view_is_an_address_that_can_be_shared(
    client: TestClient, site: MadeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = Desk(client, site.owner_email)
    for query, found in VIEWS:
        assert desk.open(f"/desk?{query}").status_code == 200, query
        assert numbers(desk) == found, query
    monkeypatch.setattr("service.issues.narrow._MANY_PAGES", 1)
    for query, found in VIEWS:
        if "section" in query or "author" in query:
            desk.open(f"/desk?{query}")
            assert numbers(desk) == found, query


def test_links_of_the_page_exchange_one_thing_of_the_view(client: TestClient, site: MadeSite) -> None:
    desk = Desk(client, site.owner_email)
    desk.open("/desk?section=Politics&kind=spelling&q=recieved")
    for query in (
        "status=open&amp;q=recieved&amp;section=Politics&amp;kind=spelling&amp;sort=readers",
        "status=open&amp;q=recieved&amp;section=Politics",
        "status=open&amp;q=recieved&amp;section=Politics&amp;author=Ann+Lee&amp;kind=spelling",
    ):
        assert f'href="/desk?{query}"' in desk.page.text, query
    desk.open("/desk?q=nothinglikeit")
    assert '<a href="/desk?status=open">Show all</a>' in desk.page.text


def test_age_counts_days_since_the_last_report(client: TestClient, site: MadeSite, clock: Clock) -> None:
    clock.advance(days=1)
    desk = Desk(client, site.owner_email)
    desk.open("/desk?age=1")
    assert numbers(desk) == [1, 4, 3, 2]
    desk.open("/desk?age=2")
    assert numbers(desk) == []


NO_FILTERS = (
    "kind=x",
    "sort=id;DROP",
    "language=EN",
    "language=' OR 1=1",
    "assignee=x",
    "age=-1",
    "readers=x",
    "readers=99999999999999999999",
    "confidence=101",
    "section=%00",
    "author=a%00b",
    "status=any",
)


def test_a_filter_that_there_is_not_is_told(client: TestClient, site: MadeSite) -> None:
    desk = Desk(client, site.owner_email)
    for query in NO_FILTERS:
        assert desk.open(f"/desk?{query}").status_code == 422, query
        assert query.partition("=")[0] in desk.shown(), query


def test_every_order_goes_on_page_by_page(client: TestClient, database: Database, clock: Clock) -> None:
    site = make_site(database)
    for number in range(60):
        clock.advance(seconds=number % 2)
        post(client, report(f"wrong{number}x", page={"url": f"{ORIGIN}/{number % 7}"}))
    desk = Desk(client, site.owner_email)
    for sort in ("newest", "oldest", "readers", "page"):
        desk.open(f"/desk?sort={sort}")
        first = numbers(desk)
        desk.open(re.findall(r'href="([^"]+)" rel="next"', desk.page.text)[0].replace("&amp;", "&"))
        second = numbers(desk)
        assert len(first) == 50 and len(second) == 10 and sorted(first + second) == list(range(1, 61)), sort


def test_a_saved_view_has_its_count_and_can_be_removed(client: TestClient, database: Database, site: MadeSite) -> None:
    desk = Desk(client, site.owner_email)
    desk.open("/desk?kind=grammar&sort=oldest")
    assert desk.send("/desk/views?", name=" Grammar  only ").status_code == 303
    assert "Grammar only 1" in desk.shown() and numbers(desk) == [2]
    with database.read() as session:
        saved = session.scalars(select(SavedView)).one()
    assert 'href="/desk?status=open&amp;kind=grammar&amp;sort=oldest"' in desk.page.text
    assert desk.send(f"/views/{saved.id}/remove").status_code == 303
    assert "Grammar only" not in desk.shown()


def test_names_of_views_are_checked(client: TestClient, site: MadeSite) -> None:
    desk = Desk(client, site.owner_email)
    assert desk.send("/desk/views?", name=" ").status_code == 422
    desk.open("/desk")
    assert desk.send("/desk/views?", name="x" * 61).status_code == 422
    for number in range(MOST):
        desk.open("/desk")
        assert desk.send("/desk/views?", name=f"view {number}").status_code == 303
    assert desk.send("/desk/views?", name="one more").status_code == 409
    desk.open("/desk")
    assert desk.send("/desk/views?", name="view 1").status_code == 409
    assert "You have a view of this name already." in desk.shown() and 'value="view 1"' in desk.page.text
    assert numbers(desk) == [1, 4, 3, 2], "the queue is still there"


def test_a_number_leads_to_its_issue_whatever_its_status(client: TestClient, site: MadeSite) -> None:
    desk = Desk(client, site.owner_email)
    desk.open("/desk/issues/3")
    desk.decide("accept")
    answer = client.get("/desk?q=%233&kind=grammar", follow_redirects=False)
    assert answer.headers["location"] == "/desk/issues/3?status=accepted&kind=grammar"
    assert desk.open("/desk?q=%2399").status_code == 200 and "No issue here holds “#99”." in desk.shown()


def test_views_are_an_editors_own(client: TestClient, database: Database, site: MadeSite) -> None:
    make_member(database, site, "taras@courier.example")
    desk = Desk(client, site.owner_email)
    desk.send("/desk/views?", name="Mine alone")
    other = Desk(client, "taras@courier.example")
    assert "Mine alone" not in other.shown()
    other.send("/desk/views?", name="His")
    token = {"form": other.page.text.partition('name="form" value="')[2].partition('"')[0]}
    client.post("/desk/views/1/remove", data=token, headers={"sec-fetch-site": "same-origin"})
    with database.read() as session:
        assert set(session.scalars(select(SavedView.name))) == {"Mine alone", "His"}


def test_counts_stand_on_the_tabs(client: TestClient, site: MadeSite) -> None:
    desk = Desk(client, site.owner_email)
    assert "Open 4" in desk.shown() and "<title>(4) Open" in desk.page.text
    desk.decide("accept")
    assert "Open 3 Accepted 1" in desk.shown()
    part = client.get("/desk/tabs?status=accepted")
    assert part.status_code == 200 and "<html" not in part.text and 'aria-current="page">Accepted' in part.text


def test_times_are_told_in_the_editors_zone_and_language(client: TestClient, site: MadeSite, clock: Clock) -> None:
    desk = Desk(client, site.owner_email)
    desk.open("/desk/settings")
    assert desk.send("/desk/settings", language="en", time_zone="Asia/Tokyo").status_code == 303
    assert "Saved." in desk.shown()
    desk.open("/desk/issues/2")
    there = (clock() - timedelta(minutes=3) + timedelta(hours=9)).strftime("%H:%M")
    assert there in desk.shown() and 'data-zone="Asia/Tokyo"' in desk.page.text
    for wrong in ({"language": "xx"}, {"time_zone": "Mars/Olympus"}):
        desk.open("/desk/settings")
        assert desk.send("/desk/settings", **wrong).status_code == 422
