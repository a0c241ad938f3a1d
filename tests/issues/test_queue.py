"""The queue: order, pages, search, sites."""

import re

import pytest
from sqlalchemy import select

from service.database import Database
from service.issues.queue import PAGE, listing
from service.issues.view import Scope, View
from service.models import Membership, Role, Site
from tests.client import TestClient
from tests.conftest import Clock
from tests.desk import Desk, numbers
from tests.factories import EPOCH, make_site, post, report


def test_the_newest_stand_first_and_older_ones_follow_page_by_page(
    client: TestClient, database: Database, clock: Clock
) -> None:
    site = make_site(database)
    for number in range(PAGE + 7):
        clock.advance(seconds=number % 2)  # some at the same moment
        post(client, report(f"wrong{number}x"))
    desk = Desk(client, site.owner_email)
    first = numbers(desk)
    assert first == list(range(PAGE + 7, 7, -1))
    desk.open(re.findall(r'href="([^"]+)" rel="next"', desk.page.text)[0].replace("&amp;", "&"))
    assert numbers(desk) == list(range(7, 0, -1))
    assert 'rel="next"' not in desk.page.text
    for broken in ("x", "1-", "1-1' OR 1=1--"):
        assert desk.open(f"/desk?after={broken}").status_code == 422


def test_a_further_report_brings_an_issue_to_the_top(client: TestClient, database: Database, clock: Clock) -> None:
    site = make_site(database)
    for word in ("recieved", "adress", "recieved"):
        clock.advance(minutes=1)
        post(client, report(word))
    assert numbers(Desk(client, site.owner_email)) == [1, 2]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("RECIEVED", [1]),
        ("наїхав", [2]),
        ("НАЇХАВ трамвай", [2]),
        ("100%", [3]),
        ("_", []),
        ("%", []),
        ("owners", [3, 2, 1]),
        ("harbour/board", [3, 2, 1]),
        ("harbour/boa", [3, 2, 1]),
        ("board harbour", [3, 2, 1]),
        ("board/harbour", []),
        ("наїха", [2]),
        ("RECIEVEd owners", [1]),
        ("articles/harbour", [3, 2, 1]),
        ("' OR 1=1 --", []),
        ("\\", []),
    ],
)
def test_search_finds_words_of_quotes_comments_titles_and_addresses_whatever_marks_and_case(
    client: TestClient, database: Database, text: str, found: list[int]
) -> None:
    site = make_site(database)
    owners = "no answer from the owners"
    post(client, report("recieved", sentence=f"He recieved {owners}."))
    post(client, report("Трамвай", comment="Наїхав на мене", sentence=f"Трамвай {owners}"))
    post(client, report("100%", sentence=f"100% {owners}"))
    desk = Desk(client, site.owner_email)
    desk.page = client.get("/desk", params={"q": text})
    assert numbers(desk) == found


@pytest.mark.parametrize("most", [0, 16])
def test_a_beginning_finds_the_same_issues_whether_few_words_or_many_begin_so(
    client: TestClient, database: Database, monkeypatch: pytest.MonkeyPatch, most: int
) -> None:
    monkeypatch.setattr("service.issues.search._MOST_ENDINGS", most)
    site = make_site(database)
    for wrong, sentence in (("teh", "teh owner"), ("adn", "adn an ownership"), ("fo", "fo an own goal")):
        post(client, report(wrong, sentence=sentence))
    with database.read() as session:
        scope = Scope(tuple(session.scalars(select(Site.id))), site.owner_id, EPOCH)
        found = [[each.id for each in listing(session, View(q=words), scope).issues] for words in ("owne", "own")]
    assert found == [[2, 1], [3, 2, 1]]


def test_a_search_without_a_result_says_where_there_is_one(client: TestClient, database: Database) -> None:
    site = make_site(database)
    for word in ("recieved", "recieved again", "adress"):
        post(client, report(word))
    desk = Desk(client, site.owner_email)
    for number, decision in ((1, "accept"), (2, "resolve")):
        desk.open(f"/desk/issues/{number}")
        desk.decide(decision)
    desk.open("/desk?q=recieved")
    assert "Nothing found" in desk.shown() and "Found elsewhere: Accepted 1 , Resolved 1" in desk.shown()
    desk.open(re.findall(r'href="([^"]+)">Resolved <small>', desk.page.text)[0].replace("&amp;", "&"))
    assert numbers(desk) == [2]
    desk.open("/desk?q=nothinglikeit")
    assert "Nothing found" in desk.shown() and "elsewhere" not in desk.shown()


def test_an_editor_of_two_sites_sees_both_or_one(client: TestClient, database: Database) -> None:
    site = make_site(database)
    make_site(database, "gazette", name="The Gazette", origins=["https://gazette.example"])
    with database.write() as session:
        gazette = session.scalars(select(Site).where(Site.key == "gazette")).one()
        membership = Membership(
            account_id=site.owner_id, site_id=gazette.id, role=Role.EDITOR, created_at=gazette.created_at
        )
        session.add(membership)
    post(client, report("recieved"))
    post(client, report("adress", site="gazette", page={"url": "https://gazette.example/1"}), "https://gazette.example")
    desk = Desk(client, site.owner_email)
    assert numbers(desk) == [2, 1]
    assert "All sites" in desk.shown()
    desk.open("/desk?site=gazette")
    assert numbers(desk) == [2]
    desk.decide("reject")
    assert numbers(desk) == []
