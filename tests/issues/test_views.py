"""Views: what narrows the queue, what orders it, and what an editor keeps by name."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from service.database import Database
from service.issues.queue import PAGE
from service.issues.saved import MOST
from service.models import Issue, SavedView
from service.worker import Worker
from tests.client import TestClient
from tests.conftest import Clock
from tests.desk import Desk, numbers
from tests.factories import ORIGIN, MadeSite, make_member, make_site, post, report

NOW = datetime(2026, 11, 4, 9, 0, tzinfo=UTC)


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
    ("language=EN-gb", [1, 4, 3]),
    ("word=Recieved", [1]),
    ("word=recieved&readers=1&kind=spelling&sort=oldest", [1]),
    ("word=recieve", []),
    ("word=one+two+three+four+five", []),
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
    "language=e",
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


def test_a_filter_that_there_is_not_is_told_beside_what_was_typed(client: TestClient, site: MadeSite) -> None:
    desk = Desk(client, site.owner_email)
    for query in NO_FILTERS:
        answer = desk.open(f"/desk?{query}&kind=spelling" if "kind" not in query else f"/desk?{query}")
        assert answer.status_code == 422 and "cannot have this value" in desk.shown(), query
        assert numbers(desk) == ([1, 4, 3, 2] if "kind" in query else [1, 3]), f"{query}: the others narrow the queue"
    desk.open("/desk?readers=many&section=Sport+%26+more")
    assert "The filter “readers” cannot have this value." in desk.shown() and numbers(desk) == [3]
    assert 'name="readers" value="many"' in desk.page.text
    assert 'name="section" value="Sport &amp; more"' in desk.page.text
    for path in ("/desk/tabs", "/desk/issues/1", "/desk/facets", "/desk/export/issues.csv"):
        assert client.get(f"{path}?readers=many").status_code == 422, path


ODD = ("%00", "%ED%A0%80", "%FF", "a" * 5000, "%E2%80%AE", "9" * 40, "%0D%0A", "%22AND%22%20NEAR(", "%5C%25_")


@pytest.mark.parametrize("name", ["word", "section", "assignee", "status"])
def test_odd_filters_are_no_failure_of_the_service(client: TestClient, site: MadeSite, name: str) -> None:
    desk = Desk(client, site.owner_email)
    for path in ("/desk", "/desk/facets"):
        for odd in ODD:
            assert desk.open(f"{path}?{name}={odd}").status_code in {200, 422}, (path, odd)


def test_every_order_goes_on_page_by_page(client: TestClient, database: Database, clock: Clock) -> None:
    site = make_site(database)
    for number in range(PAGE + 10):
        clock.advance(seconds=number % 2)
        post(client, report(f"wrong{number}x", page={"url": f"{ORIGIN}/{number % 7}"}))
    desk = Desk(client, site.owner_email)
    for sort in ("newest", "oldest", "readers", "page"):
        desk.open(f"/desk?sort={sort}")
        first = numbers(desk)
        desk.open(re.findall(r'href="([^"]+)" rel="next"', desk.page.text)[0].replace("&amp;", "&"))
        second = numbers(desk)
        assert len(first) == PAGE and sorted(first + second) == list(range(1, PAGE + 11)), sort


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


def test_a_saved_view_can_be_renamed(client: TestClient, database: Database, site: MadeSite) -> None:
    make_member(database, site, "taras@courier.example")
    desk = Desk(client, site.owner_email)
    for name in ("Mine", "Others"):
        desk.open("/desk?kind=grammar")
        desk.send("/desk/views?", name=name)
    assert desk.send("/views/1/name", name=" Grammar  first ").status_code == 303
    assert "Grammar first 1" in desk.shown() and "Mine" not in desk.shown()
    assert desk.send("/views/1/name", name="Grammar first").status_code == 303, "it may keep its own name"
    for name, status, word in (
        ("Others", 409, "You have a view of this name already."),
        (" ", 422, "A name has 1 to 60 characters."),
    ):
        desk.open("/desk")
        assert desk.send("/views/1/name", name=name).status_code == status
        assert desk.shown().count(word) == 1 and f'name="name" value="{name}" maxlength' in desk.page.text
        assert numbers(desk) == [1, 4, 3, 2], "the queue is still there"
    other = Desk(client, "taras@courier.example")
    token = {"form": other.page.text.partition('name="form" value="')[2].partition('"')[0]}
    client.post("/desk/views/1/name", data=token | {"name": "Theirs"}, headers={"sec-fetch-site": "same-origin"})
    with database.read() as session:
        assert set(session.scalars(select(SavedView.name))) == {"Grammar first", "Others"}


def _kept(desk: Desk) -> str:
    return "".join(re.findall(r"data-view>\s*<a [^>]*>(\w)", desk.page.text))


def test_kept_views_are_put_in_order(client: TestClient, database: Database, site: MadeSite) -> None:
    make_member(database, site, "taras@courier.example")
    desk = Desk(client, site.owner_email)
    with database.write() as session:  # as they were before there was an order
        for name in "BAC":
            session.add(SavedView(account_id=site.owner_id, name=name, query="{}", created_at=NOW))
            session.flush()
    desk.open("/desk")
    desk.send("/desk/views?", name="D")
    assert _kept(desk) == "ABCD", "those from before by name, a new one last"
    b, a, c, d = 1, 2, 3, 4
    for number, to, order in (
        (c, "up", "ACBD"),
        (c, "up", "CABD"),
        (c, "up", "CABD"),
        (a, "down", "CBAD"),
        (d, "down", "CBAD"),
    ):
        assert desk.send(f"/views/{number}/place", to=to).status_code == 303
        assert _kept(desk) == order, (number, to)
    assert 'name="to" value="up" aria-label="Move the view C up" disabled' in desk.page.text
    desk.send(f"/views/{b}/place", to="down")
    button = 'name="to" value="down" aria-label="Move the view B down" autofocus'
    menu = desk.page.text.partition("</details>\n  <details")[0]
    assert button in menu and menu.count("autofocus") == 1, "to be pressed again"
    assert desk.send(f"/views/{b}/place", to="aside").status_code == 422
    other = Desk(client, "taras@courier.example")
    token = {"form": other.page.text.partition('name="form" value="')[2].partition('"')[0]}
    client.post(f"/desk/views/{d}/place", data=token | {"to": "up"}, headers={"sec-fetch-site": "same-origin"})
    assert _kept(Desk(client, site.owner_email)) == "CABD", "it is nobody else's"


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


def test_what_there_is_to_filter_by_is_listed_with_counts(
    client: TestClient, database: Database, site: MadeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = Desk(client, site.owner_email)
    desk.open("/desk/facets?status=open")
    assert "Section Politics 3 Sport & more 1 Author" in desk.shown()
    assert "Ann Lee 3 Bo Ek 1 Language English 3 Ukrainian 1 Kind spelling 2" in desk.shown()
    desk.open(re.findall(r'href="([^"]+)"><bdi>Ann Lee', desk.page.text)[0].replace("&amp;", "&"))
    assert sorted(numbers(desk)) == [1, 2, 3]
    part = client.get("/desk/facets?author=Bo+Ek", headers={"HX-Request": "true"}).text
    assert "<html" not in part and "<h2>Author" not in part and "<bdi>Politics</bdi> <small>1</small>" in part
    assert "These" not in desk.shown() and "Counted among" not in desk.shown()
    assert "nothing that these issues differ in" in client.get("/desk/facets?status=spam").text
    monkeypatch.setattr("service.issues.facets.LOOKED_AT", 2)
    assert "Counted among the first 2 of this view." in client.get("/desk/facets").text


def test_a_colleague_is_filtered_by_and_named_only_to_colleagues(
    client: TestClient, database: Database, site: MadeSite
) -> None:
    name = re.escape(Desk(client, site.owner_email).page.text.partition('<span class="unseen">: ')[2].partition("<")[0])
    taras = make_member(database, site, "taras@courier.example")
    desk = Desk(client, "taras@courier.example")
    desk.open("/desk/facets")
    link = re.findall(rf'href="([^"]+)"><bdi>{name}', desk.page.text)[0].replace("&amp;", "&")
    desk.open(link)
    assert numbers(desk) == [4] and re.search(f"assigned to: {name}", desk.shown())
    assert re.search(rf'value="{site.owner_id}" selected>{name}', desk.page.text), "the form keeps the filter"
    elsewhere = make_site(database, "gazette", origins=["https://gazette.example"])
    stranger = Desk(client, elsewhere.owner_email)
    stranger.open(f"/desk?assignee={taras}")
    assert f"assigned to: {taras}" in stranger.shown()


def test_an_issue_leads_to_all_that_are_about_the_same_word(
    client: TestClient, database: Database, clock: Clock, site: MadeSite
) -> None:
    make_site(database, "gazette", origins=["https://gazette.example"])
    for place, word in enumerate(("Recieved", "«recieved»", "recieved of", "goverment")):
        clock.advance(minutes=1)
        post(client, report(word, page={"url": f"{ORIGIN}/again/{place}"}))
    desk = Desk(client, site.owner_email)
    desk.open("/desk/issues/1?kind=spelling")
    assert "2 more open issues are about this word" in desk.shown()
    desk.open(re.findall(r'href="([^"]+)" data-key="w"', desk.page.text)[0].replace("&amp;", "&"))
    assert numbers(desk) == [6, 5, 1] and "the word: recieved" in desk.shown()
    assert "more open" not in desk.shown(), "one is there already"
    desk.open("/desk/issues/6")
    desk.decide("reject")
    desk.open("/desk/issues/6")
    assert "2 more open issues are about this word" in desk.shown()
    desk.open("/desk/issues/7")
    assert "about this word" not in desk.shown()


def test_a_later_page_leads_back_to_the_first(client: TestClient, site: MadeSite) -> None:
    desk = Desk(client, site.owner_email)
    assert "From the beginning" not in desk.shown()
    place = re.findall(r'data-issue="3" data-place="([^"]+)"', desk.page.text)[0]
    desk.open(f"/desk?sort=newest&kind=&after={place}")
    assert numbers(desk) == [2] and '<a href="/desk?status=open">↑ From the beginning</a>' in desk.page.text


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
